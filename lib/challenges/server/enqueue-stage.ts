import { enqueue } from '#lib/jobs/enqueue';
import { beginScoringJob, checkSubmissionJob } from '../jobs.ts';
import type { Stage } from '../submission-state.ts';

/** Puts a submission's job for a stage into the queue, unless it is there. */
export async function enqueueStage(stage: Stage, submissionId: string): Promise<void> {
  const job = stage === 'checking' ? checkSubmissionJob : beginScoringJob;
  await enqueue(job, { submissionId }, `${job.name}-${submissionId}`);
}
