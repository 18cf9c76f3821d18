import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import busboy from 'busboy';
import { AppError } from '#lib/core/errors';
import { MAX_IMAGE_BYTES } from '#lib/images/image-limits';

const MAX_FILES = 2000;
/** Files that may wait to be taken in before the reading of the request waits too. */
const FILES_WAITING = 8;

interface UploadFile {
  name: string;
  /** A file over the limit is cut one byte after it. */
  bytes: Uint8Array;
}

export interface ImageUpload {
  /** The text fields, which stand before the files. */
  fields: () => Promise<Record<string, string>>;
  /** The files, as they arrive. */
  files: AsyncIterable<UploadFile>;
  /** Reads no further. */
  stop: () => void;
}

/**
 * Reads a multipart form of text fields and then any number of image files, one after the other as it streams in. Throws
 * AppError `bad-form` where it is none, `too-many-files` past the 2,000th.
 */
export function readImageUpload(request: Request): ImageUpload {
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('multipart/form-data') || !request.body) {
    throw badForm(
      `The body is ${type || 'of no type'}; send multipart/form-data with text fields, then files.`,
    );
  }
  const form = busboy({
    headers: { 'content-type': type },
    limits: { fieldSize: 10_000, fields: 20, files: MAX_FILES, fileSize: MAX_IMAGE_BYTES + 1 },
  });
  const files = new PassThrough({ objectMode: true, highWaterMark: FILES_WAITING });
  const fields: Record<string, string> = {};
  const before = new Promise<void>((resolve) => {
    form.once('file', () => resolve());
    form.once('close', resolve);
    files.once('error', () => resolve());
  });
  const reading: Promise<void>[] = [];
  const stopped = new AbortController();
  const body = Readable.fromWeb(request.body as ReadableStream<Uint8Array>);
  const breakOff = (error: Error) => {
    const told = `The form is not well made or broke off (${error.message}). What came in before is kept: send the rest again.`;
    files.destroy(badForm(told));
  };
  form.on('field', (name, value) => {
    fields[name] = value;
  });
  form.on('file', (_name, file, { filename }) => {
    const read = async () => {
      const bytes = await readAll(file);
      if (filename) files.write({ name: filename.slice(0, 255), bytes } satisfies UploadFile);
    };
    reading.push(read().catch(breakOff));
  });
  form.once('filesLimit', () => {
    const message = `An upload may have ${MAX_FILES} files: send the others in another one. Those before are kept.`;
    files.destroy(new AppError('too-large', 'too-many-files', message));
  });

  form.on('error', (error) => breakOff(error as Error));

  const pump = async () => {
    const { signal } = stopped;
    for await (const chunk of body) {
      if (!form.write(chunk)) await once(form, 'drain', { signal });
      if (files.writableNeedDrain) await once(files, 'drain', { signal });
    }
    form.end();
    await once(form, 'close', { signal });
    await Promise.all(reading);
    files.end();
  };
  pump().catch(breakOff);
  return {
    async fields() {
      await before;
      return fields;
    },
    files,
    stop() {
      stopped.abort();
      body.destroy();
      files.destroy();
    },
  };
}

async function readAll(file: Readable): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function badForm(message: string): AppError {
  return new AppError('invalid', 'bad-form', message);
}
