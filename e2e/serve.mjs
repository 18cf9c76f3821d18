import { rm } from 'node:fs/promises';
import path from 'node:path';

// The product as people start it, on a data folder of its own that begins empty: the demo made on the first start is what
// the journeys find. The folder stays afterwards, so that its logs can be read.

const folder = path.join(import.meta.dirname, '.data');
await rm(folder, { recursive: true, force: true });
process.env.DATA_DIR = folder;
for (const name of ['DATABASE_URL', 'REDIS_URL', 'STORAGE_URL', 'NEXTAUTH_URL', 'NEXTAUTH_SECRET'])
  delete process.env[name];

process.argv.splice(1, Number.POSITIVE_INFINITY, path.resolve('cli/imagenest.mjs'), 'start');
await import('../cli/imagenest.mjs');
