import sharp from 'sharp';
import { AppError } from '#lib/core/errors';
import { imageKey } from '#lib/images/image-keys';
import { findTombstone } from '#lib/images/server/find-tombstone';
import { db } from '#lib/infra/db/client';
import { storage } from '#lib/infra/storage';

/** A held-out image of a version. */
export interface HeldOutImage {
  sha256: string;
  /** Whether it was taken down. */
  gone: boolean;
}

/** A version's held-out images in its own order, which says nothing of what they show. */
export async function listHeldOutImages(versionId: string): Promise<HeldOutImage[]> {
  const rows = await db().versionImage.findMany({
    where: { versionId, split: 'test' },
    orderBy: { position: 'asc' },
    select: { image: { select: { sha256: true, takedownId: true } } },
  });
  return rows.map(({ image: { sha256, takedownId } }) => ({ sha256, gone: takedownId !== null }));
}

/** The name of the list in the cache of pixels: another one once more of the version's images are gone. */
export function pixelList(versionId: string, gone: number): string {
  return `${versionId} test ${gone}`;
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
export async function readHeldOutImage({ sha256, gone }: HeldOutImage): Promise<Uint8Array> {
  // Its bytes may still be there for a moment: they are not to get into the cache of pixels once more.
  if (gone) return greyImage();
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
