import { AppError } from '#lib/core/errors';
import { db } from '#lib/infra/db/client';

/**
 * What held-out images show, as class numbers of a challenge: -1 for a noun that is no class of it, and for an image that was
 * taken down; where the challenge
 * has one class, 1 for it and 0 for any other. For the sum of a score alone: this and the freeze are all that read
 * held_out_labels. Throws AppError `image-not-held-out`.
 */
export async function readTruth(
  versionId: string,
  classes: readonly string[],
  imageIds: readonly string[],
): Promise<Int32Array> {
  const rows = await db().heldOutLabel.findMany({
    where: { versionId },
    select: { synsetId: true, image: { select: { sha256: true, takedownId: true } } },
  });
  const labels = new Map(
    rows.map(({ image, synsetId }) => [image.sha256, image.takedownId === null ? synsetId : null]),
  );
  const numbers = new Map(classes.map((synsetId, number) => [synsetId, number]));
  return Int32Array.from(imageIds, (imageId) => {
    const label = labels.get(imageId);
    if (label === undefined) {
      throw new AppError(
        'conflict',
        'image-not-held-out',
        `The version ${versionId} holds no image ${imageId} out.`,
      );
    }
    if (label === null) return -1;
    if (classes.length === 1) return label === classes[0] ? 1 : 0;
    return numbers.get(label) ?? -1;
  });
}
