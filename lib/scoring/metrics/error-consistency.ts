import { compareBits } from './image-bits.ts';

/** How alike two models are in what they get right and wrong. */
export interface ErrorConsistency {
  /** The share of images that both have right or both have wrong. */
  agreement: number;
  /**
   * By how much that is more than two models of their errors would agree by chance: 0 as chance has it, 1 always. Null where
   * chance alone makes them agree always.
   */
  kappa: number | null;
}

/**
 * Error consistency (Geirhos, Meding and Wichmann 2020): Cohen's kappa over whether each image is right,
 * (c_obs - c_exp) / (1 - c_exp), c_exp = p q + (1 - p)(1 - q) for models that have the shares p and q right. `first` and
 * `second` are bits of the same `images`.
 */
export function errorConsistency(first: Uint8Array, second: Uint8Array, images: number): ErrorConsistency {
  const { onlyFirst, onlySecond, both } = compareBits(first, second);
  const agreement = (images - onlyFirst - onlySecond) / images;
  const [p, q] = [(both + onlyFirst) / images, (both + onlySecond) / images];
  const expected = p * q + (1 - p) * (1 - q);
  return { agreement, kappa: expected === 1 ? null : (agreement - expected) / (1 - expected) };
}
