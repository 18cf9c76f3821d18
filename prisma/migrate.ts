import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { AppError } from '#lib/core/errors';
import { withSchemaEngine } from './schema-engine.ts';

const migrationsFolder = path.join(import.meta.dirname, 'migrations');

/**
 * Brings a database up to the newest migration of prisma/migrations and gives the names of those it applied, oldest
 * first. Safe to repeat. Throws where a migration fails, and AppError `data-version` where the database has one that this
 * version does not know.
 */
export async function applyMigrations(connectionString: string): Promise<string[]> {
  const migrationsList = await readMigrations();
  await refuseNewer(connectionString, new Set(migrationsList.migrationDirectories.map((each) => each.path)));
  const { appliedMigrationNames } = await withSchemaEngine(connectionString, (engine) =>
    engine.applyMigrations({ migrationsList, filters: { externalTables: [], externalEnums: [] } }),
  );
  return appliedMigrationNames;
}

async function readMigrations() {
  const entries = await readdir(migrationsFolder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return {
    baseDir: migrationsFolder,
    lockfile: { path: './migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.sort().map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: {
            tag: 'ok' as const,
            value: await readFile(path.join(migrationsFolder, name, 'migration.sql'), 'utf8'),
          },
        },
      })),
    ),
  };
}

async function refuseNewer(connectionString: string, known: ReadonlySet<string>): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const table = await client.query(`SELECT to_regclass('_prisma_migrations') AS name`);
    if (table.rows[0].name === null) return;
    const { rows } = await client.query<{ name: string }>(
      'SELECT migration_name AS name FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY 1',
    );
    const newer = rows.map(({ name }) => name).filter((name) => !known.has(name));
    if (newer.length === 0) return;
    throw new AppError(
      'conflict',
      'data-version',
      `The database was laid out by a newer version (it has the migration ${newer.at(-1)}, which this one does not ` +
        'know): start that version, or name another database.',
    );
  } finally {
    await client.end();
  }
}
