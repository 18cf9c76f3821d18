import sharp from 'sharp';
import { AppError } from '#lib/core/errors';
import { imageKey } from '#lib/images/image-keys';
import { findTombstone } from '#lib/images/server/find-tombstone';
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

/** How many held-out images of a version were taken down. */
export async function countMissing(versionId: string): Promise<number> {
  const { missingTest } = await db().datasetVersion.findUniqueOrThrow({
    where: { id: versionId },
    select: { missingTest: true },
  });
  return missingTest;
}

/**
 * The bytes of an image; of one that was taken down those of a grey one in its place, which counts for no score: so the images that
 * a submission is shared out by stay in their order while it is scored. One that storage has not is a fault of ours.
 */
export async function readHeldOutImage(sha256: string): Promise<Uint8Array> {
  const bytes = await storage().get(imageKey(sha256));
  if (bytes) return bytes;
  if (await findTombstone(sha256)) return greyImage();
  throw new AppError('unavailable', 'image-lost', `The storage has no ${imageKey(sha256)}.`);
}

function greyImage(): Promise<Uint8Array> {
  return sharp({ create: { width: 64, height: 64, channels: 3, background: 'grey' } })
    .png()
    .toBuffer();
}
