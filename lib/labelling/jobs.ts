import { z } from 'zod';
import { defineJob } from '#lib/jobs/job';

/** Gives the units of leases that are over back to everybody. */
export const expireLeasesJob = defineJob({
  name: 'expire-leases',
  queue: 'upkeep',
  payload: z.object({}),
});

/** How often `expireLeasesJob` runs, in milliseconds. */
export const EXPIRE_LEASES_EVERY_MS = 60_000;
