import { AppError } from '#lib/core/errors';
import { keepInTrain } from '#lib/datasets/server/keep-in-train';
import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import { transaction } from '#lib/infra/db/transaction';
import { MOST_EXAMPLES, type NounExampleInput } from '../noun-guide.ts';
import { assertAsked } from './asked-in-campaign.ts';
import { findCampaign } from './find-campaign.ts';
import { lockCampaign } from './lock-campaign.ts';

interface ExampleOf {
  campaign: string;
  synset: string;
  /** The image's SHA-256. */
  image: string;
}

/**
 * Shows an image of the campaign's dataset to labelers as an example of a noun, good or bad; its label is told thereby, so it
 * is kept in train from then on. Again with the other answer changes it. For organisers. Throws AppError `no-such-campaign`,
 * `noun-not-asked`, `no-such-image`, `not-for-train` where a version has it in val or holds it out, `too-many-examples`.
 */
export async function setNounExample(
  person: Person | null,
  { campaign: slug, synset, image, good }: ExampleOf & NounExampleInput,
): Promise<{ image: string; good: boolean }> {
  assertRole(person, 'organiser');
  const campaign = await findCampaign(slug);
  await assertAsked(campaign, synset);
  return transaction(async (client) => {
    // Two at once would both find a place left.
    await lockCampaign(client, campaign);
    const { rows } = await client.query<{ id: number; others: number }>(
      `SELECT i.id, (SELECT count(*)::int FROM noun_examples e
         WHERE e.campaign_id = $1 AND e.synset_id = $2 AND e.good = $5 AND e.image_id <> i.id) AS others
       FROM images i JOIN dataset_images d ON d.image_id = i.id AND d.dataset_id = $3 WHERE i.sha256 = $4`,
      [campaign.id, synset, campaign.dataset.id, image, good],
    );
    const found = rows[0];
    if (!found) {
      throw new AppError(
        'not-found',
        'no-such-image',
        `The dataset ${campaign.dataset.slug} has no image ${image}.`,
      );
    }
    if (found.others >= MOST_EXAMPLES) {
      throw new AppError(
        'conflict',
        'too-many-examples',
        `${synset} has ${MOST_EXAMPLES} ${good ? 'good' : 'bad'} examples already: remove one first.`,
      );
    }
    if ((await keepInTrain(client, campaign.dataset.id, [found.id])).length === 0) {
      throw new AppError(
        'conflict',
        'not-for-train',
        'A dataset version has this image in val or holds it out, so its label may not be told: choose another one.',
      );
    }
    await client.query(
      `INSERT INTO noun_examples (campaign_id, synset_id, image_id, good, created_by) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (campaign_id, synset_id, image_id) DO UPDATE SET good = excluded.good`,
      [campaign.id, synset, found.id, good, person.id],
    );
    return { image, good };
  });
}

/** Shows an image as an example no more. It stays in train, since its label was told. Safe to repeat. For organisers. */
export async function removeNounExample(
  person: Person | null,
  { campaign: slug, synset, image }: ExampleOf,
): Promise<{ removed: number }> {
  assertRole(person, 'organiser');
  const campaign = await findCampaign(slug);
  const { rowCount } = await pool().query(
    `DELETE FROM noun_examples e USING images i
     WHERE i.id = e.image_id AND i.sha256 = $3 AND e.campaign_id = $1 AND e.synset_id = $2`,
    [campaign.id, synset, image],
  );
  return { removed: rowCount ?? 0 };
}
