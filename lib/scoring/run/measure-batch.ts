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
/** Of sizes that are as fast, but for noise, the largest is taken: it costs the fewest messages and switches. */
const AS_FAST = 0.97;
/** A size that is this much slower than the best ends the search. */
const SLOWER = 0.85;
/** The share of the memory budget that a batch is foreseen to fill at most. */
const MEMORY_SHARE = 0.7;

/**
 * Finds the number of images a batch at which the network is fastest: doubles it until that slows it down, within the
 * model's memory and a few seconds, and takes the largest that is as fast as the fastest. Measured on black images, so the labels and the split play no part.
 */
export async function measureBatchSize(
  sealed: SealedModel,
  image: { height: number; width: number; bytes: number },
  limits: BatchLimits,
): Promise<number> {
  const black = new Uint8Array(image.bytes);
  const most = Math.min(LARGEST, limits.images, Math.floor(MOST_BYTES / image.bytes));
  let best = 0;
  let chosen = 1;
  let memoryBefore = sealed.usage().peakMemoryMb;
  for (let size = 1, spent = 0; size === 1 || size <= most; size *= 2) {
    const images = new Array<Uint8Array>(size).fill(black);
    const batch = { images, height: image.height, width: image.width, size, trial: true };
    // The first run of a shape also plans its memory.
    const first = await sealed.run(batch);
    const runs = [await sealed.run(batch), await sealed.run(batch)];
    const seconds = Math.min(...runs.map((run) => run.seconds));
    spent += first.seconds + 2 * seconds;
    const rate = size / seconds;
    best = Math.max(best, rate);
    if (rate >= best * AS_FAST) chosen = size;
    else if (rate < best * SLOWER) break;

    const memory = sealed.usage().peakMemoryMb;
    const foreseen = memory + 2 * (memory - memoryBefore);
    memoryBefore = memory;
    if (foreseen > limits.memoryMb * MEMORY_SHARE || spent + 6 * seconds > limits.seconds) break;
  }
  return chosen;
}
