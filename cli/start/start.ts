import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '#lib/core/errors';
import { type Config, parseConfig } from '#lib/infra/config';
import { fail } from '../output.ts';
import { buildWhereMissing } from './build.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { openDatabase } from './database.ts';
import { devArguments, webArguments } from './serve-web.ts';
import { printSteps } from './steps.ts';
import { supervise } from './supervise.ts';

export interface StartOptions {
  projectFolder: string;
  dev: boolean;
  demo: boolean;
}

/**
 * Runs the whole product on this machine until it is told to stop: takes the data folder, starts the database where
 * none is named, brings it up to date, makes the demo once, builds where there is no build, serves, works. Ends in the
 * opposite order at Ctrl-C and SIGTERM.
 */
export async function start({ projectFolder, dev, demo }: StartOptions): Promise<void> {
  const settings = parseConfig(process.env);
  const steps = printSteps(process.stdout);
  const say = (line: string) => process.stdout.write(`  ${line}\n`);
  const undo: (() => Promise<unknown>)[] = [];
  const stopped = stopSignal();

  const stopAll = async () => {
    for (const step of undo.reverse()) await step().catch((error) => say(String(error)));
    undo.length = 0;
  };
  const unlessStopped = async <T>(work: Promise<T>): Promise<T> => {
    const result = await Promise.race([work, stopped.then(() => stopRequested)]);
    if (result === stopRequested) throw stopRequested;
    return result as T;
  };

  try {
    const data = await openDataFolder(path.resolve(settings.DATA_DIR));
    undo.push(() => data.release());
    await assertPortFree(settings.HOST, settings.PORT);

    const database = await steps.run('Database', async (note) => {
      const opened = await openDatabase(settings, data, say);
      note(opened.where);
      return opened;
    });
    undo.push(() => database.stop());
    const childEnvironment = {
      ...process.env,
      DATABASE_URL: database.url,
      DATA_DIR: data.folder,
      HOST: settings.HOST,
      PORT: String(settings.PORT),
      NEXTAUTH_URL: settings.NEXTAUTH_URL ?? localUrl(settings),
      NEXTAUTH_SECRET: authSecret(settings, data),
      NODE_ENV: dev ? 'development' : 'production',
      NEXT_TELEMETRY_DISABLED: '1',
    };
    // What is loaded from here on reads its configuration from the environment.
    Object.assign(process.env, childEnvironment);
    const { prepareSteps } = await import('../commands/prepare.ts');
    await unlessStopped(prepareSteps(steps));
    let signIns: readonly string[] = [];
    if (demo) {
      const { makeDemo } = await import('#prisma/seed/demo/make-demo');
      signIns = await unlessStopped(steps.run('Demo', (note) => makeDemo(note)));
    }
    const { closeDb } = await import('#lib/infra/db/client');
    const { closeQueues } = await import('#lib/jobs/enqueue');
    await closeQueues();
    await closeDb();

    const logFolder = path.join(data.folder, 'logs');
    const launch = (name: string, args: string[], graceMs: number) => {
      const child = supervise({ name, args, env: childEnvironment, cwd: projectFolder, logFolder }, say);
      undo.push(() => child.stop(graceMs));
      return child;
    };
    if (!dev) {
      await unlessStopped(
        steps.run('Build', async (note) => {
          const built = await buildWhereMissing(projectFolder, path.join(data.folder, 'build.log'));
          note(built ? 'the web server, for these sources' : 'there is one of these sources');
        }),
      );
    }
    await unlessStopped(
      steps.run('Workers', async (note) => {
        launch('worker', [...(dev ? ['--watch'] : []), '--import', 'tsx', 'workers/main.ts'], 15_000);
        note(settings.REDIS_URL ? 'jobs on Redis' : 'jobs on PostgreSQL');
      }),
    );
    await unlessStopped(
      steps.run('Web', async (note) => {
        launch('web', (dev ? devArguments : webArguments)('.', settings.HOST, settings.PORT), 10_000);
        await waitUntilServing(settings);
        note(dev ? 'development server' : '');
      }),
    );
    say(`\n  Imagenest is at ${childEnvironment.NEXTAUTH_URL}`);
    for (const line of signIns) say(line);
    say(`Logs are in ${path.relative(process.cwd(), logFolder) || '.'}. Ctrl-C stops everything.\n`);
    await stopped;
    say('Stopping.');
    await stopAll();
  } catch (error) {
    await stopAll();
    if (error !== stopRequested) fail(error, false);
  }
  process.exit();
}

const stopRequested = Symbol('stop requested');

/** Settles at the first Ctrl-C or SIGTERM; the second Ctrl-C ends at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const ask = () => {
      if (asked) process.exit(130);
      asked = true;
      resolve();
    };
    process.on('SIGINT', ask);
    process.on('SIGTERM', ask);
    process.on('SIGHUP', ask);
  });
}

function authSecret(settings: Config, data: DataFolder): string {
  if (settings.NEXTAUTH_SECRET) return settings.NEXTAUTH_SECRET;
  if (!settings.DATABASE_URL) return data.secrets.nextAuthSecret;
  throw new AppError(
    'invalid',
    'no-secret',
    'NEXTAUTH_SECRET is not set: with a database of your own it must be, the same on every machine ' +
      '(openssl rand -base64 32 makes one).',
  );
}

async function assertPortFree(host: string, port: number): Promise<void> {
  // A web server whose parent was killed needs a moment to end.
  for (let tries = 1; ; tries++) {
    try {
      await new Promise<void>((resolve, reject) => {
        const server = createServer();
        server.once('error', reject);
        server.listen(port, host, () => server.close(() => resolve()));
      });
      return;
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      if (code === 'EADDRINUSE' && tries < 6) {
        await sleep(500);
        continue;
      }
      throw new AppError(
        'unavailable',
        'port',
        code === 'EADDRINUSE'
          ? `Something else listens on ${host}:${port}: stop it, or choose another port with PORT=3001 npm start.`
          : `${host}:${port} cannot be listened on (${code}): choose other HOST or PORT.`,
        { cause },
      );
    }
  }
}

/** Where a browser on this machine finds the web server. */
function localUrl({ HOST, PORT }: Config): string {
  const host = HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST;
  return `http://${host.includes(':') ? `[${host}]` : host}:${PORT}`;
}

async function waitUntilServing(settings: Config): Promise<void> {
  const url = `${localUrl(settings)}/ready`;
  for (let tries = 0; tries < 600; tries++) {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
    if (response?.ok) return;
    await sleep(200);
  }
  throw new Error(`The web server does not answer at ${url}: its log says why.`);
}
