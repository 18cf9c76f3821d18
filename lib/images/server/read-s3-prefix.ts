import { AppError } from '#lib/core/errors';
import { MAX_IMAGE_BYTES } from '#lib/images/image-limits';
import { tooManyEntries } from '#lib/images/intake/archive-refusals';
import { MAX_ENTRIES } from '#lib/images/intake/intake-limits';
import { judgeEntry } from '#lib/images/intake/judge-entry';
import type { Offered, ReadOptions } from '#lib/images/intake/offered';
import type { S3Server } from '#lib/infra/s3-client';
import { openS3Prefix, type S3Prefix } from '#lib/infra/s3-prefix';

/**
 * Offers the objects below an `s3://BUCKET/PREFIX` in the order of their keys, each fetched when it is read; listed a thousand
 * at a time, so memory does not grow with them. Throws AppError `prefix-not-found` where it is not there or may not be read.
 */
export async function* readS3Prefix(
  url: string,
  server: S3Server,
  { skip, signal }: ReadOptions = {},
): AsyncGenerator<Offered> {
  const prefix = openS3Prefix(url, server);
  let ordinal = 0;
  for await (const { key, bytes } of orNotFound(prefix.list(signal), url)) {
    signal?.throwIfAborted();
    if (ordinal >= MAX_ENTRIES) {
      yield { path: url, ordinal, passed: 1, ...tooManyEntries };
      return;
    }
    const offered = offer(prefix, key, bytes, ordinal, signal);
    if (offered && !skip?.(ordinal)) yield offered;
    ordinal++;
  }
}

function offer(
  prefix: S3Prefix,
  key: string,
  bytes: number,
  ordinal: number,
  signal: AbortSignal | undefined,
): Offered | undefined {
  const name = key.slice(prefix.folder.length).replace(/^\/+/, '');
  // Programs that show keys as folders make an empty object for each.
  const judged = judgeEntry({ name, kind: name === '' || name.endsWith('/') ? 'folder' : 'file', bytes });
  if (!judged) return undefined;
  const { path, refusal } = judged;
  if (refusal) return { path, ordinal, passed: null, ...refusal };
  return { path, ordinal, passed: null, declaredBytes: bytes, read: () => readBounded(prefix, key, signal) };
}

async function readBounded(
  prefix: S3Prefix,
  key: string,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const body = await prefix.stream(key, signal).catch((cause: unknown) => {
    if (!isRefusal(cause)) throw cause;
    const reason = 'The object is gone or may not be read: give the right to read it.';
    throw new AppError('invalid', 'unreadable', reason, { cause });
  });
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body as AsyncIterable<Uint8Array>) {
    pieces.push(piece);
    length += piece.length;
    if (length > MAX_IMAGE_BYTES) {
      const message = 'The object was changed while it was read, and is too large now: import it again.';
      throw new AppError('too-large', 'file-too-large', message);
    }
  }
  return Buffer.concat(pieces);
}

async function* orNotFound<Value>(values: AsyncGenerator<Value>, url: string): AsyncGenerator<Value> {
  try {
    yield* values;
  } catch (cause) {
    if (!isRefusal(cause)) throw cause;
    throw new AppError(
      'not-found',
      'prefix-not-found',
      `There is no ${url}, or the server may not list it: check its name, and the credentials that the server runs with.`,
      { cause },
    );
  }
}

/** Whether the server answered, and said no; anything else is for another try. */
function isRefusal(error: unknown): boolean {
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode ?? 0;
  return status >= 400 && status < 500 && status !== 429;
}
