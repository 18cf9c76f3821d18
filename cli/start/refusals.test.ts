import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const command = path.resolve(import.meta.dirname, '../imagenest.mjs');

let folder: string;
let server: Server | undefined;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'imagenest-start-'));
});
afterEach(async () => {
  await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

/** Runs `imagenest start` until it ends; gives its exit code and the lines of its standard error. */
async function runStart(
  variables: Record<string, string>,
): Promise<{ code: number | null; lines: string[] }> {
  const child = spawn(process.execPath, [command, 'start'], {
    env: { ...process.env, DATABASE_URL: '', DATA_DIR: path.join(folder, 'data'), ...variables },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, lines: said.trim().split('\n') };
}

it('says in one line that the port is taken', { timeout: 60_000 }, async () => {
  const listening = createServer();
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port: taken } = listening.address() as AddressInfo;
  const { code, lines } = await runStart({ PORT: String(taken), HOST: '127.0.0.1' });
  expect(code).toBe(2);
  expect(lines).toEqual([expect.stringMatching(new RegExp(`^error: port: .*127\\.0\\.0\\.1:${taken}`))]);
});

it('says in one line which variable is wrong', { timeout: 60_000 }, async () => {
  const { code, lines } = await runStart({ DATABASE_URL: 'mysql://elsewhere/db' });
  expect(code).toBe(2);
  expect(lines).toEqual([expect.stringContaining('DATABASE_URL')]);
});
