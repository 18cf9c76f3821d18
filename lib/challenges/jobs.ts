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

/**
 * Seals a submission's model, measures how it is best run and shares its images out: the flow of `scoreShardJob`s and,
 * after them, `reduceSubmissionJob`.
 */
export const beginScoringJob = defineJob({
  name: 'begin-scoring',
  queue: 'scoring',
  payload: submission,
  attempts: 5,
  backoffMs: 1000,
  // What has begun is ended before the next begins.
  priority: 1,
});

/** Runs the model over one part of the held-out images. */
export const scoreShardJob = defineJob({
  name: 'score-shard',
  queue: 'scoring',
  payload: submission.extend({ shard: z.int().nonnegative() }),
  attempts: 5,
  backoffMs: 1000,
});

/** Computes the scores of a challenge, or of one of its submissions, again out of the kept predictions. */
export const rescoreJob = defineJob({
  name: 'rescore',
  queue: 'datasets',
  payload: z.object({ challenge: z.string(), submissionId: z.uuid().optional() }),
  attempts: 5,
  backoffMs: 5000,
});

/** Sends what people are to be told, and finds phases that are about to close and results that are out. */
export const deliverNoticesJob = defineJob({ name: 'deliver-notices', queue: 'upkeep', payload: nothing });

export const DELIVER_NOTICES_EVERY_MS = 15_000;

/** Measures what part of a model's time goes where, for the page of its submission; its score does not wait for it. */
export const profileNetworkJob = defineJob({
  name: 'profile-network',
  queue: 'scoring',
  payload: submission,
  priority: 2,
});

/** Works out why a submission answers as it does on an image. After all scoring: a reader can wait, a contest cannot. */
export const explainImageJob = defineJob({
  name: 'explain-image',
  queue: 'scoring',
  payload: z.object({ explanationId: z.uuid() }),
  attempts: 3,
  priority: 3,
});

/** The same of an image that who asks holds until a worker takes it over: `ticket` names the way that it goes (`openPassage`). */
export const explainPassingJob = defineJob({
  name: 'explain-passing',
  queue: 'scoring',
  payload: submission.extend({ ticket: z.uuid() }),
  attempts: 3,
  priority: 3,
});

/** Runs a model over images of train and val, to find labels that may be wrong. After all else: nobody waits for it. */
export const predictPublicJob = defineJob({
  name: 'predict-public',
  queue: 'scoring',
  payload: submission,
  attempts: 3,
  backoffMs: 5000,
  priority: 4,
});

/** Sums the score out of what all shards answered. */
export const reduceSubmissionJob = defineJob({
  name: 'reduce-submission',
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
