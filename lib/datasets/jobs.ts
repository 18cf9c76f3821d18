import { z } from 'zod';
import { defineJob } from '#lib/jobs/job';

/** Freezes a version that was asked for. */
export const freezeVersionJob = defineJob({
  name: 'freeze-version',
  queue: 'datasets',
  payload: z.object({ versionId: z.uuid() }),
  attempts: 5,
  backoffMs: 2000,
});

/** Puts freezes back into the queue that lost them, and gives versions of old their Merkle root. */
export const recoverFreezesJob = defineJob({
  name: 'recover-freezes',
  queue: 'upkeep',
  payload: z.object({}),
});

/** How often `recoverFreezesJob` runs, in milliseconds. */
export const RECOVER_FREEZES_EVERY_MS = 30_000;

/** Takes in the images of an import. It may go on for hours, so it has a queue of its own: nothing else waits behind it. */
export const runImportJob = defineJob({
  name: 'run-import',
  queue: 'imports',
  payload: z.object({ importId: z.uuid() }),
  attempts: 5,
  backoffMs: 2000,
});

/** Puts imports back into the queue that lost them, and removes uploads that nobody needs. */
export const recoverImportsJob = defineJob({
  name: 'recover-imports',
  queue: 'upkeep',
  payload: z.object({}),
});

/** How often `recoverImportsJob` runs, in milliseconds. */
export const RECOVER_IMPORTS_EVERY_MS = 30_000;

/** Writes an export of a version. Beside imports it has a queue of its own, for it may take hours too. */
export const runExportJob = defineJob({
  name: 'run-export',
  queue: 'exports',
  payload: z.object({ exportId: z.uuid() }),
  attempts: 5,
  backoffMs: 2000,
});

/** Puts exports back into the queue that lost them, and removes half-written blobs that nobody writes any more. */
export const recoverExportsJob = defineJob({
  name: 'recover-exports',
  queue: 'upkeep',
  payload: z.object({}),
});

/** How often `recoverExportsJob` runs, in milliseconds. */
export const RECOVER_EXPORTS_EVERY_MS = 30_000;

/** Removes the bytes of what was taken down, and computes scores again. */
export const finishTakedownJob = defineJob({
  name: 'finish-takedown',
  queue: 'datasets',
  payload: z.object({ takedownId: z.number().int() }),
  attempts: 5,
  backoffMs: 2000,
});

/** Puts takedowns back into the queue that lost them. */
export const recoverTakedownsJob = defineJob({
  name: 'recover-takedowns',
  queue: 'upkeep',
  payload: z.object({}),
});

/** How often `recoverTakedownsJob` runs, in milliseconds. */
export const RECOVER_TAKEDOWNS_EVERY_MS = 30_000;
