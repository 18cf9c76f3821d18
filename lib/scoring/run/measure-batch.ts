import type { SealedModel } from '../sealed/sealed-model.ts';

/** What bounds the search for a batch. */
export interface BatchLimits {
  /** Images that there are to score. */
  images: number;
  memoryMb: number;
  /** Seconds that the search may take. */
  seconds: number;
}

const LARGEST = 128;
/** Bytes of pixels in a batch. */
const MOST_BYTES = 32 * 1024 ** 2;
/** A larger batch has to be this much faster, so that noise does not choose it. */
const GAIN = 1.05;
/** The share of the memory budget that a batch is foreseen to fill at most. */
const MEMORY_SHARE = 0.7;

/**
 * Finds the number of images a batch at which the network is fastest: doubles it while that gains more than noise, within
 * the model's memory and a few seconds. Measured on black images, so the labels and the split play no part.
 */
export async function measureBatchSize(
  sealed: SealedModel,
  image: { height: number; width: number; bytes: number },
  limits: BatchLimits,
): Promise<number> {
  const black = new Uint8Array(image.bytes);
  const most = Math.min(LARGEST, limits.images, Math.floor(MOST_BYTES / image.bytes));
  let best = { size: 1, rate: 0 };
  let memoryBefore = sealed.usage().peakMemoryMb;
  for (let size = 1, spent = 0; size === 1 || size <= most; size *= 2) {
    const images = new Array<Uint8Array>(size).fill(black);
    const batch = { images, height: image.height, width: image.width, size, trial: true };
    // The first run of a shape also plans its memory.
    const first = await sealed.run(batch);
    const start = performance.now();
    const { seconds } = await sealed.run(batch);
    spent += first.seconds + seconds;
    // With what sending a batch and its answer costs, which many small batches pay more often.
    const rate = size / ((performance.now() - start) / 1000);
    if (rate > best.rate * GAIN) best = { size, rate };
    else if (size >= best.size * 4) break;

    const memory = sealed.usage().peakMemoryMb;
    const foreseen = memory + 2 * (memory - memoryBefore);
    memoryBefore = memory;
    if (foreseen > limits.memoryMb * MEMORY_SHARE || spent + 4 * seconds > limits.seconds) break;
  }
  return best.size;
}
