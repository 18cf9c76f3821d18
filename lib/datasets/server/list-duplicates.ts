import { toPage } from '#lib/core/cursor';
import { assertRole, type Person } from '#lib/identity/person';
import { imageUrl } from '#lib/images/image-url';
import { pool } from '#lib/infra/db/client';
import type { AlikeImage, DuplicateDecision, DuplicateList, DuplicatePage } from '../duplicate-pair.ts';
import { findDataset } from './find-dataset.ts';

const MOST_COUNTED = 1000;

interface Row {
  firstId: number;
  secondId: number;
  distance: number;
  decision: DuplicateDecision | null;
  first: Omit<AlikeImage, 'imageUrl'>;
  second: Omit<AlikeImage, 'imageUrl'>;
}

/** Pairs of images that look alike, of which one or both are in a dataset, in pages. For organisers. */
export async function listDuplicates(
  person: Person | null,
  { slug, decided, cursor, limit }: DuplicateList & { slug: string },
): Promise<DuplicatePage> {
  assertRole(person, 'organiser');
  const { id } = await findDataset(slug);
  const [{ rows }, { rows: counted }] = await Promise.all([
    pool().query<Row>(
      `SELECT n.first_id AS "firstId", n.second_id AS "secondId", n.distance, n.decision,
              ${facts('a', 'sa')} AS first, ${facts('b', 'sb')} AS second
       FROM near_duplicates n
       JOIN images a ON a.id = n.first_id JOIN sources sa ON sa.id = a.source_id
       JOIN images b ON b.id = n.second_id JOIN sources sb ON sb.id = b.source_id
       WHERE n.decision IS ${decided ? 'NOT ' : ''}NULL AND (n.first_id, n.second_id) > ($2, $3) AND ${inDataset}
       ORDER BY n.first_id, n.second_id LIMIT $4`,
      [id, cursor?.[0] ?? 0, cursor?.[1] ?? 0, limit + 1],
    ),
    pool().query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM (
         SELECT FROM near_duplicates n WHERE n.decision IS NULL AND ${inDataset} LIMIT ${MOST_COUNTED}) AS counted`,
      [id],
    ),
  ]);
  const page = toPage(
    rows,
    limit,
    ({ firstId, secondId }) => [firstId, secondId],
    ({ first, second, distance, decision }) => ({
      first: { ...first, imageUrl: imageUrl(first.sha256) },
      second: { ...second, imageUrl: imageUrl(second.sha256) },
      distance,
      decision,
    }),
  );
  return { ...page, waiting: counted[0]?.waiting ?? 0 };
}

const facts = (image: string, source: string) =>
  `json_build_object('sha256', ${image}.sha256, 'width', ${image}.width, 'height', ${image}.height, 'bytes', ${image}.bytes,
                     'source', ${source}.title, 'reference', ${image}.source_ref)`;

const inDataset = `NOT EXISTS (SELECT FROM images t WHERE t.id IN (n.first_id, n.second_id) AND t.takedown_id IS NOT NULL)
  AND (EXISTS (SELECT FROM dataset_images d WHERE d.dataset_id = $1 AND d.image_id = n.first_id)
  OR EXISTS (SELECT FROM dataset_images d WHERE d.dataset_id = $1 AND d.image_id = n.second_id))`;
