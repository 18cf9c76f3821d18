import { AppError } from '#lib/core/errors';
import { imageKey } from '#lib/images/image-keys';
import { db } from '#lib/infra/db/client';
import { storage } from '#lib/infra/storage';

/** The hashes of a version's held-out images in its own order, which says nothing of what they show. */
export async function listHeldOutImages(versionId: string): Promise<string[]> {
  const rows = await db().versionImage.findMany({
    where: { versionId, split: 'test' },
    orderBy: { position: 'asc' },
    select: { image: { select: { sha256: true } } },
  });
  return rows.map(({ image }) => image.sha256);
}

/** The bytes of an image. One that storage has not is a fault of ours. */
export async function readHeldOutImage(sha256: string): Promise<Uint8Array> {
  const bytes = await storage().get(imageKey(sha256));
  if (bytes) return bytes;
  throw new AppError('unavailable', 'image-lost', `The storage has no ${imageKey(sha256)}.`);
}
