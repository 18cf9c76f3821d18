import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '#lib/core/errors';

/** How things lie in the data folder. Raise it when an older program could no longer read them. */
const FORMAT = '1';

export interface Secrets {
  databasePassword: string;
  databasePort?: number;
  nextAuthSecret: string;
}

export interface DataFolder {
  folder: string;
  secrets: Secrets;
  /** Lets another start have the folder. */
  release(): Promise<void>;
}

/**
 * Takes a data folder for this process, making it on the first start. Refuses in one sentence a folder that cannot be
 * written, that another running start holds, or that another version laid out.
 */
export async function openDataFolder(folder: string): Promise<DataFolder> {
  await makeWritable(folder);
  const lock = path.join(folder, 'imagenest.lock');
  await takeLock(lock, folder);

  const formatFile = path.join(folder, 'format');
  const format = await readFile(formatFile, 'utf8').catch(() => undefined);
  if (format !== undefined && format.trim() !== FORMAT) {
    await rm(lock, { force: true });
    throw new AppError(
      'conflict',
      'data-version',
      `The data folder ${folder} has format ${format.trim()}, this version reads format ${FORMAT}: ` +
        'start the version that made it, or name another folder in DATA_DIR.',
    );
  }
  await writeFile(formatFile, `${FORMAT}\n`);
  return {
    folder,
    secrets: await readOrMakeSecrets(path.join(folder, 'secrets.json')),
    release: () => rm(lock, { force: true }),
  };
}

/** The secrets of a data folder that a start has made; undefined where there was none. */
export async function readSecrets(folder: string): Promise<Secrets | undefined> {
  const text = await readFile(path.join(folder, 'secrets.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Secrets);
}

async function makeWritable(folder: string): Promise<void> {
  const probe = path.join(folder, `.probe-${process.pid}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(probe, '');
    await rm(probe);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new AppError(
      'unavailable',
      'data-folder',
      `The data folder ${folder} cannot be written (${reason}): give this user the right to write there, ` +
        'or name another folder in DATA_DIR.',
      { cause },
    );
  }
}

async function takeLock(lock: string, folder: string): Promise<void> {
  for (;;) {
    try {
      await writeFile(lock, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = Number(await readFile(lock, 'utf8').catch(() => ''));
    if (await isRunningStart(holder)) {
      throw new AppError(
        'conflict',
        'already-running',
        `Imagenest runs on ${folder} already, as process ${holder}: stop it, or name another folder in DATA_DIR.`,
      );
    }
    // Left by a start that was killed.
    await rm(lock, { force: true });
  }
}

async function isRunningStart(pid: number): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  // Process numbers are used again; where the system tells, see whether this one is a start at all.
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  return command === undefined || command.includes('imagenest');
}

async function readOrMakeSecrets(file: string): Promise<Secrets> {
  const kept = await readSecrets(path.dirname(file));
  if (kept) return kept;
  const secrets = {
    databasePassword: randomBytes(24).toString('base64url'),
    nextAuthSecret: randomBytes(32).toString('base64url'),
  };
  await writeFile(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}
