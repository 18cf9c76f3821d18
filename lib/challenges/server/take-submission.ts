import { db } from '#lib/infra/db/client';
import { type Stage, waitingFor } from '../submission-state.ts';
import { putBackSubmission } from './put-back-submission.ts';
import { lockSubmission, stepSubmission } from './step-submission.ts';

/**
 * Takes a submission for a stage and gives the number of the try, or undefined where it does not wait for that stage
 * (it was cancelled, or another worker had done it). One found in the stage already is taken over: the queue gives a
 * job a second time only when the worker that had it is gone, and should that one live it finds that the try is no
 * longer its own. One that is shared out into shards is left alone.
 */
export function takeSubmission(id: string, stage: Stage): Promise<number | undefined> {
  return db().$transaction(async (tx) => {
    const submission = await lockSubmission(tx, id);
    if (submission.state === stage) {
      if ((await tx.submissionShard.count({ where: { submissionId: id } })) > 0) return undefined;
      await putBackSubmission(tx, submission, stage, 'Its worker was gone; another took it up.');
    }
    if (submission.state !== waitingFor[stage]) return undefined;
    const attempt = submission.attempt + 1;
    const progress = { progressDone: 0, progressTotal: 0, secondsLeft: null };
    await stepSubmission(tx, submission, stage, { attempt, ...progress });
    return attempt;
  });
}
