import { AppError } from '#lib/core/errors';
import { mapLimited } from '#lib/core/map-limited';
import { imageKey, thumbKey } from '#lib/images/image-keys';
import { pool } from '#lib/infra/db/client';
import { storage } from '#lib/infra/storage';
import { takenDown } from './find-tombstone.ts';
import { makeThumbnail } from './make-thumbnail.ts';
import { type PreparedImage, prepareImage } from './prepare-image.ts';

/** A file that is to become an image. */
export interface IncomingImage {
  bytes: Uint8Array;
  sourceId: number;
  /** Its name at the source. */
  sourceRef: string;
}

/** What became of a file: an image, new or known before, or the reason why not. */
export type AddOutcome =
  | { image: Omit<PreparedImage, 'bytes'> & { id: number; duplicate: boolean } }
  | { refusal: AppError };

/** Enough to keep the decoder's threads busy while other images are read or written. */
const AT_ONCE = 8;

/**
 * Takes a batch of files in: each is checked, made upright and free of metadata, named by the SHA-256 of its bytes,
 * stored with a thumbnail and entered. Files with the same bytes are one image, which keeps its first source. A file that is
 * refused stops no other. Gives an outcome a file, in order. Bytes are stored before the row is made, so every row has them.
 */
export async function addImages(files: readonly IncomingImage[]): Promise<AddOutcome[]> {
  const prepared = await mapLimited(files, AT_ONCE, ({ bytes }) => orRefusal(prepareImage(bytes)));
  const names = prepared.flatMap((one) => (one instanceof AppError ? [] : [one.sha256]));
  const [known, tombstones] = await Promise.all([idsOf(names), tombstonesOf(names)]);
  const fresh = new Map<string, { image: PreparedImage; file: IncomingImage }>();
  for (const [index, image] of prepared.entries()) {
    if (image instanceof AppError || known.has(image.sha256) || fresh.has(image.sha256)) continue;
    fresh.set(image.sha256, { image, file: files[index] as IncomingImage });
  }

  const refused = new Map<string, AppError>(tombstones);
  const stored = await mapLimited([...fresh.values()], AT_ONCE, async (each) => {
    const hash = await orRefusal(store(each.image));
    if (!(hash instanceof AppError)) return [{ ...each, hash }];
    refused.set(each.image.sha256, hash);
    return [];
  });
  const added = await insertRows(stored.flat());

  return prepared.map((image) => {
    if (image instanceof AppError) return { refusal: image };
    const { bytes: _, ...facts } = image;
    const refusal = refused.get(image.sha256);
    if (refusal) return { refusal };
    const id = (known.get(image.sha256) ?? added.get(image.sha256)) as number;
    // The first file of these bytes is the new one; its twins in the batch are duplicates of it.
    const duplicate = !fresh.delete(image.sha256);
    return { image: { ...facts, id, duplicate } };
  });
}

async function orRefusal<Value>(work: Promise<Value>): Promise<Value | AppError> {
  return work.catch((error: unknown) => {
    if (error instanceof AppError) return error;
    throw error;
  });
}

/** Stores an image with its thumbnail and gives what it looks like. */
async function store(image: PreparedImage): Promise<bigint | null> {
  const { thumbnail, hash } = await makeThumbnail(image);
  await storage().put(imageKey(image.sha256), image.bytes);
  await storage().put(thumbKey(image.sha256), thumbnail);
  return hash;
}

async function idsOf(sha256s: readonly string[]): Promise<Map<string, number>> {
  if (sha256s.length === 0) return new Map();
  const { rows } = await pool().query<{ id: number; sha256: string }>(
    'SELECT id, sha256 FROM images WHERE sha256 = ANY($1)',
    [sha256s],
  );
  return new Map(rows.map(({ id, sha256 }) => [sha256, id]));
}

/** The refusals of images that were taken down: the same bytes do not come back. */
async function tombstonesOf(sha256s: readonly string[]): Promise<Map<string, AppError>> {
  if (sha256s.length === 0) return new Map();
  const { rows } = await pool().query<{ sha256: string; createdAt: Date; reason: string }>(
    `SELECT i.sha256, t.created_at AS "createdAt", t.reason FROM images i JOIN takedowns t ON t.id = i.takedown_id
     WHERE i.sha256 = ANY($1)`,
    [sha256s],
  );
  return new Map(rows.map(({ sha256, ...takedown }) => [sha256, takenDown(sha256, takedown)]));
}

async function insertRows(
  images: readonly { image: PreparedImage; file: IncomingImage; hash: bigint | null }[],
): Promise<Map<string, number>> {
  if (images.length === 0) return new Map();
  const column = <Value>(read: (each: (typeof images)[number]) => Value) => images.map(read);
  // Numbered in the order of the files, entered in one that all have, or two who add the same ones would wait for each other.
  const { rows } = await pool().query<{ id: number; sha256: string }>(
    `WITH added AS (
       INSERT INTO images (id, sha256, mime, bytes, width, height, source_id, source_ref)
       SELECT * FROM (
         SELECT nextval('images_id_seq'), *
         FROM unnest($1::text[], $2::text[], $3::int[], $4::int[], $5::int[], $6::int[], $7::text[]) AS file (sha256)
       ) AS numbered ORDER BY sha256
       ON CONFLICT (sha256) DO NOTHING
       RETURNING id, sha256
     ), hashed AS (
       INSERT INTO image_hashes (image_id, hash)
       SELECT added.id, look.hash FROM added JOIN unnest($1::text[], $8::bigint[]) AS look (sha256, hash) USING (sha256)
     )
     SELECT id, sha256 FROM added`,
    [
      column(({ image }) => image.sha256),
      column(({ image }) => image.mime),
      column(({ image }) => image.bytes.length),
      column(({ image }) => image.width),
      column(({ image }) => image.height),
      column(({ file }) => file.sourceId),
      column(({ file }) => file.sourceRef),
      column(({ hash }) => hash?.toString() ?? null),
    ],
  );
  const ids = new Map(rows.map(({ id, sha256 }) => [sha256, id]));
  // Others added the rest at the same time.
  const rest = column(({ image }) => image.sha256).filter((sha256) => !ids.has(sha256));
  return new Map([...ids, ...(await idsOf(rest))]);
}
