import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { db, pool } from '#lib/infra/db/client';
import { transaction } from '#lib/infra/db/transaction';
import type { CreateCampaignInput } from '../campaign.ts';
import { chooseQuiz } from './choose-gold.ts';
import { insertUnits } from './insert-units.ts';

/**
 * Makes a campaign over a dataset with all its units. Units of a noun follow one another and are shuffled within it, so that
 * their ids say nothing of where an image comes from. A verify campaign leaves out images that are held out, since it shows
 * them to everybody with their noun. For organisers. Refuses a slug that is taken, nouns and images that are
 * not there, and a campaign that would ask nothing.
 */
export async function createCampaign(
  person: Person | null,
  input: CreateCampaignInput & { dataset: string },
): Promise<{ slug: string; units: number }> {
  assertRole(person, 'organiser');
  const dataset = await db().dataset.findUnique({ where: { slug: input.dataset }, select: { id: true } });
  if (!dataset) {
    throw new AppError('not-found', 'no-such-dataset', `There is no dataset ${input.dataset}.`);
  }
  const named =
    input.kind === 'classify'
      ? input.rootSynsets
      : [...(input.synsets ?? []), ...(input.candidates ?? []).map(({ synset }) => synset)];
  await assertSynsetsExist(named);
  const images = [
    ...(input.images ?? []),
    ...(input.kind === 'verify' ? (input.candidates ?? []).map(({ image }) => image) : []),
  ];
  await assertImagesInDataset(input.dataset, dataset.id, images);

  const made = await transaction(async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO campaigns (id, slug, dataset_id, kind, title, instructions, votes_per_unit, root_synsets, created_by,
         target_confidence, gold_share, qualification_units, several_nouns)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       ON CONFLICT (slug) DO NOTHING
       RETURNING id`,
      [
        input.slug,
        dataset.id,
        input.kind,
        input.title,
        input.instructions,
        input.votesPerUnit,
        input.kind === 'classify' ? input.rootSynsets : [],
        person.id,
        input.targetConfidence,
        input.goldShare,
        input.qualificationUnits,
        input.kind === 'classify' && input.severalNouns === true,
      ],
    );
    const campaignId = rows[0]?.id;
    if (!campaignId) {
      throw new AppError(
        'conflict',
        'slug-taken',
        `There is a campaign ${input.slug} already: choose another slug.`,
        { details: { field: 'slug' } },
      );
    }
    const units = await insertUnits(client, campaignId, dataset.id, input);
    if (units === 0) {
      throw new AppError(
        'invalid',
        'nothing-to-ask',
        input.kind === 'verify'
          ? 'The campaign would ask nothing: the dataset has no candidates for these nouns and images that are not held ' +
              'out. Import images with nouns, or name the candidates.'
          : 'The campaign would ask nothing: the dataset has no images yet. Import some first.',
      );
    }
    await client.query(
      `INSERT INTO campaign_progress (campaign_id, synset_id, stripe, units)
       SELECT campaign_id, coalesce(synset_id, ''), 0, count(*) FROM units WHERE campaign_id = $1 AND state = 'open' GROUP BY 1, 2`,
      [campaignId],
    );
    await chooseQuiz(client, { ...input, id: campaignId, datasetId: dataset.id });
    return { slug: input.slug, units };
  });
  // Statements that were planned when there were few units are planned anew; by itself that comes a minute later.
  await pool().query('ANALYZE units, gold');
  return made;
}

async function assertSynsetsExist(ids: readonly string[]): Promise<void> {
  const { rows } = await pool().query<{ id: string }>(
    `SELECT DISTINCT wanted.id FROM unnest($1::text[]) AS wanted (id)
     WHERE NOT EXISTS (SELECT FROM synsets s WHERE s.id = wanted.id) LIMIT 5`,
    [ids],
  );
  if (rows.length === 0) return;
  const synsets = rows.map(({ id }) => id);
  throw new AppError(
    'invalid',
    'no-such-synset',
    `The hierarchy has no synset ${synsets.join(', ')}: use the ids of WordNet 3.0.`,
    { details: { synsets } },
  );
}

async function assertImagesInDataset(
  slug: string,
  datasetId: string,
  sha256s: readonly string[],
): Promise<void> {
  const { rows } = await pool().query<{ sha256: string }>(
    `SELECT DISTINCT wanted.sha256 FROM unnest($1::text[]) AS wanted (sha256)
     WHERE NOT EXISTS (
       SELECT FROM images i JOIN dataset_images d ON d.image_id = i.id
       WHERE i.sha256 = wanted.sha256 AND d.dataset_id = $2
     ) LIMIT 5`,
    [sha256s, datasetId],
  );
  if (rows.length === 0) return;
  const images = rows.map(({ sha256 }) => sha256);
  throw new AppError(
    'invalid',
    'image-not-in-dataset',
    `The dataset ${slug} has no image ${images.join(', ')}: add images to it first.`,
    { details: { images } },
  );
}
