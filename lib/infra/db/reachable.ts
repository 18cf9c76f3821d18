import { randomUUID } from 'node:crypto';
import { cp, mkdir, readFile, readlink, rename, rm, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '#lib/core/errors';

/** The user that PostgreSQL runs as where we are root. */
export interface Owner {
  uid: number;
  gid: number;
}

/** Where things go that the user `postgres` must reach and that stand below a folder closed to it, such as /root. */
const SHARED = '/var/lib/imagenest';

/** Whether a user may pass through every folder above a path. */
async function isReachable(owner: Owner, target: string): Promise<boolean> {
  for (let folder = path.dirname(path.resolve(target)); ; folder = path.dirname(folder)) {
    const { uid, gid, mode } = await stat(folder);
    const search = uid === owner.uid ? 0o100 : gid === owner.gid ? 0o010 : 0o001;
    if ((mode & search) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

/**
 * A place for a cluster's folder that its owner can reach: the folder itself, else one below /var/lib/imagenest that
 * the folder is then a link to.
 */
export async function reachableFolder(owner: Owner, folder: string): Promise<string> {
  const linked = await readlink(folder).catch(() => undefined);
  if (linked !== undefined) return linked;
  if (await isReachable(owner, folder)) return folder;
  const target = path.join(SHARED, 'clusters', randomUUID());
  await makeShared(path.dirname(target), folder);
  await symlink(target, folder);
  return target;
}

/** A copy of PostgreSQL's package that its owner can reach; the package itself where that can be. */
export async function reachablePackage(owner: Owner, folder: string): Promise<string> {
  if (await isReachable(owner, path.join(folder, 'native', 'bin', 'postgres'))) return folder;
  const { version } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = path.join(SHARED, `postgresql-${version}`);
  if (await stat(copy).catch(() => undefined)) return copy;
  await makeShared(SHARED, folder);
  const making = `${copy}.${process.pid}`;
  await cp(folder, making, { recursive: true, verbatimSymlinks: true });
  // Another start may have been quicker; its copy is as good.
  await rename(making, copy).catch(() => rm(making, { recursive: true, force: true }));
  return copy;
}

async function makeShared(folder: string, unreachable: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o755 });
  } catch (cause) {
    throw new AppError(
      'unavailable',
      'unreachable-folder',
      `PostgreSQL cannot run as root, and the user postgres cannot reach ${unreachable}, nor can ${SHARED} be made ` +
        `(${(cause as NodeJS.ErrnoException).code}): run as another user, move to a folder that all may pass through, ` +
        'or set DATABASE_URL.',
      { cause },
    );
  }
}
