import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { createCampaignSchema } from '#lib/labelling/campaign';
import { createCampaign } from '#lib/labelling/server/create-campaign';
import { findChallenge } from './find-challenge.ts';
import { recordAudit } from './record-audit.ts';

/** Images that one campaign takes. */
const MOST = 5000;

/**
 * Sends the images on which models agree against the label back to people: a campaign that asks of each whether it shows what the label
 * says, and whether it shows what the models say, and not which is which. Never do the models decide. Organisers only. Throws AppError
 * `no-such-challenge`, `no-disagreements`, and as `createCampaign`.
 */
export async function askPeopleAgain(
  person: Person | null,
  slug: string,
): Promise<{ dataset: string; campaign: string; units: number }> {
  assertRole(person, 'organiser');
  const challenge = await findChallenge(slug);
  const [version, rows] = await Promise.all([
    db().datasetVersion.findUniqueOrThrow({
      where: { id: challenge.versionId },
      select: { dataset: { select: { slug: true } } },
    }),
    db().disagreement.findMany({
      where: { challengeId: challenge.id, image: { takedownId: null } },
      orderBy: [{ models: 'desc' }, { imageId: 'asc' }],
      take: MOST,
      select: { labelId: true, guessId: true, image: { select: { sha256: true } } },
    }),
  ]);
  if (rows.length === 0) {
    throw new AppError(
      'conflict',
      'no-disagreements',
      'No image was found on which the best entries agree against the label: there is nothing to ask.',
    );
  }
  const candidates = rows.flatMap(({ image, labelId, guessId }) => [
    { image: image.sha256, synset: labelId },
    { image: image.sha256, synset: guessId },
  ]);
  const made = await createCampaign(person, {
    ...createCampaignSchema.parse({
      kind: 'verify',
      slug: await freeSlug(`${slug.slice(0, 60)}-looked-at-again`),
      title: `${challenge.title}: looked at again`,
      instructions: 'Each image was labelled before. Look at it as if it was not: say what you see.',
      candidates,
    }),
    dataset: version.dataset.slug,
  });
  await recordAudit(db(), {
    actor: person,
    act: 'sent images back to people',
    challengeId: challenge.id,
    subject: challenge.title,
    detail: { campaign: made.slug, images: rows.length },
  });
  return { dataset: version.dataset.slug, campaign: made.slug, units: made.units };
}

/** The slug, or the first of it with a number behind that no campaign has. */
async function freeSlug(slug: string): Promise<string> {
  const taken = await db().campaign.findMany({
    where: { slug: { startsWith: slug } },
    select: { slug: true },
  });
  const slugs = new Set(taken.map((each) => each.slug));
  for (let number = 1; ; number++) {
    const tried = number === 1 ? slug : `${slug}-${number}`;
    if (!slugs.has(tried)) return tried;
  }
}
