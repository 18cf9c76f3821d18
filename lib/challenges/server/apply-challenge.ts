import { isDeepStrictEqual } from 'node:util';
import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { type Db, db } from '#lib/infra/db/client';
import type { ChallengeSettings } from '../challenge.ts';
import type { ChallengePhase } from '../challenge-phase.ts';
import { assertNotArchived } from './assert-not-archived.ts';
import { readSettings } from './read-settings.ts';
import { recordAudit } from './record-audit.ts';

export interface AppliedChallenge {
  slug: string;
  created: boolean;
  /** Settings that are others than before, by name; none where the same was applied again. */
  changed: string[];
}

/**
 * Makes a challenge or brings it to these settings; the same settings twice write nothing. What is scored (dataset
 * version and classes) stays as it is once there is a submission, as do the number of phases that took one and the tracks
 * that have entries. Other rules become another version of them. With `onlyNew` one that is there already is refused with
 * AppError `slug-taken`. Organisers only.
 */
export async function applyChallenge(
  person: Person | null,
  slug: string,
  settings: ChallengeSettings,
  { onlyNew = false } = {},
): Promise<AppliedChallenge> {
  assertRole(person, 'organiser');
  return db().$transaction((tx) => writeChallenge(tx, person, slug, settings, onlyNew));
}

async function writeChallenge(
  tx: Db,
  person: Person,
  slug: string,
  given: ChallengeSettings,
  onlyNew: boolean,
): Promise<AppliedChallenge> {
  // Two that make the same challenge at once: the second waits here and finds it made.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('challenge'), hashtext(${slug}))`;
  // Whoever submits holds the row shared (submit-model): what is counted below is all that was checked by these settings.
  await tx.$queryRaw`SELECT id FROM challenges WHERE slug = ${slug} FOR UPDATE`;
  const before = await readSettings(tx, slug);
  const settings = keepPublished(before, given);
  if (before && onlyNew) {
    throw new AppError('conflict', 'slug-taken', `There is a challenge "${slug}" already: choose another.`, {
      details: { field: 'slug' },
    });
  }
  const { dataset, version: number, classes: chosen, rules, phases, tracks, ...rest } = settings;
  const version = await findScoredVersion(tx, dataset, number);
  const classes = chooseClasses(version.synsetIds, chosen, `version ${number} of ${dataset}`);
  const changed = before ? differences(before, { ...settings, classes: [...classes] }) : [];
  if (before && changed.length === 0) return { slug, created: false, changed };

  const data = { ...rest, versionId: version.id, ...bounds(phases) };
  const changes = (...names: string[]) => !before || names.some((name) => changed.includes(name));
  const { id: challengeId } = before
    ? await findUnarchived(tx, slug)
    : await tx.challenge.create({ data: { ...data, slug, createdById: person.id } });
  if (before) {
    if (changes('dataset', 'version', 'classes')) await refuseIfSubmitted(tx, challengeId, slug);
    await tx.challenge.update({ where: { id: challengeId }, data });
  }
  if (changes('classes')) {
    await tx.challengeClass.deleteMany({ where: { challengeId } });
    await tx.challengeClass.createMany({
      data: classes.map((synsetId, position) => ({ challengeId, synsetId, position })),
    });
  }
  if (changes('phases')) await writePhases(tx, challengeId, phases);
  if (changes('tracks')) await writeTracks(tx, challengeId, tracks);
  if (changes('rules')) await addRulesVersion(tx, challengeId, rules);
  await recordAudit(tx, {
    actor: person,
    act: before ? 'changed challenge' : 'opened challenge',
    challengeId,
    subject: settings.title,
    detail: before ? { changed: pick(before, changed), to: pick(settings, changed) } : undefined,
  });
  return { slug, created: !before, changed };
}

/** Results that are out stay out: settings that do not say when are those of before they were published. */
function keepPublished(before: ChallengeSettings | null, given: ChallengeSettings): ChallengeSettings {
  const out = before?.publishedAt;
  if (given.publishedAt !== null || !out || out > new Date()) return given;
  return { ...given, publishedAt: out };
}

function differences(before: ChallengeSettings, after: ChallengeSettings): string[] {
  const names = Object.keys(after) as (keyof ChallengeSettings)[];
  return names.filter((name) => !isDeepStrictEqual(before[name], after[name]));
}

/** The named settings, without the long list of classes. */
function pick(settings: ChallengeSettings, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(settings).filter(([name]) => name !== 'classes' && names.includes(name)),
  );
}

function bounds(phases: readonly ChallengePhase[]): { opensAt: Date; closesAt: Date } {
  const [first, last] = [phases[0], phases.at(-1)];
  if (!first || !last) throw new Error('A challenge has at least one phase.');
  return { opensAt: first.opensAt, closesAt: last.closesAt };
}

async function findUnarchived(tx: Db, slug: string): Promise<{ id: string }> {
  const challenge = await tx.challenge.findUniqueOrThrow({ where: { slug } });
  assertNotArchived(challenge);
  return challenge;
}

/** Submissions say by position which phase took them, so that one that took any keeps its place. */
async function writePhases(tx: Db, challengeId: string, phases: readonly ChallengePhase[]): Promise<void> {
  const { _max } = await tx.submission.aggregate({
    where: { entry: { challengeId } },
    _max: { phasePosition: true },
  });
  const needed = (_max.phasePosition ?? -1) + 1;
  if (phases.length < needed) {
    throw new AppError(
      'conflict',
      'phase-has-submissions',
      `Phase ${needed} of the challenge has submissions; ${phases.length} ${phases.length === 1 ? 'phase is' : 'phases are'} given. Keep at least ${needed}: change their dates and limits instead.`,
      { details: { field: 'phases' } },
    );
  }
  await tx.challengePhase.deleteMany({ where: { challengeId } });
  await tx.challengePhase.createMany({
    data: phases.map((phase, position) => ({ ...phase, challengeId, position })),
  });
}

async function writeTracks(tx: Db, challengeId: string, tracks: ChallengeSettings['tracks']): Promise<void> {
  const gone = await tx.challengeTrack.findFirst({
    where: { challengeId, slug: { notIn: tracks.map(({ slug }) => slug) }, entries: { some: {} } },
    select: { slug: true },
  });
  if (gone) {
    throw new AppError(
      'conflict',
      'track-has-entries',
      `The track ${gone.slug} has entries and is not among the tracks given: keep it.`,
      { details: { field: 'tracks' } },
    );
  }
  await tx.challengeTrack.deleteMany({
    where: { challengeId, slug: { notIn: tracks.map(({ slug }) => slug) } },
  });
  for (const [position, { slug, ...track }] of tracks.entries()) {
    await tx.challengeTrack.upsert({
      where: { challengeId_slug: { challengeId, slug } },
      create: { ...track, challengeId, slug, position },
      update: { ...track, position },
    });
  }
}

async function addRulesVersion(tx: Db, challengeId: string, text: string): Promise<void> {
  const { _max } = await tx.challengeRules.aggregate({ where: { challengeId }, _max: { version: true } });
  await tx.challengeRules.create({ data: { challengeId, version: (_max.version ?? 0) + 1, text } });
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
