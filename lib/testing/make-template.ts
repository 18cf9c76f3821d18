import { loadHierarchy } from '#lib/hierarchy/server/load-hierarchy';
import { config } from '#lib/infra/config';
import { closeDb } from '#lib/infra/db/client';
import { applyMigrations } from '#prisma/migrate';

// Run by start-cluster.ts in a process of its own: fills the database of DATABASE_URL with what every test starts from.

await applyMigrations(config().DATABASE_URL ?? '');
await loadHierarchy();
await closeDb();
// The schema engine leaves a timer of ten seconds behind (its wait for the migration lock) that would hold the process.
process.exit(0);
