import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { config } from '#lib/infra/config';
import { applyMigrations } from '#prisma/migrate';
import { readSchema } from './read-schema.ts';
import { withSchemaEngine } from './schema-engine.ts';

const made: string[] = [];
let maintenance: pg.Client;

beforeAll(async () => {
  maintenance = new pg.Client(config().DATABASE_URL);
  await maintenance.connect();
});

afterAll(async () => {
  for (const name of made) await maintenance.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await maintenance.end();
});

/** Makes an empty database beside this file's own and gives its URL. */
async function emptyDatabase(): Promise<string> {
  const url = new URL(config().DATABASE_URL ?? '');
  const name = `${url.pathname.slice(1)}_${made.length}`;
  await maintenance.query(`CREATE DATABASE ${name} TEMPLATE template0`);
  made.push(name);
  url.pathname = name;
  return url.href;
}

/** The indexes by name, without what only the hand-written part of a migration can say. */
async function indexes(url: string): Promise<Map<string, string>> {
  const rows = await query(
    url,
    `SELECT indexname, indexdef FROM pg_indexes
     WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
  );
  return new Map(
    rows.map(({ indexname, indexdef }) => [
      String(indexname),
      String(indexdef).replace(' NULLS NOT DISTINCT', ''),
    ]),
  );
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Columns, enums and foreign keys as PostgreSQL describes them. */
async function structure(url: string): Promise<Record<string, Record<string, unknown>[]>> {
  return {
    columns: await query(
      url,
      `SELECT table_name, column_name, udt_name, is_nullable, column_default, datetime_precision
       FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' ORDER BY 1, 2`,
    ),
    foreignKeys: await query(
      url,
      `SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
       WHERE contype = 'f' ORDER BY 1, 2`,
    ),
    enums: await query(
      url,
      `SELECT typname, enumlabel FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid
       ORDER BY typname, enumsortorder`,
    ),
  };
}

test('migrations build an empty database, and find nothing to do the second time', async () => {
  const folders = await readdir(path.join(import.meta.dirname, 'migrations'), { withFileTypes: true });
  const names = folders.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const url = await emptyDatabase();
  expect(await applyMigrations(url)).toEqual(names.sort());
  expect(await applyMigrations(url)).toEqual([]);
  const kept = await query(
    url,
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL',
  );
  expect(kept).toHaveLength(names.length);
});

test('two migrations at once do not get into each other’s way', async () => {
  const url = await emptyDatabase();
  const applied = await Promise.all([applyMigrations(url), applyMigrations(url)]);
  expect(applied).toContainEqual([]);
});

test('the migrations lead to the schema of prisma/schema', async () => {
  const migrated = await emptyDatabase();
  await applyMigrations(migrated);

  const expected = await emptyDatabase();
  const { stdout } = await withSchemaEngine(expected, async (engine) =>
    engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: await readSchema() }] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  await query(expected, stdout ?? '');

  expect(await structure(migrated)).toEqual(await structure(expected));
  const found = await indexes(migrated);
  for (const [name, definition] of await indexes(expected)) expect(found.get(name)).toBe(definition);
});

test('a database that has tables of somebody else’s is refused and left alone', async () => {
  const url = await emptyDatabase();
  await query(url, 'CREATE TABLE "users" (something int)');
  await expect(applyMigrations(url)).rejects.toThrow(/not empty/);
  expect((await structure(url)).columns).toHaveLength(1);
});

test('the schema kept beside the migrations is the current one', async () => {
  const kept = await readFile(path.join(import.meta.dirname, 'migrations', 'schema.prisma'), 'utf8');
  expect(kept, 'run: npm run db:migration -- NAME').toBe(await readSchema());
});

test('a database of a newer version is refused by name', async () => {
  const url = await emptyDatabase();
  await applyMigrations(url);
  const client = new pg.Client(url);
  await client.connect();
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'x', '29990101000000_later')`,
  );
  await client.end();
  await expect(applyMigrations(url)).rejects.toMatchObject({
    code: 'data-version',
    message: expect.stringContaining('29990101000000_later'),
  });
});
