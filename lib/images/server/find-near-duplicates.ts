import { hashStretches, NEAR_BITS } from '#lib/images/near-duplicates';
import { pool } from '#lib/infra/db/client';

/** Images compared in one statement. */
const BATCH = 500;

/**
 * Looks for near duplicates of every image that was not compared yet, among all images, by the indices over stretches of their
 * hashes: never each with each. Where many look exactly alike, an image is paired with the first of them alone, so that a
 * thousand copies make a thousand pairs that hang together, and not half a million. Gives how many images were compared. Safe to
 * repeat; where it runs twice at once, one waits for the other. Two images that are added at the same time are found by the one
 * that is compared last.
 */
export async function findNearDuplicates(signal?: AbortSignal): Promise<number> {
  let compared = 0;
  while (!signal?.aborted) {
    const { rowCount } = await pool().query(statement);
    if (!rowCount) break;
    compared += rowCount;
  }
  return compared;
}

const [own, other] = [hashStretches('b.hash'), hashStretches('o.hash')];
const shares = (stretch: number) => `${other[stretch]} = ${own[stretch]}`;

const sharing = own.map(
  (_, stretch) => `
  SELECT o.image_id, o.hash FROM image_hashes o
  WHERE ${shares(stretch)} AND o.hash <> b.hash
    AND bit_count((o.hash # b.hash)::bit(64)) <= ${NEAR_BITS}`,
);

const statement = `
  WITH batch AS (
    SELECT image_id, hash FROM image_hashes WHERE NOT compared ORDER BY image_id LIMIT ${BATCH} FOR UPDATE
  ), pairs AS (
    INSERT INTO near_duplicates (first_id, second_id, distance)
    SELECT DISTINCT least(b.image_id, near.image_id), greatest(b.image_id, near.image_id),
           bit_count((near.hash # b.hash)::bit(64))
    FROM batch b CROSS JOIN LATERAL (
      SELECT min(image_id) AS image_id, hash
      FROM (${sharing.join(' UNION ALL ')}) AS candidates GROUP BY hash
      UNION ALL
      SELECT min(o.image_id), b.hash FROM image_hashes o
      WHERE ${shares(0)} AND o.hash = b.hash AND o.image_id <> b.image_id
    ) AS near
    WHERE near.image_id IS NOT NULL
    ON CONFLICT DO NOTHING
  )
  UPDATE image_hashes h SET compared = true FROM batch b WHERE h.image_id = b.image_id`;
