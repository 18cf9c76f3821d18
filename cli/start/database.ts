import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '#lib/infra/config';
import {
  type EmbeddedPostgres,
  ensureDatabase,
  startEmbeddedPostgres,
} from '#lib/infra/db/embedded-postgres';
import { freePort } from '#lib/infra/free-port';
import type { DataFolder } from './data-folder.ts';

export interface Database {
  url: string;
  where: string;
  stop(): Promise<void>;
}

/**
 * The database to work with: the one that DATABASE_URL names, else an embedded PostgreSQL on the data folder, which is
 * started again on the same port whenever it ends unasked.
 */
export async function openDatabase(
  settings: Config,
  data: DataFolder,
  say: (line: string) => void,
): Promise<Database> {
  if (settings.DATABASE_URL) {
    const { host } = new URL(settings.DATABASE_URL);
    return { url: settings.DATABASE_URL, where: `the one at ${host}`, stop: async () => {} };
  }
  const port = await freePort();
  const launch = () =>
    startEmbeddedPostgres({
      folder: path.join(data.folder, 'postgres'),
      port,
      password: data.secrets.databasePassword,
      onExit: () => {
        say('PostgreSQL ended; it starts again.');
        running = relaunch();
      },
    });
  const relaunch = async (): Promise<EmbeddedPostgres> => {
    for (let wait = 1000; ; wait = Math.min(2 * wait, 30_000)) {
      try {
        return await launch();
      } catch (error) {
        say(`PostgreSQL could not be started again (${error}); the next try is in ${wait / 1000} s.`);
        await sleep(wait);
      }
    }
  };
  let running = launch();
  const cluster = await running;
  await ensureDatabase(cluster, 'imagenest');
  return {
    url: cluster.url('imagenest'),
    where: `PostgreSQL on port ${port}, kept in ${path.relative(process.cwd(), data.folder) || '.'}`,
    stop: async () => (await running).stop(),
  };
}
