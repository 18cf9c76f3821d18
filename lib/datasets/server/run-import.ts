import { AppError } from '#lib/core/errors';
import type { FetchRules } from '#lib/images/server/fetch-image';
import { commitBatch } from './commit-batch.ts';
import { endImport, failImport } from './end-import.ts';
import { takeBatch } from './import-batch.ts';
import { type ImportRun, keepAlive, RunEnded, releaseImport, takeImport } from './import-run.ts';
import { sourcesOf } from './import-source.ts';
import { openImportSource } from './open-import-source.ts';
import { oneAhead, readBatches, twoAtOnce } from './read-batches.ts';

/**
 * Takes in what an import's source offers, from where an earlier run stopped: a run that is killed is gone on with by another,
 * and nothing is added twice. Of two batches one is decoded while the rows of the other are made, the next one is read and the one before
 * is entered; what stands in memory is the batches at hand, however large the source is. One that is over, or that another run is at, is left alone. A source that
 * cannot be read fails the import with its reason; a fault of ours is thrown, so that the queue tries again.
 */
export async function runImport(
  id: string,
  going: AbortSignal,
  fetchRules: Partial<FetchRules> = {},
): Promise<void> {
  const run = await takeImport(id);
  if (!run) return;
  const ended = new AbortController();
  const stopBeats = keepAlive(run, (why) => ended.abort(why));
  try {
    await readAll(run, AbortSignal.any([going, ended.signal]), fetchRules);
    await endImport(run);
  } catch (error) {
    if (error instanceof RunEnded || ended.signal.aborted) return;
    if (error instanceof AppError && !going.aborted) {
      await failImport(id, error);
      return;
    }
    await releaseImport(run);
    throw error;
  } finally {
    stopBeats();
  }
}

async function readAll(run: ImportRun, signal: AbortSignal, fetchRules: Partial<FetchRules>): Promise<void> {
  const sourceOf = sourcesOf(run.options.source, run.dataset.licenses);
  const skip = (ordinal: number) => ordinal < run.nextOrdinal;
  const source = await openImportSource(run, { skip, signal }, fetchRules);
  let committing: Promise<void> = Promise.resolve();
  let since = performance.now();
  try {
    const batches = oneAhead(readBatches(source.offered, run.nextOrdinal));
    for await (const outcome of twoAtOnce(batches, (entries) => takeBatch(entries, sourceOf))) {
      signal.throwIfAborted();
      await committing;
      signal.throwIfAborted();
      const now = performance.now();
      committing = commitBatch(run, outcome, (now - since) / 1000);
      // Told where it is awaited.
      committing.catch(() => {});
      since = now;
    }
    await committing;
  } finally {
    await committing.catch(() => {});
    await source.close();
  }
}
