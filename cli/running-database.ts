import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '#lib/core/errors';
import { parseConfig } from '#lib/infra/config';
import { readSecrets } from './start/data-folder.ts';

/**
 * For commands on the server's own machine: points this process at the database, DATABASE_URL or the embedded one of a
 * running start. Refuses where there is neither.
 */
export async function connectToRunningDatabase(): Promise<void> {
  const { DATABASE_URL, DATA_DIR } = parseConfig(process.env);
  if (DATABASE_URL) return;
  const folder = path.resolve(DATA_DIR);
  const secrets = await readSecrets(folder);
  // The fourth line of postmaster.pid is the port that the server listens on.
  const pidFile = await readFile(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '');
  const port = pidFile.split('\n')[3];
  if (!secrets || !port) {
    throw new AppError(
      'unavailable',
      'no-database',
      `No database runs on ${folder}: start Imagenest first (npm start), or set DATABASE_URL.`,
    );
  }
  const password = encodeURIComponent(secrets.databasePassword);
  process.env.DATABASE_URL = `postgresql://postgres:${password}@127.0.0.1:${port}/imagenest`;
}
