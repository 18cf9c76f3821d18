import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { madeExportSource, readExport } from '#lib/testing/export-source';
import { parquetReader } from '#lib/testing/read-parquet';
import { allRows } from './export-source.ts';
import { writeParquet } from './parquet.ts';
import { rowColumns, rowRecord } from './row-record.ts';

const { parquetMetadata, parquetReadObjects } = await parquetReader();
const source = madeExportSource({ train: 20, val: 5, test: 8 });

async function write(groupRows?: number): Promise<{ images: ArrayBuffer; sources: ArrayBuffer }> {
  const files = await readExport(writeParquet(source, () => {}, groupRows));
  const of = (name: string) => new Uint8Array(files.get(name) as Buffer).buffer as ArrayBuffer;
  return { images: of('animals-v2.parquet'), sources: of('animals-v2-sources.parquet') };
}

test('hyparquet reads every row back, group by group', async () => {
  const { images, sources } = await write(7);
  const about = parquetMetadata(images);
  expect(about.row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([7, 7, 7, 7, 5]);
  expect(about.key_value_metadata).toContainEqual({ key: 'manifest_sha256', value: 'ab'.repeat(32) });
  const rows = await parquetReadObjects({ file: images });
  let n = 0;
  for await (const row of allRows(source)) expect(rows[n++]).toEqual(rowRecord(source, row));
  expect(n).toBe(33);
  expect(rows.at(-1)).toMatchObject({ split: 'test', label: null, synset: null, author: null });
  expect(await parquetReadObjects({ file: sources })).toMatchObject([
    { source: 'pets', license: 'CC0-1.0' },
    { homepage: null },
  ]);
});

test('is the same each time', async () => {
  expect(Buffer.compare(Buffer.from((await write(7)).images), Buffer.from((await write(7)).images))).toBe(0);
});

/** Asks DuckDB: the command, or the package in the folder that DUCKDB_FOLDER names, which is too large for everybody to install. */
async function askDuckdb(sql: string): Promise<unknown> {
  const folder = process.env.DUCKDB_FOLDER;
  if (!folder) return JSON.parse(execFileSync('duckdb', ['-json', '-c', sql], { encoding: 'utf8' }));
  const { DuckDBInstance } = createRequire(path.join(folder, 'package.json'))('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create()).connect();
  return (await connection.runAndReadAll(sql)).getRowObjectsJson();
}

const hasDuckdb = process.env.DUCKDB_FOLDER !== undefined || spawnSync('duckdb', ['--version']).status === 0;

test.skipIf(!hasDuckdb)('DuckDB counts by split and class', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'imagenest-parquet-'));
  const file = path.join(folder, 'a.parquet');
  await writeFile(file, Buffer.from((await write(7)).images));
  const answer = await askDuckdb(
    `SELECT split, count(*)::INT AS n, count(synset)::INT AS labelled FROM '${file}' GROUP BY split ORDER BY split`,
  );
  expect(answer).toEqual([
    { split: 'test', n: 8, labelled: 0 },
    { split: 'train', n: 20, labelled: 20 },
    { split: 'val', n: 5, labelled: 5 },
  ]);
  await rm(folder, { recursive: true });
});

test('every column is told of', () => {
  expect(
    Object.keys(
      rowRecord(source, {
        split: 'test',
        sha256: '0',
        mime: 'image/png',
        bytes: 1,
        width: 1,
        height: 1,
        label: null,
        credit: {},
      }),
    ),
  ).toEqual([...rowColumns]);
});
