import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { madeExportSource, readExport } from '#lib/testing/export-source';
import { writeCsv } from './csv.ts';

test('a row an image with its label and credit; a held-out one has neither', async () => {
  const source = madeExportSource({ train: 6, val: 2, test: 3 });
  let wrote = 0;
  const files = await readExport(writeCsv(source, () => wrote++));
  expect(wrote).toBe(11);
  expect([...files.keys()]).toEqual(['animals-v2.csv', 'animals-v2-classes.csv', 'animals-v2-sources.csv']);
  const rows: Record<string, string>[] = parse(files.get('animals-v2.csv') as Buffer, { columns: true });
  expect(rows).toHaveLength(11);
  let n = 0;
  for await (const row of source.rows('train')) {
    expect(rows[n++]).toMatchObject({
      sha256: row.sha256,
      split: 'train',
      synset: row.label?.synsetId,
      author: row.credit.author,
      license_url: row.credit.licenseUrl,
      simulated: String(row.label?.simulated),
    });
  }
  for (const row of rows.filter(({ split }) => split === 'test'))
    expect(row).toMatchObject({
      label: '',
      synset: '',
      word: '',
      confidence: '',
      simulated: '',
      author: '',
      source: '',
      file: `test/${row.sha256}.${row.file?.split('.')[1]}`,
    });
  const classes: Record<string, string>[] = parse(files.get('animals-v2-classes.csv') as Buffer, {
    columns: true,
  });
  expect(classes[0]).toEqual({
    label: '0',
    synset: 'n02084071',
    words: 'dog, domestic dog',
    gloss: 'a member of the genus Canis, "man\'s best friend"; common',
  });
  expect(parse(files.get('animals-v2-sources.csv') as Buffer, { columns: true })).toMatchObject([
    { source: 'pets', homepage: 'https://example.org/pets' },
    { license: 'CC-BY-4.0', homepage: '' },
  ]);
});
