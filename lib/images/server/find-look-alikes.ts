import { greyLevels, type RawPixels } from '#lib/images/grey-levels';
import { NEAR_BITS } from '#lib/images/near-duplicates';
import { HASH_EDGE, pictureHash } from '#lib/images/picture-hash';
import { pool } from '#lib/infra/db/client';

/** Four stretches of 16 bits: what is within three bits shares one of them, and each has an index. */
const stretches = [48, 32, 16, 0].map((shift) => {
  const of = (hash: string) => (shift === 0 ? `(${hash} & 65535)` : `((${hash} >> ${shift}) & 65535)`);
  return `${of('hash')} = ${of('$1::bigint')}`;
});

/** The ids of images that look like a picture, as copies of it would; none for a picture too plain to be told. */
export async function findLookAlikes(pixels: RawPixels): Promise<number[]> {
  const hash = pictureHash(greyLevels(pixels, HASH_EDGE));
  if (hash === null) return [];
  const near = `bit_count((hash # $1::bigint)::bit(64)) <= ${NEAR_BITS}`;
  const { rows } = await pool().query<{ id: number }>(
    stretches
      .map((same) => `SELECT image_id AS id FROM image_hashes WHERE ${same} AND ${near}`)
      .join(' UNION '),
    [String(hash)],
  );
  return rows.map(({ id }) => id);
}
