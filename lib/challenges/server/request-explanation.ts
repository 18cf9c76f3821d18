import { AppError } from '#lib/core/errors';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { enqueue } from '#lib/jobs/enqueue';
import type { ExplanationView } from '../explanation.ts';
import { explainImageJob } from '../jobs.ts';
import { findExplainedImage } from './find-explained-image.ts';
import { showExplanation } from './get-explanation.ts';

/** Explanations that may wait at once: each takes a model's time, and anybody may ask. */
const MOST_WAITING = 50;

/**
 * Asks for an explanation of what a submission says of an image, unless there is one or one is under way; one that failed is tried
 * again. For everybody. Throws as `findExplainedImage`, and AppError `explanations-full` where too many wait.
 */
export async function requestExplanation(
  person: Person | null,
  submissionId: string,
  sha256: string,
): Promise<ExplanationView> {
  const image = await findExplainedImage(person, submissionId, sha256);
  const key = { submissionId, imageId: image.imageId };
  const found = await db().explanation.findUnique({ where: { submissionId_imageId: key } });
  if (found?.state === 'done') return showExplanation(submissionId, image);
  if (!found || found.state === 'failed') {
    const waiting = await db().explanation.findMany({
      where: { state: 'queued' },
      take: MOST_WAITING,
      select: { id: true },
    });
    if (waiting.length >= MOST_WAITING) {
      throw new AppError(
        'exhausted',
        'explanations-full',
        `${MOST_WAITING} explanations wait to be worked out. Ask again in a minute.`,
      );
    }
  }
  const fresh = { state: 'queued', runsDone: 0, runsTotal: 0, secondsLeft: null, problem: null } as const;
  const { id } = await db().explanation.upsert({
    where: { submissionId_imageId: key },
    create: key,
    // Asked again while it waits or runs, it is only put into the queue once more, which a queue that has it leaves.
    update: found?.state === 'failed' ? fresh : {},
  });
  await enqueue(explainImageJob, { explanationId: id }, `${explainImageJob.name}-${id}`);
  return showExplanation(submissionId, image);
}
