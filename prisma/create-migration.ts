import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '#lib/infra/db/embedded-postgres';
import { freePort } from '#lib/infra/free-port';
import { readSchema } from './read-schema.ts';
import { withSchemaEngine } from './schema-engine.ts';

// `npm run db:migration -- NAME` writes the SQL that leads from the schema of the newest migration (kept beside the
// migrations as schema.prisma) to that of prisma/schema. Read it and amend it before it is committed.

const folder = import.meta.dirname;
const snapshotFile = path.join(folder, 'migrations', 'schema.prisma');

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('usage: npm run db:migration -- NAME   (lower case letters, digits and underscores)');
  process.exit(2);
}

const schema = await readSchema();
const before = await readFile(snapshotFile, 'utf8').catch(
  () => 'datasource db {\n  provider = "postgresql"\n}\n',
);
// The engine connects before it compares, though the comparison reads no database.
const scratch = await mkdtemp(path.join(tmpdir(), 'imagenest-migration-'));
await chmod(scratch, 0o755);
const cluster = await startEmbeddedPostgres({
  folder: path.join(scratch, 'postgres'),
  port: await freePort(),
  password: 'scratch',
});
const { stdout } = await withSchemaEngine(cluster.url('postgres'), (engine) =>
  engine.diff({
    from: { tag: 'schemaDatamodel', files: [{ path: 'before.prisma', content: before }] },
    to: { tag: 'schemaDatamodel', files: [{ path: 'after.prisma', content: schema }] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  }),
);
await cluster.stop();
await rm(scratch, { recursive: true, force: true });

const sql = stdout ?? '';
if (sql.includes('This is an empty migration')) {
  console.log('The schema has not changed since the newest migration.');
} else {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const target = path.join(folder, 'migrations', `${stamp}_${name}`);
  await mkdir(target, { recursive: true });
  await writeFile(path.join(target, 'migration.sql'), sql);
  await writeFile(snapshotFile, schema);
  console.log(`Wrote ${path.relative(process.cwd(), target)}/migration.sql`);
}
