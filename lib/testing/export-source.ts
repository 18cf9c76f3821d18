import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { extract } from 'tar-stream';
import type { ExportClass, ExportFile, ExportRow, ExportSource } from '#lib/datasets/export/export-source';
import type { Split } from '#lib/datasets/split';
import type { ImageType } from '#lib/images/image-type';

const nouns = [
  ['n02084071', ['dog', 'domestic dog'], 'a member of the genus Canis, "man\'s best friend"; common'],
  ['n02121620', ['cat', 'true cat'], 'feline mammal\twith thick fur'],
  ['n02374451', ['horse'], 'solid-hoofed herbivorous quadruped'],
] as const;

const types: ImageType[] = ['image/jpeg', 'image/png', 'image/webp'];

const origins = ['pets', 'farm'].map((slug, index) => ({
  slug,
  title: `Pictures of ${slug}`,
  author: ['Ada, and "others"', 'Bo'][index] as string,
  license: ['CC0-1.0', 'CC-BY-4.0'][index] as string,
  licenseUrl: ['https://example.org/zero/', 'https://example.org/by/'][index] as string,
  homepage: index === 0 ? `https://example.org/${slug}` : null,
}));

/** A version made up for tests of writers: so many images of three nouns and two sources, a content of some bytes for each. */
export function madeExportSource(perSplit: Readonly<Record<Split, number>>): ExportSource {
  const classes = nouns.map(
    ([id, words, gloss], index): ExportClass => ({ index, id, words, gloss, train: perSplit.train }),
  );
  const content = (split: Split, n: number) => Buffer.alloc(300 + ((n * 37) % 900), `${split} ${n} `);
  const row = (split: Split, n: number): ExportRow => {
    const bytes = content(split, n);
    const { homepage, ...credit } = origins[n % 2] as (typeof origins)[number];
    const { slug, ...rest } = credit;
    return {
      split,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      mime: types[n % 3] as ImageType,
      bytes: bytes.length,
      width: 100 + n,
      height: 80,
      label:
        split === 'test'
          ? null
          : {
              synsetId: nouns[n % 3]?.[0] as string,
              confidence: 0.5 + (n % 5) / 10,
              simulated: n % 4 === 0,
              machine: false,
            },
      credit: split === 'test' ? {} : { source: slug, ...rest, url: homepage },
    };
  };
  const { train, val, test } = perSplit;
  return {
    version: {
      number: 2,
      frozenAt: new Date('2026-03-04T05:06:07Z'),
      manifestSha256: 'ab'.repeat(32),
      merkleRoot: 'cd'.repeat(32),
      images: { ...perSplit },
      missing: { train: 0, val: 0, test: 0 },
      classes: 3,
      state: 'done',
      dataset: { slug: 'animals', title: 'Animals: big & "small"' },
      options: { heldOutSources: [], minimumConfidence: 0, testShare: 0.2, valShare: 0.1 },
      classList: [],
      sources: origins.map((origin) => ({ ...origin, images: Math.ceil((train + val + test) / 2) })),
      report: null,
      nounChanges: [],
    },
    description: 'Animals that *live* with people.',
    classes: new Map(classes.map((noun) => [noun.id, noun])),
    address: 'https://nest.example.org/datasets/animals?version=2',
    async *rows(split) {
      for (let n = 0; n < perSplit[split]; n++) yield row(split, n);
    },
    async *contents(split) {
      for (let n = 0; n < perSplit[split]; n++) yield { row: row(split, n), content: content(split, n) };
    },
  };
}

/** Reads an export to its end: its files by name. */
export async function readExport(files: AsyncIterable<ExportFile>): Promise<Map<string, Buffer>> {
  const read = new Map<string, Buffer>();
  for await (const { name, chunks } of files) read.set(name, await buffer(Readable.from(chunks)));
  return read;
}

/** The files of a tar in their order. */
export async function untar(archive: Uint8Array): Promise<{ name: string; content: Buffer }[]> {
  const files: { name: string; content: Buffer }[] = [];
  const reader = extract();
  reader.end(archive);
  for await (const entry of reader) files.push({ name: entry.header.name, content: await buffer(entry) });
  return files;
}
