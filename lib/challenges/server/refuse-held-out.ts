import { createHash } from 'node:crypto';
import { AppError } from '#lib/core/errors';
import { findLookAlikes } from '#lib/images/server/find-look-alikes';
import { db } from '#lib/infra/db/client';
import { decodeImage } from '#lib/scoring/pixels/decode-image';

/**
 * Refuses an image that is held out in some version, by its bytes or by its looks: a good model's guess would be its label. Throws
 * AppError `image-held-out`, and `image-unreadable`.
 */
export async function refuseHeldOut(image: Uint8Array): Promise<void> {
  const sha256 = createHash('sha256').update(image).digest('hex');
  const alike = await findLookAlikes(await decodeImage(image, 3));
  const heldOut = await db().heldOutLabel.findFirst({
    where: { OR: [{ image: { sha256 } }, { imageId: { in: alike } }] },
    select: { imageId: true },
  });
  if (!heldOut) return;
  throw new AppError(
    'forbidden',
    'image-held-out',
    'This picture is one that scores are made of, or looks just like one: what a model says of it is told to nobody. Bring another.',
  );
}
