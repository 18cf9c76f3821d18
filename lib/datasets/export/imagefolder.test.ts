import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { madeExportSource, readExport, untar } from '#lib/testing/export-source';
import { writeImageFolder } from './imagefolder.ts';

const source = madeExportSource({ train: 9, val: 4, test: 5 });

async function archive(): Promise<Buffer> {
  const files = await readExport(writeImageFolder(source, () => {}));
  expect([...files.keys()]).toEqual(['animals-v2-imagefolder.tar']);
  return files.get('animals-v2-imagefolder.tar') as Buffer;
}

/** torchvision's rules: classes are the folders sorted, an image each file below one with an ending that it knows. */
function imageFolder(names: readonly string[], root: string) {
  const below = names
    .filter((name) => name.startsWith(`${root}/`))
    .map((name) => name.slice(root.length + 1));
  const classes = [
    ...new Set(below.filter((name) => name.includes('/')).map((name) => name.split('/')[0] as string)),
  ].sort();
  const known = /\.(jpg|jpeg|png|ppm|bmp|pgm|tif|tiff|webp)$/i;
  return {
    classes,
    samples: below
      .filter((name) => known.test(name))
      .map((name) => [name, classes.indexOf(name.split('/')[0] as string)]),
  };
}

test('train and val are class folders whose numbers are those of the classes; test has none', async () => {
  let wrote = 0;
  await readExport(writeImageFolder(source, () => wrote++));
  expect(wrote).toBe(18);
  const files = await untar(await archive());
  const names = files.map(({ name }) => name);
  expect(names.slice(0, 4)).toEqual(['README.txt', 'classes.tsv', 'sources.tsv', 'attribution.tsv']);
  for (const { name, content } of files.slice(4))
    expect(path.parse(name).name).toBe(createHash('sha256').update(content).digest('hex'));

  const train = imageFolder(names, 'train');
  expect(train.classes).toEqual([...source.classes.keys()]);
  expect(train.samples).toHaveLength(9);
  for await (const { sha256, label } of source.rows('train')) {
    const found = train.samples.find(([name]) => String(name).includes(sha256));
    expect(found?.[1]).toBe(source.classes.get(label?.synsetId ?? '')?.index);
  }
  expect(imageFolder(names, 'val').samples).toHaveLength(4);
  expect(names.filter((name) => /^test\/[0-9a-f]{64}\.(jpg|png|webp)$/.test(name))).toHaveLength(5);
});

test('every image is credited but those held out, whose source may tell their noun', async () => {
  const files = new Map(
    (await untar(await archive())).map(({ name, content }) => [name, content.toString()]),
  );
  const lines = (files.get('attribution.tsv') ?? '')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  expect(lines).toHaveLength(13);
  expect(lines[0]?.slice(1)).toEqual([
    'pets',
    'Ada, and "others"',
    'CC0-1.0',
    'https://example.org/zero/',
    'https://example.org/pets',
  ]);
  expect(lines.map(([name]) => name).join()).not.toContain('test/');
  expect(files.get('sources.tsv')).toContain('\tCC-BY-4.0\t');
  expect(files.get('classes.tsv')).toMatch(/^n02084071\tdog, domestic dog\n/);
});

test('is the same file each time', async () => {
  expect(Buffer.compare(await archive(), await archive())).toBe(0);
});

const torchvision = spawnSync('python3', ['-c', 'import torchvision']).status === 0;

test.skipIf(!torchvision)('torchvision finds the classes and images', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'imagenest-imagefolder-'));
  await writeFile(path.join(folder, 'a.tar'), await archive());
  const script = `
import json, sys, tarfile
from torchvision.datasets import ImageFolder
tarfile.open(sys.argv[1] + '/a.tar').extractall(sys.argv[1])
found = {}
for split in ('train', 'val'):
    data = ImageFolder(sys.argv[1] + '/' + split, loader=lambda path: path)
    found[split] = {'classes': data.classes, 'images': len(data), 'targets': sorted(data.targets)}
print(json.dumps(found))`;
  const found = JSON.parse(execFileSync('python3', ['-c', script, folder], { encoding: 'utf8' }));
  expect(found.train).toEqual({
    classes: [...source.classes.keys()],
    images: 9,
    targets: [0, 0, 0, 1, 1, 1, 2, 2, 2],
  });
  expect(found.val.images).toBe(4);
  await rm(folder, { recursive: true });
});
