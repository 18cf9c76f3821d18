import { defineConfig } from 'prisma/config';

// Prisma's command asks its own site for a schema engine that `generate` never runs; any executable satisfies it.
// Migrations are made and applied by prisma/migrate.ts, never by `prisma migrate`.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema' });
