import { AppError } from '#lib/core/errors';
import { mapLimited } from '#lib/core/map-limited';
import { imageKey } from '#lib/images/image-keys';
import { pool } from '#lib/infra/db/client';
import { storage } from '#lib/infra/storage';
import { makeThumbnail } from './make-thumbnail.ts';

const BATCH = 200;
/** Enough to keep the decoder's threads busy while other images are read. */
const AT_ONCE = 4;

interface Unhashed {
  id: number;
  sha256: string;
  width: number;
  height: number;
}

/**
 * Hashes the images that were taken in before there were hashes, in order of their ids. One whose bytes are lost or broken looks
 * like nothing. Gives how many there were; stops early at the signal.
 */
export async function hashMissingImages(signal?: AbortSignal): Promise<number> {
  let hashed = 0;
  for (let after = 0; !signal?.aborted; ) {
    const { rows } = await pool().query<Unhashed>(
      `SELECT id, sha256, width, height FROM images i
       WHERE id > $1 AND NOT EXISTS (SELECT FROM image_hashes h WHERE h.image_id = i.id) ORDER BY id LIMIT ${BATCH}`,
      [after],
    );
    const last = rows.at(-1);
    if (!last) break;
    const hashes = await mapLimited(rows, AT_ONCE, hashOf);
    await pool().query(
      'INSERT INTO image_hashes (image_id, hash) SELECT * FROM unnest($1::int[], $2::bigint[]) ON CONFLICT DO NOTHING',
      [rows.map(({ id }) => id), hashes.map((hash) => hash?.toString() ?? null)],
    );
    hashed += rows.length;
    after = last.id;
  }
  return hashed;
}

async function hashOf({ sha256, width, height }: Unhashed): Promise<bigint | null> {
  const bytes = await storage().get(imageKey(sha256));
  if (!bytes) return null;
  try {
    return (await makeThumbnail({ bytes, width, height })).hash;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
