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
/** Of sizes that are as fast as the fastest, but for noise, the smallest is taken. */
const AS_FAST = 0.97;
/** A size that is this much slower than the fastest ends the search. */
const SLOWER = 0.85;
/** A size is run until it took these seconds, thrice at least; the fastest run counts, since only other work slows one. */
const RUN_SECONDS = 0.05;
const RUNS = 3;
/** The share of the memory budget that a batch is foreseen to fill at most. */
const MEMORY_SHARE = 0.7;

/**
 * Finds the number of images a batch at which scoring is fastest, the network and what a batch costs beside it (sending,
 * waking up, answering): doubles it until that slows it down, within the model's memory and a few seconds. Measured on
 * black images, so the labels and the split play no part.
 */
export async function measureBatchSize(
  sealed: SealedModel,
  image: { height: number; width: number; bytes: number },
  limits: BatchLimits,
): Promise<number> {
  const black = new Uint8Array(image.bytes);
  const most = Math.min(LARGEST, limits.images, Math.floor(MOST_BYTES / image.bytes));
  const rates: { size: number; rate: number }[] = [];
  let beside = 0;
  let memoryBefore = sealed.usage().peakMemoryMb;
  for (let size = 1, spent = 0; size === 1 || size <= most; size *= 2) {
    const images = new Array<Uint8Array>(size).fill(black);
    const batch = { images, height: image.height, width: image.width, size, trial: true };
    // The first run of a shape also plans its memory.
    spent += (await sealed.run(batch)).seconds;
    let fastest = Number.POSITIVE_INFINITY;
    for (let runs = 0, taken = 0; runs < RUNS || taken < RUN_SECONDS; runs++) {
      const start = performance.now();
      const { seconds } = await sealed.run(batch);
      const whole = (performance.now() - start) / 1000;
      if (size === 1) beside = runs === 0 ? whole - seconds : Math.min(beside, whole - seconds);
      fastest = Math.min(fastest, seconds);
      taken += whole;
      spent += seconds;
      if (spent + seconds > limits.seconds) break;
    }
    const rate = size / (fastest + beside);
    const best = Math.max(rate, ...rates.map((other) => other.rate));
    rates.push({ size, rate });

    const memory = sealed.usage().peakMemoryMb;
    const foreseen = memory + 2 * (memory - memoryBefore);
    memoryBefore = memory;
    const tooLong = spent + 2 * (RUNS + 1) * fastest > limits.seconds;
    if (rate < best * SLOWER || foreseen > limits.memoryMb * MEMORY_SHARE || tooLong) break;
  }
  const best = Math.max(...rates.map(({ rate }) => rate));
  return rates.find(({ rate }) => rate >= best * AS_FAST)?.size ?? 1;
}
