import type pg from 'pg';
import { copyRows } from '#lib/infra/db/copy';
import type { Split } from '../split.ts';

/** An image of a version with its label, wherever it may stand. */
export interface FrozenImage {
  imageId: number;
  sha256: string;
  position: number;
  split: Split;
  synsetId: string;
  confidence: number;
  simulated: boolean;
  machine: boolean;
}

/** How many images of a class, or of the whole version, are in each split. */
export interface SplitCounts {
  train: number;
  val: number;
  test: number;
}

/** Writes the rows of a version: images, held-out labels apart, classes. Gives its counts. */
export async function writeVersion(
  client: pg.ClientBase,
  versionId: string,
  images: readonly FrozenImage[],
): Promise<SplitCounts & { classes: number }> {
  const total: SplitCounts = { train: 0, val: 0, test: 0 };
  const classes = new Map<string, SplitCounts>();
  for (const { split, synsetId } of images) {
    const counts = classes.get(synsetId) ?? { train: 0, val: 0, test: 0 };
    classes.set(synsetId, counts);
    counts[split]++;
    total[split]++;
  }
  const heldOut = images.filter(({ split }) => split === 'test');
  await copyRows(
    client,
    'version_images',
    ['version_id', 'position', 'image_id', 'split', 'synset_id', 'confidence', 'simulated', 'machine'],
    images.map((image) => {
      const open = image.split !== 'test';
      const { position, imageId, split, simulated, machine } = image;
      return [
        versionId,
        position,
        imageId,
        split,
        open ? image.synsetId : null,
        open ? image.confidence : null,
        simulated,
        machine,
      ];
    }),
  );
  await copyRows(
    client,
    'held_out_labels',
    ['version_id', 'image_id', 'synset_id', 'confidence'],
    heldOut.map(({ imageId, synsetId, confidence }) => [versionId, imageId, synsetId, confidence]),
  );
  await copyRows(
    client,
    'version_classes',
    ['version_id', 'position', 'synset_id', 'train_count', 'val_count', 'test_count'],
    [...classes.keys()].sort().map((synsetId, position) => {
      const { train, val, test } = classes.get(synsetId) as SplitCounts;
      return [versionId, position, synsetId, train, val, test];
    }),
  );
  return { ...total, classes: classes.size };
}
