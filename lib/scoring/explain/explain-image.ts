import type { PixelImage } from '../pixels/pixel-image.ts';
import { preprocessImage } from '../pixels/preprocess-image.ts';
import { emptyPredictions, recordAnswer } from '../predictions/predictions.ts';
import { checkScores, checkSize } from '../run/check-answers.ts';
import { planScoring, type ScoringRequest } from '../run/plan-scoring.ts';
import type { Isolation } from '../sealed/isolation-layers.ts';
import { openSealedModel } from '../sealed/sealed-model.ts';
import type { Budget } from '../sealed/sealed-process.ts';
import type { ImageExplanation } from './image-explanation.ts';
import { heatRuns, mapHeat } from './map-heat.ts';
import { classProbabilities, probabilityForm } from './probabilities.ts';

export interface ExplainOptions extends ScoringRequest {
  /** The image's file. */
  image: Uint8Array;
  /** The class number of its label, where it has one of the challenge. */
  label?: number;
  /** Decides the random masks, together with nothing else. */
  seed: string;
  /** Images at once, as its scoring gave them; a model that fixes its batch is given that many. */
  batch: number | null;
  /** Of its seconds no more than two minutes are used. */
  budget: Budget;
  isolation: Isolation;
  onProgress?(progress: ExplainProgress): void;
  signal?: AbortSignal;
}

export interface ExplainProgress {
  done: number;
  total: number;
  secondsLeft: number;
}

/** Random masks, as many as leave little noise; a slow model gets as many as its time allows, halved from here. */
const MASKS = 500;
const FEWEST_MASKS = 31;
/** Seconds of model time that an explanation may take, and the share that its foreseen runs may fill. */
const MOST_SECONDS = 120;
const FILLED = 0.7;
const USUAL_BATCH = 16;

/** How many random masks a model gets that takes so many seconds an image. */
function masksWithin(seconds: number, image: PixelImage, budget: number): number {
  let masks = MASKS;
  while (masks > FEWEST_MASKS && heatRuns(image, masks) * seconds > budget * FILLED)
    masks = Math.floor(masks / 2);
  return masks;
}

/**
 * Says why a model answers as it does on one image: its best guesses as probabilities, and for each the map of the pixels that
 * made it, by occlusion and by RISE. The model runs sealed as in scoring; the image leaves this function nowhere.
 *
 * Gives the pixels that the model saw too. Throws as `scoreImages`: AppError with a code of MODEL_REFUSAL_CODES where the model is
 * at fault, `image-unreadable` where the image is; the signal's reason when aborted.
 */
export async function explainImage(
  options: ExplainOptions,
): Promise<{ explanation: ImageExplanation; shown: PixelImage }> {
  const { label, seed, isolation, onProgress, signal } = options;
  signal?.throwIfAborted();
  const plan = planScoring(options);
  const { resize, resample, crop, channels, height, width } = plan.preprocess;
  const pixels = { resize, resample, crop, channels };
  const shown = await preprocessImage(options.image, pixels);
  checkSize(plan, shown);
  const budget = { ...options.budget, seconds: Math.min(options.budget.seconds, MOST_SECONDS) };
  const sealed = await openSealedModel({ model: options.model, plan: plan.tensor, budget, isolation });
  const stop = () => void sealed.close();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    signal?.throwIfAborted();
    const batch = plan.fixedBatch ?? options.batch ?? USUAL_BATCH;
    // As in scoring: where the size follows from the image, so does the batch.
    const size = height !== null && width !== null ? batch : null;
    const answer = async (
      images: readonly Uint8Array[],
    ): Promise<{ rows: Float32Array[]; seconds: number }> => {
      const scored = await sealed.run({
        images,
        height: shown.height,
        width: shown.width,
        size: plan.fixedBatch ?? size ?? images.length,
      });
      checkScores(plan, scored, 0);
      const rows = images.map((_, row) =>
        scored.scores.subarray(row * scored.width, (row + 1) * scored.width),
      );
      return { rows, seconds: scored.seconds };
    };

    const [row] = (await answer([shown.data])).rows as [Float32Array];
    const form = probabilityForm(row);
    const whole = classProbabilities(row, plan.columns, form);
    const predictions = emptyPredictions(1, plan.columns.length);
    recordAnswer(predictions, 0, row, plan.columns, null);
    const best = [...predictions.top].filter((number) => number >= 0);
    const asked = label === undefined || best.includes(label) ? best : [...best, label];

    // The first run of a network also plans its memory.
    const { seconds } = await answer(new Array<Uint8Array>(batch).fill(shown.data));
    const masks = masksWithin(seconds / batch, shown, budget.seconds);
    const started = performance.now();
    const heat = await mapHeat(shown, {
      whole: asked.map((number) => whole[number] as number),
      predict: async (images) => {
        signal?.throwIfAborted();
        const { rows } = await answer(images);
        return rows.map((each) => {
          const probabilities = classProbabilities(each, plan.columns, form);
          return asked.map((number) => probabilities[number] as number);
        });
      },
      batch,
      masks,
      seed,
      onProgress: (done, total) => {
        const elapsed = (performance.now() - started) / 1000;
        onProgress?.({ done, total, secondsLeft: (elapsed / done) * (total - done) });
      },
    });
    return {
      shown,
      explanation: {
        form,
        guesses: best.map((number) => ({ number, probability: whole[number] as number })),
        maps: asked.map((number, at) => ({
          number,
          probability: whole[number] as number,
          ...(heat[at] as (typeof heat)[number]),
        })),
        masks,
        runs: heatRuns(shown, masks),
        height: shown.height,
        width: shown.width,
        pixels,
      },
    };
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    await sealed.close();
  }
}
