import { storableText } from '#lib/core/storable-text';
import { describeAnatomy } from '#lib/scoring/anatomy/network-anatomy';
import { readModel } from '#lib/scoring/onnx/read-model';
import { planScoring } from '#lib/scoring/run/plan-scoring';
import { enqueueStage } from './enqueue-stage.ts';
import { readSubmissionTask } from './submission-task.ts';
import { tryStage } from './try-stage.ts';

/** What a model says of itself as JSON that the database can hold. */
function kept(value: object) {
  const text = JSON.stringify(value, (_, each) => (typeof each === 'string' ? storableText(each) : each));
  return JSON.parse(text);
}

/**
 * Reads a submission's model without running it and says whether it can be scored: then it is queued, else refused with
 * the code and the sentence of what does not fit. What the file says of the network is kept, and its anatomy.
 */
export async function checkSubmission(id: string, signal: AbortSignal): Promise<void> {
  const state = await tryStage(id, 'checking', signal, async () => {
    const task = await readSubmissionTask(id);
    const { description, tensor, preprocess, warnings } = planScoring(task);
    const { height, width } = preprocess;
    const anatomy = describeAnatomy(readModel(task.model), { height, width, channels: tensor.order.length });
    return {
      state: 'queued',
      data: {
        // The tries of the scoring count from here.
        attempt: 0,
        network: kept({
          ...description,
          macs: anatomy.macs,
          input: tensor.input,
          output: tensor.output,
          preprocess,
        }),
        anatomy: kept(anatomy),
        warnings: [...task.warnings, ...warnings],
      },
    };
  });
  if (state === 'queued') await enqueueStage('scoring', id);
}
