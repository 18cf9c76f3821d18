import { planScoring } from '#lib/scoring/run/plan-scoring';
import { enqueueStage } from './enqueue-stage.ts';
import { readSubmissionTask } from './submission-task.ts';
import { tryStage } from './try-stage.ts';

/**
 * Reads a submission's model without running it and says whether it can be scored: then it is queued, else refused with
 * the code and the sentence of what does not fit. What the file says of the network is kept.
 */
export async function checkSubmission(id: string, signal: AbortSignal): Promise<void> {
  const state = await tryStage(id, 'checking', signal, async () => {
    const task = await readSubmissionTask(id);
    const { description, tensor, preprocess, warnings } = planScoring(task);
    return {
      state: 'queued',
      data: {
        // The tries of the scoring count from here.
        attempt: 0,
        network: JSON.parse(
          JSON.stringify({ ...description, input: tensor.input, output: tensor.output, preprocess }),
        ),
        warnings: [...task.warnings, ...warnings],
      },
    };
  });
  if (state === 'queued') await enqueueStage('scoring', id);
}
