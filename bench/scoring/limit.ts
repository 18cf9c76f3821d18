import { availableParallelism } from 'node:os';
import type { PixelImage } from '#lib/scoring/pixels/pixel-image';

const THREADS = availableParallelism();

/** Images a second of onnxruntime alone, fed with one ready tensor over and over for `seconds`. */
export async function runtimeAlone(model: Uint8Array, shape: number[], seconds: number): Promise<number> {
  process.env.ORT_DISABLE_TELEMETRY = '1';
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  const session = await InferenceSession.create(model, { intraOpNumThreads: THREADS, interOpNumThreads: 1 });
  const values = new Float32Array(shape.reduce((product, size) => product * size, 1)).map(() =>
    Math.random(),
  );
  const feeds = { [session.inputNames[0] as string]: new Tensor('float32', values, shape) };
  await session.run(feeds);
  let images = 0;
  const start = performance.now();
  while (performance.now() - start < seconds * 1000) {
    await session.run(feeds);
    images += shape[0] as number;
  }
  const rate = images / ((performance.now() - start) / 1000);
  await session.release();
  return rate;
}

/** Seconds that `work` on all items takes, as many at a time as there are cores. */
export async function secondsFor<T>(
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
): Promise<number> {
  const start = performance.now();
  let next = 0;
  const worker = async () => {
    while (next < items.length) await work(items[next++] as T);
  };
  await Promise.all(Array.from({ length: THREADS + 2 }, worker));
  return (performance.now() - start) / 1000;
}

/** Keeps pixels in memory, so that a warm run is measured without a disk. */
export class PixelsInMemory {
  readonly #images = new Map<number, PixelImage>();

  async get(position: number): Promise<PixelImage | null> {
    return this.#images.get(position) ?? null;
  }
  async put(position: number, image: PixelImage): Promise<void> {
    this.#images.set(position, image);
  }
}
