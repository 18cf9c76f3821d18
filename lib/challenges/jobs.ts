import { z } from 'zod';
import { defineJob } from '#lib/jobs/job';

const submission = z.object({ submissionId: z.uuid() });
const nothing = z.object({});

/** Reads the model's file and says whether it can be scored. Quick, so it does not wait behind the scoring of others. */
export const checkSubmissionJob = defineJob({
  name: 'check-submission',
  queue: 'checking',
  payload: submission,
  attempts: 5,
  backoffMs: 1000,
});

/** Runs the model over the held-out images and sums its score. */
export const scoreSubmissionJob = defineJob({
  name: 'score-submission',
  queue: 'scoring',
  payload: submission,
  attempts: 5,
  backoffMs: 1000,
});

/** Puts back what was left by workers that are gone. */
export const recoverSubmissionsJob = defineJob({
  name: 'recover-submissions',
  queue: 'upkeep',
  payload: nothing,
});

/** How often `recoverSubmissionsJob` runs, in milliseconds. */
export const RECOVER_EVERY_MS = 15_000;
