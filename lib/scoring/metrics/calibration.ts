/** Bins of confidence, as in Guo et al. 2017. */
const BINS = 15;
/** The smallest probability that counts in a logarithm: one step of float32 below 1, as scikit-learn clips it. */
const SMALLEST = 2 ** -23;

/** The cost of a probability given to the truth: -ln p, p kept off 0. */
export function logLossOf(probability: number): number {
  return -Math.log(Math.min(1, Math.max(SMALLEST, probability)));
}

/**
 * Expected calibration error (Naeini et al. 2015; Guo et al. 2017): over 15 bins of equal width, the mean difference
 * between how sure the model was and how often it was right, weighted by the images in the bin.
 */
export function expectedCalibrationError(images: readonly { confidence: number; right: boolean }[]): number {
  const bins = Array.from({ length: BINS }, () => ({ confidence: 0, right: 0 }));
  for (const { confidence, right } of images) {
    const bin = bins[Math.min(BINS - 1, Math.max(0, Math.ceil(confidence * BINS) - 1))];
    if (!bin) continue;
    bin.confidence += confidence;
    bin.right += right ? 1 : 0;
  }
  return bins.reduce((sum, bin) => sum + Math.abs(bin.confidence - bin.right), 0) / images.length;
}
