import { atMostEvery } from '#lib/core/at-most-every';
import { AppError } from '#lib/core/errors';
import { imageKey } from '#lib/images/image-keys';
import { config } from '#lib/infra/config';
import { db } from '#lib/infra/db/client';
import { log } from '#lib/infra/log';
import { storage } from '#lib/infra/storage';
import { type ExplainOptions, explainImage } from '#lib/scoring/explain/explain-image';
import { scoringBudget } from './scoring-capacity.ts';
import { readSubmissionTask } from './submission-task.ts';
import { withModelMemory } from './warm-models.ts';

const PROGRESS_EVERY_MS = 1000;

/** Runs a submission's model over an image, sealed as in its scoring. Throws as `explainImage`. */
export async function explainWith(
  submissionId: string,
  image: Uint8Array,
  how: Pick<ExplainOptions, 'seed' | 'onProgress' | 'signal'> & { synsetId?: string },
) {
  const task = await readSubmissionTask(submissionId);
  const { model, preprocess, labels, classes, batch } = task;
  const label = how.synsetId === undefined ? -1 : classes.indexOf(how.synsetId);
  const budget = scoringBudget(task);
  return withModelMemory(budget.memoryMb, async () => {
    const explained = await explainImage({
      ...how,
      model,
      preprocess,
      labels,
      classes,
      batch,
      image,
      label: label === -1 ? undefined : label,
      budget,
      isolation: config().SCORER_ISOLATION,
    });
    return { ...explained, classes };
  });
}

/**
 * Works out an explanation and keeps it. What goes wrong is kept too and told; it may be asked for again. A worker that is going puts it
 * back and throws, so that another takes it up. Does nothing where it is done.
 */
export async function runExplanation(id: string, going: AbortSignal): Promise<void> {
  const row = await db().explanation.findUnique({
    where: { id },
    include: {
      image: { select: { sha256: true, takedownId: true } },
      submission: { select: { entry: { select: { challenge: { select: { versionId: true } } } } } },
    },
  });
  if (!row || row.state === 'done') return;
  const { submissionId, imageId, image } = row;
  await db().explanation.update({ where: { id }, data: { state: 'running', problem: null } });
  try {
    const bytes = image.takedownId === null ? await storage().get(imageKey(image.sha256)) : undefined;
    if (!bytes) throw new AppError('gone', 'image-not-public', 'The image was taken down. Choose another.');
    const label = await db().versionImage.findUnique({
      where: { versionId_imageId: { versionId: row.submission.entry.challenge.versionId, imageId } },
      select: { synsetId: true },
    });
    const { explanation } = await explainWith(submissionId, bytes, {
      // The same for every model, so that two of them on one image were asked the same.
      seed: image.sha256,
      synsetId: label?.synsetId ?? undefined,
      signal: going,
      onProgress: atMostEvery(PROGRESS_EVERY_MS, ({ done, total, secondsLeft }) => {
        const data = { runsDone: done, runsTotal: total, secondsLeft };
        // A database that does not answer for a moment is no reason to throw the work away.
        void db()
          .explanation.updateMany({ where: { id, state: 'running' }, data })
          .catch(() => {});
      }),
    });
    const { runs } = explanation;
    const answer = JSON.parse(JSON.stringify(explanation));
    const done = { state: 'done', runsDone: runs, runsTotal: runs, secondsLeft: null, answer } as const;
    await db().explanation.update({ where: { id }, data: done });
  } catch (error) {
    if (going.aborted) {
      await db().explanation.update({ where: { id }, data: { state: 'queued', secondsLeft: null } });
      throw error;
    }
    const problem = problemOf(error);
    if (problem.fault)
      log.error(
        { explanation: id, error: error instanceof Error ? error.stack : error },
        'explanation failed',
      );
    const failed = { state: 'failed', secondsLeft: null, problem: problem.message } as const;
    await db().explanation.update({ where: { id }, data: failed });
  }
}

/** What of an error a person is told, and whether the fault is ours. */
export function problemOf(error: unknown): { code: string; message: string; fault: boolean } {
  if (error instanceof AppError && error.kind !== 'unavailable') {
    return { code: error.code, message: error.message, fault: false };
  }
  return { code: 'internal', message: 'A fault of ours ended it. Ask again.', fault: true };
}
