import type pg from 'pg';
import { copyRows } from '#lib/infra/db/copy';
import type { FrozenImage } from '../frozen-images.ts';
import type { Split } from '../split.ts';

type SplitCounts = Record<Split, number>;

/**
 * Writes the rows of a version as a stream: images, held-out labels apart, classes. `images` are read twice. Gives the version's
 * counts.
 */
export async function writeVersion(
  client: pg.ClientBase,
  versionId: string,
  images: Iterable<FrozenImage>,
): Promise<SplitCounts & { classes: number }> {
  const total: SplitCounts = { train: 0, val: 0, test: 0 };
  const classes = new Map<string, SplitCounts>();
  const imageRows = function* () {
    for (const { position, imageId, split, synsetId, confidence, simulated, machine } of images) {
      const counts = classes.get(synsetId) ?? { train: 0, val: 0, test: 0 };
      classes.set(synsetId, counts);
      counts[split]++;
      total[split]++;
      const label = split === 'test' ? [null, null] : [synsetId, confidence];
      yield [versionId, position, imageId, split, ...label, simulated, machine];
    }
  };
  await copyRows(
    client,
    'version_images',
    ['version_id', 'position', 'image_id', 'split', 'synset_id', 'confidence', 'simulated', 'machine'],
    imageRows(),
  );
  const heldOutRows = function* () {
    for (const { imageId, split, synsetId, confidence } of images)
      if (split === 'test') yield [versionId, imageId, synsetId, confidence];
  };
  await copyRows(
    client,
    'held_out_labels',
    ['version_id', 'image_id', 'synset_id', 'confidence'],
    heldOutRows(),
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
