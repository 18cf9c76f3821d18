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

/** Estimates reliabilities and consensus of a campaign from all its votes. */
export const estimateCampaignJob = defineJob({
  name: 'estimate-campaign',
  queue: 'datasets',
  payload: z.object({ campaignId: z.uuid() }),
  attempts: 3,
  backoffMs: 5000,
});

/** Finds the campaigns that have votes enough for a new estimate. */
export const findDueEstimatesJob = defineJob({
  name: 'find-due-estimates',
  queue: 'upkeep',
  payload: z.object({}),
});

/** How often `findDueEstimatesJob` runs, in milliseconds. */
export const FIND_DUE_ESTIMATES_EVERY_MS = 60_000;

/** Moves the votes of a labeler to those that count or to those withdrawn, wherever they belong. */
export const moveVotesJob = defineJob({
  name: 'move-votes',
  queue: 'datasets',
  payload: z.object({ campaignId: z.uuid(), userId: z.uuid() }),
  attempts: 5,
  backoffMs: 2000,
});

/** Puts moves of votes back into the queue that lost them. */
export const recoverMovesJob = defineJob({
  name: 'recover-moves',
  queue: 'upkeep',
  payload: z.object({}),
});

/** How often `recoverMovesJob` runs, in milliseconds. */
export const RECOVER_MOVES_EVERY_MS = 60_000;
