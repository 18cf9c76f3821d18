import type { Predictions } from '../predictions/predictions.ts';
import { packBits } from './image-bits.ts';

/** Which images a model has right: by its best guess, and by one of its five. */
export interface RightImages {
  top1: Uint8Array<ArrayBuffer>;
  /** Null in a challenge of one class. */
  top5: Uint8Array<ArrayBuffer> | null;
}

/** A score from here on is a yes: 0.5 where every score is a probability, else 0. */
export function yesThreshold(probabilities: boolean): number {
  return probabilities ? 0.5 : 0;
}

/** One bit an image, in the order of the predictions; one whose truth is -1 is not counted and never right. */
export function rightImages(predictions: Predictions, truth: Int32Array): RightImages {
  const { count, classes, guesses, top, scores, probabilities } = predictions;
  if (classes === 1) {
    const threshold = yesThreshold(probabilities);
    const isRight = (image: number) =>
      truth[image] !== -1 && (scores[image] as number) >= threshold === (truth[image] === 1);
    return { top1: packBits(count, isRight), top5: null };
  }
  const placeOf = (image: number) => {
    const actual = truth[image] as number;
    return actual < 0 ? -1 : top.subarray(image * guesses, (image + 1) * guesses).indexOf(actual);
  };
  return {
    top1: packBits(count, (image) => placeOf(image) === 0),
    top5: packBits(count, (image) => placeOf(image) >= 0),
  };
}
