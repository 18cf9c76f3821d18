import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { madeExportSource, readExport, untar } from '#lib/testing/export-source';
import { writeHuggingFace } from './huggingface.ts';

const source = madeExportSource({ train: 7, val: 3, test: 4 });

async function unpack(): Promise<Map<string, Buffer>> {
  const files = await readExport(writeHuggingFace(source, () => {}));
  return new Map(
    (await untar(files.get('animals-v2-huggingface.tar') as Buffer)).map(({ name, content }) => [
      name,
      content,
    ]),
  );
}

test('the card says in YAML what is in the splits and which columns they have', async () => {
  const [, yaml = '', text = ''] =
    /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(String((await unpack()).get('README.md'))) ?? [];
  const card = parse(yaml);
  expect(card).toMatchObject({
    pretty_name: 'Animals: big & "small"',
    license: ['cc0-1.0', 'cc-by-4.0'],
    task_categories: ['image-classification'],
    size_categories: ['n<1K'],
  });
  expect(card.dataset_info.splits).toEqual([
    { name: 'train', num_examples: 7 },
    { name: 'validation', num_examples: 3 },
    { name: 'test', num_examples: 4 },
  ]);
  expect(card.dataset_info.features.slice(0, 2)).toEqual([
    { name: 'image', dtype: 'image' },
    { name: 'label', dtype: { class_label: { names: { 0: 'n02084071', 1: 'n02121620', 2: 'n02374451' } } } },
  ]);
  expect(text).toContain(
    '[Pictures of pets](https://example.org/pets) by Ada, and "others", [CC0-1.0](https://example.org/zero/)',
  );
});

test('each line of a metadata.jsonl is an image beside it, with the columns of the card; test has label -1', async () => {
  const files = await unpack();
  const card = parse(String(files.get('README.md')).split('---\n')[1] ?? '');
  const columns = card.dataset_info.features
    .map(({ name }: { name: string }) => name)
    .filter((name: string) => name !== 'image');
  for (const [split, count] of [
    ['train', 7],
    ['val', 3],
    ['test', 4],
  ] as const) {
    const rows = String(files.get(`data/${split}/metadata.jsonl`))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows).toHaveLength(count);
    const images = [...files.keys()].filter(
      (name) => name.startsWith(`data/${split}/`) && !name.endsWith('.jsonl'),
    );
    expect(rows.map(({ file_name }) => `data/${split}/${file_name}`)).toEqual(images);
    for (const { file_name: _, ...row } of rows) expect(Object.keys(row).sort()).toEqual([...columns].sort());
    for (const row of rows) {
      if (split === 'test')
        expect(row).toMatchObject({ label: -1, synset: null, source: null, author: null });
      else
        expect(row).toMatchObject({
          label: [...source.classes.keys()].indexOf(row.synset),
          license: expect.any(String),
        });
    }
  }
  expect(String(files.get('attribution.tsv')).trimEnd().split('\n')).toHaveLength(10);
});
