import { AppError } from '#lib/core/errors';
import { db } from '#lib/infra/db/client';
import { publicImages } from '../score-parts.ts';

/** What a challenge's held-out images show and which part counts them. */
export interface Truth {
  /**
   * The class number of each image: -1 for a noun that is no class of the challenge, and for an image that was taken down; where
   * the challenge has one class, 1 for it and 0 for any other.
   */
  numbers: Int32Array;
  /** 1 for an image of the public part, 0 for one of the private; null where the challenge does not part them. */
  isPublic: Uint8Array | null;
}

export interface TruthOf {
  id: string;
  versionId: string;
  publicShare: number;
}

/**
 * What held-out images show. For the sum of a score alone: this and the freeze are all that read held_out_labels. Images that are
 * taken down leave the parts of the others as they are. Throws AppError `image-not-held-out`.
 */
export async function readTruth(
  { id, versionId, publicShare }: TruthOf,
  classes: readonly string[],
  imageIds: readonly string[],
): Promise<Truth> {
  const rows = await db().heldOutLabel.findMany({
    where: { versionId },
    select: { synsetId: true, image: { select: { sha256: true, takedownId: true } } },
  });
  const labels = new Map(rows.map((row) => [row.image.sha256, row]));
  const classNumbers = new Map(classes.map((synsetId, number) => [synsetId, number]));
  const numbers = new Int32Array(imageIds.length);
  const parted = imageIds.map((sha256, place) => {
    const label = labels.get(sha256);
    if (label === undefined) {
      throw new AppError(
        'conflict',
        'image-not-held-out',
        `The version ${versionId} holds no image ${sha256} out.`,
      );
    }
    const own = classNumbers.get(label.synsetId);
    const stratum = classes.length === 1 ? Number(own !== undefined) : (own ?? -1);
    numbers[place] = label.image.takedownId === null ? stratum : -1;
    return { sha256, stratum };
  });
  return { numbers, isPublic: publicShare >= 1 ? null : publicImages(parted, id, publicShare) };
}
