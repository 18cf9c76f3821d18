import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import {
  type EmbeddedPostgres,
  ensureDatabase,
  startEmbeddedPostgres,
} from '#lib/infra/db/embedded-postgres';
import { freePort } from '#lib/infra/free-port';
import { endServers, prepareDatabase } from './servers.ts';

/** Runs `work` on a database cluster of its own, in a folder of its own; ends both afterwards, with all servers. */
export async function withCluster(
  work: (cluster: EmbeddedPostgres, folder: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'imagenest-bench-'));
  // As root the database runs as another user, who has to reach its folder.
  await chmod(folder, 0o755);
  let cluster: EmbeddedPostgres | undefined;
  const clean = async () => {
    endServers();
    await cluster?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void clean().finally(() => process.exit(130)));
  try {
    cluster = await startEmbeddedPostgres({
      folder: path.join(folder, 'postgres'),
      port: await freePort(),
      password: randomUUID(),
    });
    await work(cluster, folder);
  } finally {
    await clean();
  }
}

/** Makes two databases, `large` and `small`, both with the noun hierarchy and nothing else. */
export async function prepareSizes(cluster: EmbeddedPostgres, folder: string): Promise<void> {
  await ensureDatabase(cluster, 'large');
  await step('prepare', () => prepareDatabase(cluster.url('large'), folder));
  await withClient(cluster.url('postgres'), (client) => client.query('CREATE DATABASE small TEMPLATE large'));
}

/** The value below which a share of the times lies. */
export function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
}

/** Runs `work` on a connection of its own. */
export async function withClient<Value>(
  url: string,
  work: (client: pg.Client) => Promise<Value>,
): Promise<Value> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Runs a step and says how long it took. */
export async function step(name: string, work: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await work();
  console.error(`${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
}
