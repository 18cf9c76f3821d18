import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#lib/infra/free-port';
import { webArguments } from '../cli/start/serve-web.ts';

const project = path.resolve(import.meta.dirname, '..');
const bareRoute = path.join(import.meta.dirname, 'labelling', 'bare-route');
const next = path.join(project, 'node_modules', 'next', 'dist', 'bin', 'next');

const running = new Set<ChildProcess>();

/** Ends every program that this bench has started. */
export function endServers(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Runs a Node program to its end. */
async function run(args: readonly string[], cwd: string, env: Record<string, string> = {}): Promise<void> {
  const child = start(args, cwd, env, ['ignore', 'pipe', 'pipe']);
  let said = '';
  child.stdout?.on('data', (chunk) => {
    said += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${said}`);
}

/** Brings a database up to this version, with the noun hierarchy. */
export function prepareDatabase(databaseUrl: string, folder: string): Promise<void> {
  const command = path.join(project, 'cli', 'imagenest.mjs');
  return run([command, 'admin', 'prepare'], project, { DATABASE_URL: databaseUrl, DATA_DIR: folder });
}

/** Builds the app of one route that does one insert. */
export function buildBareRoute(): Promise<void> {
  return run([next, 'build'], bareRoute, { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' });
}

/** Serves the product, as built, on a database. Gives its address. */
export function serveProduct(databaseUrl: string, folder: string): Promise<string> {
  return serve(project, { DATABASE_URL: databaseUrl, DATA_DIR: folder, LOG_LEVEL: 'warn' });
}

/** Serves the bare route. Gives its address. */
export function serveBareRoute(databaseUrl: string): Promise<string> {
  return serve(bareRoute, { DATABASE_URL: databaseUrl });
}

async function serve(folder: string, env: Record<string, string>): Promise<string> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  start(
    webArguments(project, '127.0.0.1', port),
    folder,
    {
      ...env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      NEXTAUTH_URL: url,
      NEXTAUTH_SECRET: 'of the bench alone',
    },
    ['ignore', 'ignore', 'inherit'],
  );
  for (let tries = 0; tries < 300; tries++) {
    if (await fetch(url).catch(() => undefined)) return url;
    await sleep(200);
  }
  throw new Error(`the web server of ${folder} does not answer at ${url}`);
}

function start(
  args: readonly string[],
  cwd: string,
  env: Record<string, string>,
  stdio: ('ignore' | 'pipe' | 'inherit')[],
): ChildProcess {
  const outer = { ...process.env };
  // The bench has a database and folders of its own.
  for (const name of ['DATABASE_URL', 'REDIS_URL', 'STORAGE_URL', 'DATA_DIR']) delete outer[name];
  const child = spawn(process.execPath, [...args], {
    cwd,
    env: { ...outer, ...env } as NodeJS.ProcessEnv,
    stdio,
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}
