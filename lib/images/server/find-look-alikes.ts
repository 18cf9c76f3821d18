import { greyLevels, type RawPixels } from '#lib/images/grey-levels';
import { hashStretches, NEAR_BITS } from '#lib/images/near-duplicates';
import { HASH_EDGE, pictureHash } from '#lib/images/picture-hash';
import { pool } from '#lib/infra/db/client';

const asked = hashStretches('$1::bigint');
const near = `bit_count((hash # $1::bigint)::bit(64)) <= ${NEAR_BITS}`;
const statement = hashStretches('hash')
  .map((stretch, at) => `SELECT image_id AS id FROM image_hashes WHERE ${stretch} = ${asked[at]} AND ${near}`)
  .join(' UNION ');

/** The ids of images that look like a picture, as copies of it would; none for a picture too plain to be told. */
export async function findLookAlikes(pixels: RawPixels): Promise<number[]> {
  const hash = pictureHash(greyLevels(pixels, HASH_EDGE));
  if (hash === null) return [];
  const { rows } = await pool().query<{ id: number }>(statement, [String(hash)]);
  return rows.map(({ id }) => id);
}
