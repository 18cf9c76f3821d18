import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '#lib/core/errors';
import { dataPath } from '#lib/infra/config';

export interface ReceivedModel {
  sha256: string;
  bytes: number;
  /** Where the bytes stand until they are in storage. */
  file: string;
}

const LEFT_OVER_MS = 24 * 3_600_000;

/**
 * Takes a model's bytes in as they come, hashing and counting, into a file of its own: memory stays flat and a model
 * over the limit is refused at the byte that is over it, with AppError `model-too-large`. The caller removes the file.
 */
export async function receiveModel(model: Readable, maxBytes: number): Promise<ReceivedModel> {
  const folder = dataPath('uploads');
  await mkdir(folder, { recursive: true });
  await removeLeftOver(folder);
  const file = path.join(folder, `${randomUUID()}.onnx`);
  const hash = createHash('sha256');
  let bytes = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) return done(modelTooLarge(maxBytes));
      hash.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await pipeline(model, counter, createWriteStream(file));
    if (bytes === 0) {
      const message = 'The model file is empty: 0 bytes came in. Choose the .onnx file again.';
      throw new AppError('invalid', 'model-empty', message, { details: { field: 'model' } });
    }
    return { sha256: hash.digest('hex'), bytes, file };
  } catch (error) {
    await rm(file, { force: true });
    throw error instanceof AppError || !model.errored ? error : brokeOff(error);
  }
}

function brokeOff(cause: unknown): AppError {
  const message = 'The upload of the model ended in the middle: send it again.';
  return new AppError('invalid', 'upload-broke-off', message, { details: { field: 'model' }, cause });
}

/** Uploads of a process that was killed stay behind; no upload takes a day. */
async function removeLeftOver(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    const found = await stat(file).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > LEFT_OVER_MS) await rm(file, { force: true });
  }
}

/** What a model over the limit is refused with. */
export function modelTooLarge(maxBytes: number): AppError {
  return new AppError(
    'too-large',
    'model-too-large',
    `The model is larger than the ${megabytes(maxBytes)} MB that this challenge allows. Export it with fewer parameters or as float16.`,
    { details: { field: 'model', maxBytes } },
  );
}

const megabytes = (bytes: number) => Math.floor(bytes / 1_048_576);
