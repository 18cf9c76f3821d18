import { AppError } from '#lib/core/errors';
import { isRefused, type Offered, type OfferedFile } from '#lib/images/intake/offered';

const BATCH_FILES = 128;
const BATCH_BYTES = 64 * 1024 * 1024;
/** A list that is read over the network is committed now and then, however slow it is. */
const BATCH_MS = 5_000;
/** Files that are read at once: enough for a disk, and for hosts that answer slowly. */
const READS = 16;
/** What a file is taken to have that does not say it. */
const UNKNOWN_BYTES = 4 * 1024 * 1024;

/** What became of an entry by reading it. */
export type ReadEntry =
  | { file: OfferedFile; bytes: Uint8Array }
  | { path: string; ordinal: number; passed: number | null; code: string; reason: string };

/**
 * Reads what a source offers, in its order, in batches of at most 128 files and 64 MiB, up to 16 files at once: 128 MiB at most
 * for sources that say how long their files are. Leaves out what stands before `from`. An entry that cannot be read is refused.
 */
export async function* readBatches(
  offered: AsyncIterable<Offered>,
  from: number,
): AsyncGenerator<ReadEntry[]> {
  let batch: Promise<ReadEntry>[] = [];
  let bytes = 0;
  let began = performance.now();
  const open = new Set<Promise<unknown>>();
  for await (const entry of offered) {
    if (entry.ordinal < from) continue;
    // What cannot be read for a fault of ours is told where the batch is awaited.
    if (open.size >= READS) await Promise.race(open).catch(() => {});
    const reading = readEntry(entry);
    open.add(reading);
    const over = () => open.delete(reading);
    reading.then(over, over);
    batch.push(reading);
    bytes += isRefused(entry) ? 0 : (entry.declaredBytes ?? UNKNOWN_BYTES);
    if (batch.length < BATCH_FILES && bytes < BATCH_BYTES && performance.now() - began < BATCH_MS) continue;
    yield await Promise.all(batch);
    batch = [];
    bytes = 0;
    began = performance.now();
  }
  if (batch.length > 0) yield await Promise.all(batch);
}

async function readEntry(entry: Offered): Promise<ReadEntry> {
  const { path, ordinal, passed } = entry;
  if (isRefused(entry)) return { path, ordinal, passed, code: entry.code, reason: entry.reason };
  try {
    return { file: entry, bytes: await entry.read() };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { path, ordinal, passed, code: error.code, reason: error.message };
  }
}

/** Has the next value made while this one is worked on. */
export async function* oneAhead<Value>(values: AsyncIterable<Value>): AsyncGenerator<Value> {
  const iterator = values[Symbol.asyncIterator]();
  let next = iterator.next();
  try {
    for (;;) {
      const now = await next;
      if (now.done) return;
      next = iterator.next();
      // Told when it is asked for.
      next.catch(() => {});
      yield now.value;
    }
  } finally {
    await next.catch(() => {});
    await iterator.return?.();
  }
}

/** What becomes of each value by `work`, in their order; work on the next one begins before that on this one is over. */
export async function* twoAtOnce<Value, Result>(
  values: AsyncIterable<Value>,
  work: (value: Value) => Promise<Result>,
): AsyncGenerator<Result> {
  let before: Promise<Result> | undefined;
  try {
    for await (const value of values) {
      const ready = before;
      before = work(value);
      // Told where it is awaited.
      before.catch(() => {});
      if (ready) yield await ready;
    }
    if (before) yield await before;
  } finally {
    await before?.catch(() => {});
  }
}
