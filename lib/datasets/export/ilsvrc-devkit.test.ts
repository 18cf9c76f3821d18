import { expect, test } from 'vitest';
import { madeExportSource, readExport, untar } from '#lib/testing/export-source';
import { imagePath } from './export-source.ts';
import { writeIlsvrcDevkit } from './ilsvrc-devkit.ts';

const source = madeExportSource({ train: 6, val: 5, test: 4 });

async function unpack(): Promise<Map<string, string[]>> {
  const files = await readExport(writeIlsvrcDevkit(source, () => {}));
  const entries = await untar(files.get('animals-v2-ilsvrc-devkit.tar') as Buffer);
  return new Map(entries.map(({ name, content }) => [name, content.toString().trimEnd().split('\n')]));
}

test('synsets are numbered from 1 in one order everywhere', async () => {
  const files = await unpack();
  const meta = (files.get('data/meta.tsv') ?? []).map((line) => line.split('\t'));
  expect(meta.map(([id]) => id)).toEqual(['ILSVRC_ID', '1', '2', '3']);
  expect(files.get('data/synsets.txt')).toEqual(meta.slice(1).map(([, wnid]) => wnid));
  expect(files.get('data/synset_words.txt')?.[0]).toBe('n02084071 dog, domestic dog');
  expect(files.get('data/gloss.txt')?.[1]).toBe('n02121620\tfeline mammal with thick fur');
});

test('train has ids, validation its ground truth line by line, test neither', async () => {
  const files = await unpack();
  const wnid = (id: string | undefined) => files.get('data/synsets.txt')?.[Number(id) - 1];
  const train = (files.get('data/train_list.txt') ?? []).map((line) => line.split(' '));
  expect(train).toHaveLength(6);
  for (const [image, id] of train) expect(image).toContain(`train/${wnid(id)}/`);
  const truth = files.get('data/validation_ground_truth.txt') ?? [];
  const images = files.get('data/validation_list.txt') ?? [];
  let n = 0;
  for await (const row of source.rows('val')) {
    expect(images[n]).toBe(imagePath(row));
    expect(wnid(truth[n++])).toBe(row.label?.synsetId);
  }
  expect(truth).toHaveLength(5);
  const held = files.get('data/test_list.txt') ?? [];
  expect(held).toHaveLength(4);
  for (const line of held) expect(line).toMatch(/^test\/[0-9a-f]{64}\.(jpg|png|webp)$/);
  expect(files.get('attribution.tsv')).toHaveLength(11);
});
