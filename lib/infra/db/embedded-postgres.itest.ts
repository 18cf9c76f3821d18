import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type EmbeddedPostgres,
  ensureDatabase,
  startEmbeddedPostgres,
} from '#lib/infra/db/embedded-postgres';
import { freePort } from '#lib/infra/free-port';

let scratch: string;
let folder: string;
const running: EmbeddedPostgres[] = [];

beforeEach(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'imagenest-embedded-'));
  // As root the server runs as another user, who has to reach its folder.
  await chmod(scratch, 0o755);
  folder = path.join(scratch, 'postgres');
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((cluster) => cluster.stop().catch(() => {})));
  const elsewhere = await readlink(folder).catch(() => undefined);
  if (elsewhere) await rm(elsewhere, { recursive: true, force: true });
  await rm(scratch, { recursive: true, force: true });
});

async function start(onExit?: () => void): Promise<EmbeddedPostgres> {
  const cluster = await startEmbeddedPostgres({
    folder,
    port: await freePort(),
    password: 'p@ss/word',
    onExit,
  });
  running.push(cluster);
  return cluster;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const postmaster = async () =>
  Number((await readFile(path.join(folder, 'postmaster.pid'), 'utf8')).split('\n')[0]);

test('makes a cluster, keeps it over a stop, and listens on 127.0.0.1 alone', async () => {
  const first = await start();
  await ensureDatabase(first, 'imagenest');
  await ensureDatabase(first, 'imagenest');
  await query(first.url('imagenest'), 'CREATE TABLE kept AS SELECT 7 AS number');
  expect(await query(first.url('postgres'), 'SHOW listen_addresses')).toEqual([
    { listen_addresses: '127.0.0.1' },
  ]);
  await first.stop();
  await expect(query(first.url('imagenest'), 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);

  const second = await start();
  expect(await query(second.url('imagenest'), 'SELECT number FROM kept')).toEqual([{ number: 7 }]);
});

test('wants the password', async () => {
  const cluster = await start();
  const wrong = cluster.url('postgres').replace(encodeURIComponent('p@ss/word'), 'guess');
  await expect(query(wrong, 'SELECT 1')).rejects.toThrow(/password/);
});

test('says when the server ended without being asked, and comes up after kill -9 with what was committed', async () => {
  let ended = 0;
  const first = await start(() => ended++);
  await ensureDatabase(first, 'imagenest');
  await query(first.url('imagenest'), 'CREATE TABLE kept AS SELECT generate_series(1, 1000) AS number');
  process.kill(await postmaster(), 'SIGKILL');
  await expect.poll(() => ended, { timeout: 10_000 }).toBe(1);

  const second = await start(() => ended++);
  expect(await query(second.url('imagenest'), 'SELECT count(*)::int FROM kept')).toEqual([{ count: 1000 }]);
  await second.stop();
  expect(ended).toBe(1);
});

test('a server that its parent left running is replaced', async () => {
  const left = await start();
  await ensureDatabase(left, 'imagenest');
  const before = await postmaster();
  const next = await start();
  expect(await postmaster()).not.toBe(before);
  expect(await query(next.url('imagenest'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a first start that is killed while it makes the cluster is made good by the next', async () => {
  const making = path.join(`${folder}.making`, 'PG_VERSION');
  const program = `
    import { startEmbeddedPostgres } from '#lib/infra/db/embedded-postgres';
    await startEmbeddedPostgres({ folder: ${JSON.stringify(folder)}, port: ${await freePort()}, password: 'x' });
  `;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
    stdio: 'inherit',
    detached: true,
  });
  await expect.poll(() => existsSync(making), { timeout: 30_000, interval: 5 }).toBe(true);
  process.kill(-(child.pid as number), 'SIGKILL');
  expect(existsSync(folder)).toBe(false);

  const cluster = await start();
  expect(await query(cluster.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a folder with something else in it is refused, untouched', async () => {
  await mkdir(folder);
  await writeFile(path.join(folder, 'thesis.txt'), 'years of work');
  await expect(start()).rejects.toMatchObject({ code: 'data-folder' });
  expect(await readFile(path.join(folder, 'thesis.txt'), 'utf8')).toBe('years of work');
});

test('a cluster of another major version is refused, untouched, with what to do', async () => {
  const first = await start();
  await first.stop();
  await writeFile(path.join(folder, 'PG_VERSION'), '17\n');
  await expect(start()).rejects.toMatchObject({
    code: 'data-version',
    message: expect.stringMatching(/PostgreSQL 17, this version runs 18.*back it up/),
  });
  expect(await readFile(path.join(folder, 'PG_VERSION'), 'utf8')).toBe('17\n');
});

test.runIf(process.getuid?.() === 0)(
  'root may start it below a folder that no other user can pass through',
  async () => {
    await chmod(scratch, 0o700);
    const first = await start();
    await query(first.url('postgres'), 'CREATE TABLE kept (id int)');
    await first.stop();
    const second = await start();
    expect(await query(second.url('postgres'), 'SELECT * FROM kept')).toEqual([]);
  },
);
