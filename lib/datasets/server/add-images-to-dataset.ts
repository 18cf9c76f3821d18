import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import { transaction } from '#lib/infra/db/transaction';
import type { DatasetImageInput } from '../dataset.ts';
import { findDataset } from './find-dataset.ts';
import { keepSources } from './keep-sources.ts';

/**
 * Puts images into a dataset, each with the nouns it was gathered for. For organisers. Images and candidates that are there
 * already stay as they are, so it is safe to repeat. Gives how many of each are new. Refuses nouns and images that do not
 * exist.
 */
export async function addImagesToDataset(
  person: Person | null,
  { slug, images }: { slug: string; images: readonly DatasetImageInput[] },
): Promise<{ added: number; candidatesAdded: number }> {
  assertRole(person, 'organiser');
  const dataset = await findDataset(slug);
  const pairs = images.flatMap(({ imageId, candidates = [] }) =>
    candidates.map((synsetId) => ({ imageId, synsetId })),
  );
  await assertKnown(
    images.map(({ imageId }) => imageId),
    pairs.map(({ synsetId }) => synsetId),
  );
  return transaction(async (client) => {
    const added = await client.query(
      `INSERT INTO dataset_images (dataset_id, image_id) SELECT $1, * FROM unnest($2::int[]) ON CONFLICT DO NOTHING`,
      [dataset.id, images.map(({ imageId }) => imageId)],
    );
    await keepSources(
      client,
      dataset.id,
      images.map(({ imageId }) => imageId),
    );
    const candidates = await client.query(
      `INSERT INTO dataset_candidates (dataset_id, image_id, synset_id)
       SELECT $1, * FROM unnest($2::int[], $3::text[]) ON CONFLICT DO NOTHING`,
      [dataset.id, pairs.map(({ imageId }) => imageId), pairs.map(({ synsetId }) => synsetId)],
    );
    return { added: added.rowCount ?? 0, candidatesAdded: candidates.rowCount ?? 0 };
  });
}

async function assertKnown(imageIds: number[], synsetIds: string[]): Promise<void> {
  const { rows } = await pool().query<{ kind: string; id: string }>(
    `SELECT 'image' AS kind, asked::text AS id FROM unnest($1::int[]) AS asked WHERE NOT EXISTS (SELECT FROM images WHERE id = asked AND takedown_id IS NULL)
     UNION ALL
     SELECT 'noun', asked FROM unnest($2::text[]) AS asked WHERE NOT EXISTS (SELECT FROM synsets WHERE id = asked)
     LIMIT 5`,
    [imageIds, [...new Set(synsetIds)]],
  );
  if (rows.length === 0) return;
  throw new AppError(
    'not-found',
    'unknown-image-or-noun',
    `These are not there, or were taken down: ${rows.map(({ kind, id }) => `${kind} ${id}`).join(', ')}. Add the images first, and name nouns by their WordNet 3.0 id.`,
  );
}
