import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { type Db, db } from '#lib/infra/db/client';
import type { ChallengeSettings } from '../challenge.ts';

/**
 * Makes a challenge or brings it to these settings; the same settings twice change nothing. What is scored (dataset
 * version and classes) stays as it is once there is a submission. With `onlyNew` one that is there already is refused
 * with AppError `slug-taken`. Organisers only.
 */
export async function applyChallenge(
  person: Person | null,
  slug: string,
  settings: ChallengeSettings,
  { onlyNew = false } = {},
): Promise<{ slug: string; created: boolean }> {
  assertRole(person, 'organiser');
  return db().$transaction((tx) => writeChallenge(tx, person, slug, settings, onlyNew));
}

async function writeChallenge(
  tx: Db,
  person: Person,
  slug: string,
  settings: ChallengeSettings,
  onlyNew: boolean,
) {
  // Two that make the same challenge at once: the second waits here and finds it made.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('challenge'), hashtext(${slug}))`;
  // Whoever submits holds the row shared (submit-model): what is counted below is all that was checked by these classes.
  await tx.$queryRaw`SELECT id FROM challenges WHERE slug = ${slug} FOR UPDATE`;
  const { dataset, version: number, classes: chosen, ...rest } = settings;
  const version = await findScoredVersion(tx, dataset, number);
  const classes = chooseClasses(version.synsetIds, chosen, `version ${number} of ${dataset}`);
  const data = { ...rest, versionId: version.id };
  const classRows = classes.map((synsetId, position) => ({ synsetId, position }));

  const found = await tx.challenge.findUnique({
    where: { slug },
    include: { classes: { orderBy: { position: 'asc' } } },
  });
  if (!found) {
    await tx.challenge.create({
      data: { ...data, slug, createdById: person.id, classes: { create: classRows } },
    });
    return { slug, created: true };
  }
  if (onlyNew) {
    throw new AppError('conflict', 'slug-taken', `There is a challenge "${slug}" already: choose another.`, {
      details: { field: 'slug' },
    });
  }
  const sameClasses = found.classes.map((each) => each.synsetId).join() === classes.join();
  if (found.versionId !== version.id || !sameClasses) {
    await refuseIfSubmitted(tx, found.id, slug);
    await tx.challengeClass.deleteMany({ where: { challengeId: found.id } });
    await tx.challengeClass.createMany({ data: classRows.map((row) => ({ ...row, challengeId: found.id })) });
  }
  await tx.challenge.update({ where: { id: found.id }, data });
  return { slug, created: false };
}

async function findScoredVersion(tx: Db, dataset: string, number: number) {
  const version = await tx.datasetVersion.findFirst({
    where: { number, dataset: { slug: dataset } },
    include: { classes: { orderBy: { position: 'asc' }, select: { synsetId: true } } },
  });
  const name = `version ${number} of the dataset ${dataset}`;
  const field = { details: { field: 'version' } };
  if (!version) throw new AppError('invalid', 'no-such-version', `There is no ${name}.`, field);
  if (version.state !== 'done') {
    const message = `The ${name} is ${version.state}: a challenge needs one whose freeze is done.`;
    throw new AppError('conflict', 'version-not-frozen', message, field);
  }
  if (version.testCount === 0) {
    const message = `The ${name} holds nothing out: a challenge needs one with test images. Freeze a version with a test share.`;
    throw new AppError('invalid', 'nothing-held-out', message, field);
  }
  return { id: version.id, synsetIds: version.classes.map((each) => each.synsetId) };
}

function chooseClasses(
  all: readonly string[],
  chosen: readonly string[] | undefined,
  name: string,
): readonly string[] {
  const known = new Set(all);
  const unknown = chosen?.filter((id) => !known.has(id)) ?? [];
  if (unknown.length > 0) {
    throw new AppError(
      'invalid',
      'class-not-in-version',
      `${unknown.slice(0, 5).join(', ')}${unknown.length > 5 ? ' and more' : ''} ${unknown.length === 1 ? 'is no class' : 'are no classes'} of ${name}.`,
      { details: { field: 'classes' } },
    );
  }
  return chosen ?? all;
}

async function refuseIfSubmitted(tx: Db, challengeId: string, slug: string): Promise<void> {
  const submissions = await tx.submission.count({ where: { entry: { challengeId } } });
  if (submissions === 0) return;
  throw new AppError(
    'conflict',
    'challenge-has-submissions',
    `The challenge ${slug} has ${submissions} ${submissions === 1 ? 'submission' : 'submissions'}: its dataset version and classes cannot change any more. Open a new challenge instead.`,
    { details: { field: 'version' } },
  );
}
