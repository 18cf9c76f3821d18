import { db } from '#lib/infra/db/client';
import { isFinal, type SubmissionState } from '../submission-state.ts';

/** How a submission stands at a moment. */
export interface SubmissionStatus {
  state: SubmissionState;
  /** Its place in the queue, from 1; null once a worker scores it or it is final. */
  place: number | null;
  imagesDone: number;
  imagesTotal: number;
  /** What is left of the scoring at its pace; null where that is not known. */
  secondsLeft: number | null;
  /** Why it was refused or failed. */
  problem: { code: string; message: string } | null;
}

/** How a submission stands now. */
export async function readStatus(id: string): Promise<SubmissionStatus> {
  const row = await db().submission.findUniqueOrThrow({
    where: { id },
    select: {
      state: true,
      createdAt: true,
      progressDone: true,
      progressTotal: true,
      secondsLeft: true,
      problemCode: true,
      problemMessage: true,
    },
  });
  const waits = !isFinal(row.state) && row.state !== 'scoring';
  return {
    state: row.state,
    place: waits ? 1 + (await countAhead(id, row.createdAt)) : null,
    imagesDone: row.progressDone,
    imagesTotal: row.progressTotal,
    secondsLeft: row.secondsLeft,
    problem:
      row.problemCode === null
        ? null
        : { code: row.problemCode, message: row.problemMessage ?? row.problemCode },
  };
}

/** How many submissions that came before this one are not over. */
function countAhead(id: string, createdAt: Date): Promise<number> {
  return db().submission.count({
    where: {
      state: { in: ['uploaded', 'checking', 'queued', 'scoring'] },
      OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }],
    },
  });
}
