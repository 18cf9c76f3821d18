import { randomUUID } from 'node:crypto';
import { rename as renameThen, writeFile as writeFileThen } from 'node:fs';
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { Disk, errors } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import { S3Driver } from 'flydrive/drivers/s3';
import { config, dataPath } from '#lib/infra/config';
import { openS3, type S3Server } from '#lib/infra/s3-client';

/** Blobs by key. A key either holds the whole blob or does not exist: a write that dies halfway leaves nothing. */
export interface Storage {
  put(key: string, contents: Uint8Array): Promise<void>;
  putStream(key: string, contents: Readable): Promise<void>;
  /** Undefined where there is no such blob. */
  get(key: string): Promise<Uint8Array | undefined>;
  /** A stream of the blob, or of the bytes from `start` to `end`, both in it; throws where there is none. */
  stream(key: string, range?: { start: number; end: number }): Promise<Readable>;
  exists(key: string): Promise<boolean>;
  size(key: string): Promise<number>;
  remove(key: string): Promise<void>;
  /**
   * Removes what writes that died halfway left beside the blobs and that nobody wrote to for so long. In a bucket these are parts of
   * uploads: a lifecycle rule of the bucket removes them.
   */
  removeAbandoned(olderThanMs: number): Promise<void>;
}

/** Those of node:fs/promises take three times the processor's time, which imports of many small files feel. */
const [rename, writeFile] = [promisify(renameThen), promisify(writeFileThen)];

/**
 * flydrive's own getBytes gives the memory around an empty file instead of nothing; its move copies, so that a part stands under the
 * new name for a while; its put asks for the folder each time.
 */
class WholeFiles extends FSDriver {
  override async getBytes(key: string): Promise<Uint8Array> {
    return readFile(this.#file(key));
  }

  override async put(key: string, contents: string | Uint8Array): Promise<void> {
    await this.#inFolder(key, (file) => writeFile(file, contents));
  }

  override async move(source: string, destination: string): Promise<void> {
    await this.#inFolder(destination, (file) => rename(this.#file(source), file));
  }

  /** Makes the folder of a file where there is none. */
  async #inFolder(key: string, act: (file: string) => Promise<void>): Promise<void> {
    const file = this.#file(key);
    await act(file).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      await mkdir(path.dirname(file), { recursive: true });
      await act(file);
    });
  }

  #file(key: string): string {
    return path.join(String(this.options.location), key);
  }
}

/** Opens the storage that a STORAGE_URL names: `file:FOLDER` or `s3://BUCKET/PREFIX`. */
export function openStorage(url: string, s3: S3Server): Storage {
  if (url.startsWith('file:')) {
    const location = url.slice('file:'.length).replace(/^\/\//, '');
    const disk = new Disk(new WholeFiles({ location, visibility: 'private' }));
    const whole = storageOn(disk, '', async (key, write) => {
      // A rename is whole or not at all; a direct write could leave half a file under the final name.
      const temporary = `${INCOMING}/${randomUUID()}`;
      try {
        await write(temporary);
        await disk.move(temporary, key);
      } catch (error) {
        await disk.delete(temporary).catch(() => {});
        throw error;
      }
    });
    return {
      ...whole,
      stream: (key, range) => (range ? streamPart(path.join(location, key), range) : whole.stream(key)),
      removeAbandoned: (olderThanMs) => removeOld(path.join(location, INCOMING), olderThanMs),
    };
  }
  const { host: bucket, pathname } = new URL(url);
  const client = openS3(s3);
  const disk = new Disk(new S3Driver({ client, bucket, visibility: 'private', supportsACL: false }));
  const root = pathname.replace(/^\/|\/$/g, '');
  const prefix = root ? `${root}/` : '';
  const whole = storageOn(disk, prefix, (key, write) => write(key));
  return {
    ...whole,
    stream: async (key, range) => {
      if (!range) return whole.stream(key);
      const part = { Bucket: bucket, Key: prefix + key, Range: `bytes=${range.start}-${range.end}` };
      return (await client.send(new GetObjectCommand(part))).Body as Readable;
    },
    removeAbandoned: async () => {},
    // One request would have to say the length beforehand; parts need not, and hold 5 MB of memory each.
    putStream: async (key, contents) => {
      await new Upload({ client, params: { Bucket: bucket, Key: prefix + key, Body: contents } }).done();
    },
  };
}

/** Where files are until they are whole. */
const INCOMING = 'incoming';

/** Opened before it is given, so that a file that is not there is said at once. */
async function streamPart(file: string, range: { start: number; end: number }): Promise<Readable> {
  const handle = await open(file);
  return handle.createReadStream(range);
}

async function removeOld(folder: string, olderThanMs: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const file = path.join(folder, name);
    // One that is whole by now was moved away.
    const written = await stat(file).catch(() => undefined);
    if (written && Date.now() - written.mtimeMs > olderThanMs) await rm(file, { force: true });
  }
}

function storageOn(
  disk: Disk,
  prefix: string,
  whole: (key: string, write: (key: string) => Promise<void>) => Promise<void>,
): Omit<Storage, 'removeAbandoned'> {
  return {
    put: (key, contents) => whole(prefix + key, (target) => disk.put(target, contents)),
    putStream: (key, contents) => whole(prefix + key, (target) => disk.putStream(target, contents)),
    async get(key) {
      try {
        return new Uint8Array(await disk.getBytes(prefix + key));
      } catch (error) {
        if (error instanceof errors.E_CANNOT_READ_FILE && !(await disk.exists(prefix + key)))
          return undefined;
        throw error;
      }
    },
    stream: (key) => disk.getStream(prefix + key),
    exists: (key) => disk.exists(prefix + key),
    size: async (key) => (await disk.getMetaData(prefix + key)).contentLength,
    remove: (key) => disk.delete(prefix + key),
  };
}

let current: Storage | undefined;

/** This process's storage, as STORAGE_URL says; by default the folder `blobs` of the data folder. */
export function storage(): Storage {
  const { STORAGE_URL, S3_ENDPOINT, AWS_REGION } = config();
  current ??= openStorage(STORAGE_URL ?? `file:${dataPath('blobs')}`, {
    endpoint: S3_ENDPOINT,
    region: AWS_REGION,
  });
  return current;
}
