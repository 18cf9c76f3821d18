import type pg from 'pg';
import type { Verdict } from '../labels.ts';
import { fetchRows } from './fetch-rows.ts';

/** An image with what its settled units came to. */
export interface ImageVerdicts {
  imageId: number;
  sha256: string;
  /** Slug of its source. */
  source: string;
  verdicts: Verdict[];
}

type Row = Verdict & Omit<ImageVerdicts, 'verdicts'>;

/**
 * The images of a dataset that have settled units, in the order of their ids, with what these came to in all of its campaigns. Needs a
 * transaction.
 */
export async function* readVerdicts(client: pg.ClientBase, datasetId: string): AsyncGenerator<ImageVerdicts> {
  let image: ImageVerdicts | undefined;
  const rows = fetchRows<Row>(
    client,
    `SELECT u.image_id AS "imageId", u.synset_id AS "synsetId", u.answer, u.confidence, i.sha256, s.slug AS source,
            said.simulated, said.machine
     FROM units u
     JOIN campaigns c ON c.id = u.campaign_id
     JOIN dataset_images d ON d.dataset_id = c.dataset_id AND d.image_id = u.image_id
     JOIN images i ON i.id = u.image_id
     JOIN sources s ON s.id = i.source_id
     CROSS JOIN LATERAL (
       SELECT coalesce(bool_and(p.simulated), false) AS simulated, coalesce(bool_or(p.machine), false) AS machine
       FROM votes v JOIN users p ON p.id = v.user_id WHERE v.unit_id = u.id AND v.answer = u.answer
     ) AS said
     WHERE c.dataset_id = $1 AND u.state = 'settled' AND u.answer IS NOT NULL AND u.confidence IS NOT NULL
       AND NOT EXISTS (SELECT FROM gold g WHERE g.unit_id = u.id AND g.origin = 'inserted')
     ORDER BY u.image_id, u.id`,
    [datasetId],
  );
  for await (const { imageId, sha256, source, ...verdict } of rows) {
    if (image?.imageId !== imageId) {
      if (image) yield image;
      image = { imageId, sha256, source, verdicts: [] };
    }
    image.verdicts.push(verdict);
  }
  if (image) yield image;
}
