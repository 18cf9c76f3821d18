import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectForCopy } from '#lib/infra/db/client';
import { copyRows } from '#lib/infra/db/copy';

let client: pg.Client;

beforeAll(async () => {
  client = await connectForCopy();
  await client.query(
    'CREATE TEMPORARY TABLE parcels (number int, words text[], note text, weight float8, kept boolean)',
  );
});

afterAll(() => client.end());

const columns = ['number', 'words', 'note', 'weight', 'kept'];

test('every value comes back as it went in', async () => {
  const rows = [
    [1, ['dog', 'domestic dog'], 'a tab\there, a line\nbreak, a return\rand a back\\slash', 0.1, true],
    [2, [], '', -1e300, false],
    [3, ['"quoted"', 'back\\slash', '{braces}, comma', '', 'NULL', 'tab\t', 'line\n'], '\\N', 0, true],
    [4, ['Ünïcödé 🦉'], '\\.', 5e-324, false],
    [5, [' spaces '], null, null, null],
    [null, null, '\\t is not a tab', 1, true],
  ] as const;
  expect(await copyRows(client, 'parcels', columns, rows)).toBe(rows.length);
  const found = await client.query({ text: 'SELECT * FROM parcels ORDER BY number', rowMode: 'array' });
  expect(found.rows).toEqual(rows);
});

test('a hundred thousand rows come from a generator', async () => {
  await client.query('TRUNCATE parcels');
  function* rows() {
    for (let i = 0; i < 100_000; i++) yield [i, ['a'], 'note', i / 2, i % 2 === 0];
  }
  expect(await copyRows(client, 'parcels', columns, rows())).toBe(100_000);
  const found = await client.query('SELECT count(*)::int, sum(number)::text AS sum FROM parcels');
  expect(found.rows).toEqual([{ count: 100_000, sum: '4999950000' }]);
});

test('no rows are no rows', async () => {
  expect(await copyRows(client, 'parcels', columns, [])).toBe(0);
});

test('a row that the table refuses fails the whole copy, and the connection goes on', async () => {
  await client.query('TRUNCATE parcels');
  const rows = [
    [1, [], 'fine', 1, true],
    [2, [], 'not fine', 'heavy', true],
  ];
  await expect(copyRows(client, 'parcels', columns, rows)).rejects.toThrow(/double precision/);
  const found = await client.query('SELECT count(*)::int FROM parcels');
  expect(found.rows).toEqual([{ count: 0 }]);
});
