import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import busboy from 'busboy';
import type { SubmissionFields } from '#lib/challenges/submission';
import { AppError } from '#lib/core/errors';

/** What a form may hold besides the model, all parts together, known or not. */
const MAX_TEXT_BYTES = 16_000_000;
const fieldNames = ['name', 'preprocess', 'labels'] as const;
type FieldName = (typeof fieldNames)[number];
const isFieldName = (name: string): name is FieldName => (fieldNames as readonly string[]).includes(name);

export interface IncomingModel {
  /** The model's bytes as they arrive; nothing of them is kept in memory. */
  model: Readable;
  /** The text fields (each may come as text or as a file), once the whole form is in. */
  fields: () => Promise<SubmissionFields>;
  /** Reads no further. */
  stop: () => void;
}

/**
 * Reads a multipart form with a file `model` as it streams in, and the fields name, preprocess and labels, before it or
 * behind it. Comes back when the model's first byte is there. Throws AppError `bad-form`,
 * `model-missing`, and `body-too-large` where the rest of the form has no end.
 */
export async function readModelUpload(request: Request): Promise<IncomingModel> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('multipart/form-data') || !request.body) {
    throw badForm(`The body is ${type || 'of no type'}; send multipart/form-data with model and name.`);
  }
  const body = Readable.fromWeb(request.body as ReadableStream<Uint8Array>);
  const form = busboy({
    headers: { 'content-type': type },
    limits: { fieldSize: MAX_TEXT_BYTES, fields: 10, files: 4, parts: 14 },
  });
  const texts: Partial<Record<FieldName, string>> = {};
  const waiting: Promise<void>[] = [];

  return new Promise((resolve, reject) => {
    const whole = new Promise<void>((done, fail) => {
      form.on('close', done);
      form.on('error', (error) =>
        fail(error instanceof AppError ? error : badForm(`The form is not well made: ${String(error)}.`)),
      );
    });
    // Where nobody asks for the fields any more, a form that breaks off is no news.
    whole.catch(() => {});
    const keep = (name: string, text: string) => {
      if (isFieldName(name)) texts[name] = text;
    };
    const stop = () => {
      body.unpipe(form);
      body.destroy();
      form.destroy();
    };
    let found = false;
    let streaming = false;
    let besides = 0;
    // What busboy skips and cuts off it reads all the same, so the bytes are counted on their way to it.
    body.on('data', (chunk: Buffer) => {
      if (streaming) return;
      besides += chunk.length;
      if (besides <= MAX_TEXT_BYTES) return;
      form.destroy(tooLarge());
      stop();
    });
    form.on('field', keep);
    form.on('file', (name, file) => {
      // It fails with the form, even where nobody reads it any more.
      file.on('error', () => {});
      if (name !== 'model' || found) {
        const kept = readText(file).then((text) => keep(name, text));
        kept.catch(() => {});
        waiting.push(kept);
        return;
      }
      found = true;
      streaming = true;
      file.on('close', () => {
        streaming = false;
      });
      const fields = async () => {
        await whole;
        await Promise.all(waiting);
        return { name: '', ...texts };
      };
      resolve({ model: file, fields, stop });
    });
    whole.then(() => {
      const message = 'The form has no file called model: choose the .onnx file to submit.';
      reject(new AppError('invalid', 'model-missing', message, { details: { field: 'model' } }));
    }, reject);
    // A pipe does not tell of a sender who is gone.
    const brokeOff = () => {
      if (!body.readableEnded) form.destroy(badForm('The upload ended in the middle: send it again.'));
    };
    body.on('error', brokeOff);
    body.on('close', brokeOff);
    body.pipe(form);
  });
}

async function readText(file: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of file as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function tooLarge(): AppError {
  const message = `Besides the model the form may hold at most ${MAX_TEXT_BYTES / 1e6} MB: send the model as the file model.`;
  return new AppError('too-large', 'body-too-large', message);
}

function badForm(message: string): AppError {
  return new AppError('invalid', 'bad-form', message);
}
