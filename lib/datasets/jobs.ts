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
