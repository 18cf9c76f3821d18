import type { PixelImage } from '../pixels/pixel-image.ts';
import { refuseModel } from '../refusals.ts';
import type { PixelBatch, ScoreBatch, SealedModel } from '../sealed/sealed-model.ts';
import type { ScoringPlan } from './plan-scoring.ts';

/** Refuses pixels that a fixed input does not take: `preprocess-image-size`. */
export function checkSize(plan: ScoringPlan, image: PixelImage): void {
  const { height, width } = plan.preprocess;
  if ((height ?? image.height) === image.height && (width ?? image.width) === image.width) return;
  throw refuseModel(
    'preprocess-image-size',
    `An image came out ${image.height} high and ${image.width} wide, but the input "${plan.tensor.input}" takes ${height ?? 'any'} by ${width ?? 'any'}. Add do_resize with size, or do_center_crop, to the preprocess file.`,
  );
}

/**
 * Refuses scores of another number than outputs are needed (`output-shape`), and scores that are no finite numbers
 * (`model-not-finite`).
 */
export function checkScores(plan: ScoringPlan, batch: ScoreBatch, imagesDone: number): void {
  if (batch.width !== plan.width) {
    throw refuseModel(
      'output-shape',
      `The output "${plan.tensor.output}" has ${batch.width} scores an image; ${plan.width} are needed: ${plan.widthIs}. Export a model with that many.`,
    );
  }
  const wrong = batch.scores.findIndex((score) => !Number.isFinite(score));
  if (wrong === -1) return;
  const image = imagesDone + Math.floor(wrong / batch.width) + 1;
  throw refuseModel(
    'model-not-finite',
    `The model's score ${(wrong % batch.width) + 1} for image ${image} is ${batch.scores[wrong]}; scores must be finite numbers. Check the preprocessing, and that float16 does not overflow.`,
    { image },
  );
}

/** How far scores may differ, relative to the largest, when only the order of sums differs. */
const ROUNDING = 1e-3;

/**
 * Scores a batch again, as it was and with its images one place on. Refuses a model whose answers change between two runs
 * of the same batch (`model-not-repeatable`), or depend on which images stand beside an image (`model-mixes-images`), as
 * batch normalisation in training mode does: its digits would depend on how the images are shared out. Gives the seconds that the
 * second run took.
 */
export async function checkRepeats(
  sealed: SealedModel,
  plan: ScoringPlan,
  batch: PixelBatch,
  first: ScoreBatch,
): Promise<number> {
  const count = batch.images.length;
  const { width, scores } = first;
  const second = await sealed.runAgain(count);
  if (!scores.every((score, i) => Object.is(score, second.scores[i]))) {
    throw refuseModel(
      'model-not-repeatable',
      `The model answered the same ${count} images differently when run again; every answer must be the same each time. Export it in evaluation mode, without dropout or random operators (output "${plan.tensor.output}").`,
      { imagesDone: count },
    );
  }
  if (batch.size === 1) return second.seconds;
  const images =
    count === 1
      ? [...batch.images, ...batch.images]
      : [...batch.images.slice(1), batch.images[0] as Uint8Array | number];
  const turned = await sealed.run({ ...batch, images, trial: true });
  const largest = scores.reduce((most, score) => Math.max(most, Math.abs(score)), 1);
  const mixes = scores.some((score, i) => {
    const place = (Math.floor(i / width) + images.length - 1) % images.length;
    const other = turned.scores[place * width + (i % width)] as number;
    return !(Math.abs(other - score) <= ROUNDING * largest);
  });
  if (mixes) {
    throw refuseModel(
      'model-mixes-images',
      `The model's answer for an image changes with the other images of its batch. Export it in evaluation mode (model.eval()), so that batch normalisation uses what it learned, or with a batch of 1.`,
      { imagesDone: count },
    );
  }
  return second.seconds;
}
