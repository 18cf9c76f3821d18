import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { ensureDatabase, startEmbeddedPostgres } from '#lib/infra/db/embedded-postgres';
import { freePort } from '#lib/infra/free-port';

declare module 'vitest' {
  export interface ProvidedContext {
    /** URL of the cluster's maintenance database. */
    clusterUrl: string;
    /** URL of a Redis without its database number; undefined where the queue is on PostgreSQL. */
    redisUrl: string | undefined;
    /** The run's temporary folder, removed at its end. */
    folder: string;
  }
}

const run = promisify(execFile);
const PREFIX = 'imagenest-test-';
const PASSWORD = 'test';

/**
 * Starts what the integration tests stand on, once a run: a PostgreSQL cluster in a temporary folder with the database
 * `template_imagenest` (migrated, the noun hierarchy loaded), and for the project `redis` a Redis. Gives the teardown.
 */
export default async function startCluster(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftovers();
  const folder = await mkdtemp(path.join(tmpdir(), `${PREFIX}${process.pid}-`));
  // As root the server runs as another user, who has to reach its folder.
  await chmod(folder, 0o755);
  const cluster = await startEmbeddedPostgres({
    folder: path.join(folder, 'postgres'),
    port: await freePort(),
    password: PASSWORD,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' },
  });
  const redis = project.name === 'redis' ? await startRedis(folder) : undefined;
  const stop = async () => {
    redis?.child.kill('SIGTERM');
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await ensureDatabase(cluster, 'template_imagenest');
    await run(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'make-template.ts')], {
      env: {
        ...process.env,
        DATABASE_URL: cluster.url('template_imagenest'),
        DATA_DIR: folder,
        LOG_LEVEL: 'warn',
      },
    });
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('clusterUrl', cluster.url('postgres'));
  project.provide('redisUrl', redis?.url);
  project.provide('folder', folder);
  return stop;
}

async function startRedis(folder: string): Promise<{ child: ChildProcess; url: string }> {
  const port = await freePort();
  const child = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--databases', '64', '--dir', folder],
    { stdio: 'ignore' },
  );
  const url = `redis://127.0.0.1:${port}`;
  const client = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: 200 });
  client.on('error', () => {});
  await client.ping();
  client.disconnect();
  return { child, url };
}

/** Stops and removes the clusters of test runs that were killed before they could do it. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : Number.NaN;
    if (Number.isNaN(owner) || isRunning(owner)) continue;
    const folder = path.join(tmpdir(), name);
    const [pid, , , port] = (
      await readFile(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')
    ).split('\n');
    // The process number may be somebody else's by now: only one that serves this very folder is stopped.
    if (pid && port && (await servedFolder(port)) === path.join(folder, 'postgres')) {
      process.kill(Number(pid), 'SIGQUIT');
      await sleep(1000);
    }
    await rm(folder, { recursive: true, force: true });
  }
}

async function servedFolder(port: string): Promise<string | undefined> {
  const client = new pg.Client(`postgresql://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`);
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query('SHOW data_directory')).rows[0].data_directory;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => {});
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
