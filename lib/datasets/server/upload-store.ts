import { mkdir, readdir, rm, stat, statfs } from 'node:fs/promises';
import { FileStore } from '@tus/file-store';
import { AppError } from '#lib/core/errors';
import { storableText } from '#lib/core/storable-text';
import { assertRole, type Person } from '#lib/identity/person';
import { dataPath } from '#lib/infra/config';

/** An upload that nobody goes on with, or uses, is removed after so long. */
const UPLOAD_HOURS = 48;

let store: FileStore | undefined;

/** Where uploads lie while they come in and until they are imported: a folder of the data folder, by random ids. */
export function uploadStore(): FileStore {
  store ??= new FileStore({ directory: dataPath('uploads') });
  return store;
}

/** A file that somebody sent. */
export interface UploadedFile {
  id: string;
  /** Absolute. */
  path: string;
  /** As its sender calls it. */
  name: string;
  bytes: number;
}

/** Disk that uploads leave to everything else. */
const SPARE_BYTES = 1024 * 1024 * 1024;

/** Refuses whoever may not upload. */
export function assertUploader(person: Person | null): asserts person is Person {
  assertRole(person, 'organiser');
}

/**
 * What is kept of an upload that begins: its name and whose it is. Throws AppError `disk-full` where the disk has not the room for
 * what it says it has.
 */
export async function ownedMetadata(
  person: Person,
  { size = 0, metadata }: { size?: number; metadata?: Record<string, string | null> },
): Promise<Record<string, string>> {
  await mkdir(dataPath('uploads'), { recursive: true });
  const { bavail, bsize } = await statfs(dataPath('uploads'));
  if (bavail * bsize - SPARE_BYTES < size) {
    throw new AppError(
      'unavailable',
      'disk-full',
      `The server's disk has no room for ${size} bytes: send it in parts, or import it by command on the server.`,
    );
  }
  const filename =
    storableText(metadata?.filename ?? '')
      .split(/[/\\]/)
      .at(-1)
      ?.slice(0, 255) || 'upload';
  return { filename, owner: person.id };
}

const isUploadId = (id: string) => /^[0-9a-f]{32}$/.test(id);

/** An upload of a person, finished or not. Throws AppError `no-such-upload`, also where it is somebody else's. */
export async function findUpload(person: Person, id: string) {
  const upload = isUploadId(id)
    ? await uploadStore()
        .getUpload(id)
        .catch(() => undefined)
    : undefined;
  if (upload?.metadata?.owner === person.id) return upload;
  throw new AppError(
    'not-found',
    'no-such-upload',
    `You have no upload ${id}: it never began, was imported already, or lay for more than ${UPLOAD_HOURS} hours. Send the file again.`,
  );
}

/** A finished upload of a person. Throws AppError `no-such-upload` or `upload-unfinished`. */
export async function findFinishedUpload(person: Person, id: string): Promise<UploadedFile> {
  const { size = 0, offset, metadata } = await findUpload(person, id);
  if (offset === size) {
    return { id, path: uploadPath(id), name: metadata?.filename || 'upload', bytes: size };
  }
  throw new AppError(
    'conflict',
    'upload-unfinished',
    `Of the upload ${offset} of ${size} bytes are here: send the rest first.`,
  );
}

/** Where an upload's bytes lie. */
export function uploadPath(id: string): string {
  return dataPath('uploads', id);
}

/** Removes an upload, if it is still there. */
export async function removeUpload(id: string): Promise<void> {
  await Promise.all([uploadPath(id), `${uploadPath(id)}.json`].map((file) => rm(file, { force: true })));
}

/** The ids of uploads to which nothing was added for UPLOAD_HOURS. */
export async function listStaleUploads(now: Date): Promise<string[]> {
  const files = await readdir(dataPath('uploads')).catch(() => []);
  const stale: string[] = [];
  for (const id of files.filter(isUploadId)) {
    const changed = await stat(uploadPath(id)).catch(() => undefined);
    if (changed && now.getTime() - changed.mtimeMs > UPLOAD_HOURS * 3_600_000) stale.push(id);
  }
  return stale;
}
