import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '#lib/infra/free-port';

const run = promisify(execFile);

const COMMAND = join(import.meta.dirname, '../../cli/imagenest.mjs');

/** The product as people run it, on data of its own. */
export interface Product {
  url: string;
  /** Makes a user; gives their API token. */
  createUser(user: { email: string; name: string; roles: string; password: string }): Promise<string>;
  stop(): Promise<void>;
}

/** How long a first start may take: it makes the database, loads the nouns and may build, in ms. */
const START_MS = 600_000;

/** Starts the product without its demo on a data folder; gives it once it answers. */
export async function startProduct(folder: string): Promise<Product> {
  const port = await freePort();
  const env: NodeJS.ProcessEnv = { ...process.env, DATA_DIR: folder, HOST: '127.0.0.1', PORT: String(port) };
  for (const name of ['DATABASE_URL', 'REDIS_URL', 'STORAGE_URL', 'NEXTAUTH_URL', 'NEXTAUTH_SECRET'])
    delete env[name];
  const child = spawn(process.execPath, [COMMAND, 'start', '--no-demo'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  process.once('exit', () => child.kill());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  const url = `http://127.0.0.1:${port}`;
  await answers(`${url}/ready`, () => child.exitCode !== null);
  return {
    url,
    createUser: async ({ email, name, roles, password }) => {
      const named = ['--email', email, '--name', name, '--roles', roles, '--password', password];
      const command = [COMMAND, 'admin', 'create-user', ...named, '--token', '--json'];
      return JSON.parse((await run(process.execPath, command, { env })).stdout).token;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function answers(address: string, hasEnded: () => boolean): Promise<void> {
  const until = Date.now() + START_MS;
  while (Date.now() < until) {
    if (hasEnded()) throw new Error('The product ended before it answered.');
    const response = await fetch(address).catch(() => null);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`The product did not answer within ${START_MS / 1000} seconds.`);
}
