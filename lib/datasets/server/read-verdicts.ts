import type pg from 'pg';
import type { StepsUp, Verdict } from '../labels.ts';
import type { Earlier } from '../splits.ts';

/** A settled unit of a dataset, with what its image's split hangs on. */
export interface VerdictRow extends Verdict {
  sha256: string;
  /** Slug of the image's source. */
  source: string;
}

/** The settled units of all campaigns over the images that a dataset has now. */
export async function readVerdicts(client: pg.ClientBase, datasetId: string): Promise<VerdictRow[]> {
  const { rows } = await client.query<VerdictRow>(
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
     ORDER BY u.id`,
    [datasetId],
  );
  return rows;
}

/** How the nouns that verdicts speak of lie above one another. */
export async function readStepsUp(client: pg.ClientBase, verdicts: readonly Verdict[]): Promise<StepsUp> {
  const nouns = new Set(
    verdicts.flatMap(({ synsetId, answer }) => (synsetId ? [synsetId, answer] : answer.split(' '))),
  );
  const { rows } = await client.query<{ ancestor: string; descendant: string; distance: number }>(
    `SELECT ancestor_id AS ancestor, descendant_id AS descendant, distance FROM synset_closure
     WHERE descendant_id = ANY($1) AND ancestor_id = ANY($1)`,
    [[...nouns]],
  );
  const above = new Map<string, Map<string, number>>();
  for (const { ancestor, descendant, distance } of rows) {
    const known = above.get(descendant) ?? new Map<string, number>();
    above.set(descendant, known.set(ancestor, distance));
  }
  return (from, to) => above.get(from)?.get(to);
}

/**
 * What became of images in any dataset: held out by a done version, kept for train alone, or shown with their label. Others are
 * not in the map.
 */
export async function readEarlierSplits(
  client: pg.ClientBase,
  imageIds: readonly number[],
): Promise<Map<number, Earlier>> {
  const { rows } = await client.query<{ imageId: number; earlier: Earlier }>(
    `SELECT image_id AS "imageId",
            CASE WHEN bool_or(f.split = 'test') THEN 'test' WHEN bool_or(d.train_only) THEN 'train-only' ELSE 'shown' END
              AS earlier
     FROM unnest($1::int[]) AS asked (image_id)
     LEFT JOIN dataset_images d USING (image_id)
     LEFT JOIN (
       SELECT vi.image_id, vi.split FROM version_images vi
       JOIN dataset_versions v ON v.id = vi.version_id AND v.state = 'done' WHERE vi.image_id = ANY($1)
     ) AS f USING (image_id)
     GROUP BY image_id HAVING bool_or(d.train_only) OR count(f.split) > 0`,
    [imageIds],
  );
  return new Map(rows.map(({ imageId, earlier }) => [imageId, earlier]));
}
