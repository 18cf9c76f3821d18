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

/** Has a model vote in the campaign that it assists. Submissions to challenges go first. */
export const runAssistantJob = defineJob({
  name: 'run-assistant',
  queue: 'scoring',
  payload: z.object({ assistantId: z.uuid() }),
  attempts: 5,
  backoffMs: 2000,
  priority: 3,
});

/** Puts assistants back into the queue that lost them. */
export const recoverAssistantsJob = defineJob({
  name: 'recover-assistants',
  queue: 'upkeep',
  payload: z.object({}),
});

/** How often `recoverAssistantsJob` runs, in milliseconds. */
export const RECOVER_ASSISTANTS_EVERY_MS = 60_000;

/** Makes settled units gold whose answer is beyond doubt. */
export const chooseGoldJob = defineJob({
  name: 'choose-gold',
  queue: 'upkeep',
  payload: z.object({}),
});

/** How often `chooseGoldJob` runs, in milliseconds. */
export const CHOOSE_GOLD_EVERY_MS = 3_600_000;
