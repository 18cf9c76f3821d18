import { existsSync } from 'node:fs';
import path from 'node:path';
import { config } from '#lib/infra/config';
import { closeDb } from '#lib/infra/db/client';
import { applyMigrations } from '#prisma/migrate';

// Run by start-cluster.ts in a process of its own: fills the database of DATABASE_URL with what every test starts from.

await applyMigrations(config().DATABASE_URL ?? '');
const loader = path.join(import.meta.dirname, '../hierarchy/server/load-hierarchy.ts');
if (existsSync(loader)) await (await import(loader)).loadHierarchy();
await closeDb();
// The schema engine leaves a timer of ten seconds behind (its wait for the migration lock) that would hold the process.
process.exit(0);
