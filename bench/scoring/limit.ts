import { availableParallelism } from 'node:os';
import { decodeImage } from '#lib/scoring/pixels/decode-image';
import { applyPixelPlan, type PixelPlan } from '#lib/scoring/pixels/preprocess-image';
import type { Count } from './count.ts';

const THREADS = availableParallelism();

/** onnxruntime alone, fed with one ready tensor over and over; `slice` runs it for some seconds. */
export interface RuntimeAlone {
  slice(seconds: number): Promise<Count>;
  close(): Promise<void>;
}

/** Opens a model in this process, as onnxruntime runs it by itself. */
export async function openRuntime(model: Uint8Array, shape: readonly number[]): Promise<RuntimeAlone> {
  process.env.ORT_DISABLE_TELEMETRY = '1';
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  const session = await InferenceSession.create(model, { intraOpNumThreads: THREADS, interOpNumThreads: 1 });
  const values = new Float32Array(shape.reduce((product, size) => product * size, 1)).map(() =>
    Math.random(),
  );
  const feeds = { [session.inputNames[0] as string]: new Tensor('float32', values, shape) };
  await session.run(feeds);
  return {
    slice: async (seconds) => {
      // The first run wakes the threads.
      await session.run(feeds);
      const start = performance.now();
      let images = 0;
      while (performance.now() - start < seconds * 1000) {
        await session.run(feeds);
        images += shape[0] as number;
      }
      return { images, seconds: (performance.now() - start) / 1000 };
    },
    close: () => session.release(),
  };
}

/** What decoding these files and resampling them costs, each timed alone with the whole machine busy. */
export async function preprocessingAlone(
  files: readonly Uint8Array[],
  plan: PixelPlan,
): Promise<{ decode: Count; resample: Count }> {
  const channels = plan.channels === 'L' ? 1 : 3;
  const decodeStart = performance.now();
  let next = 0;
  const decoded: Awaited<ReturnType<typeof decodeImage>>[] = [];
  const worker = async () => {
    while (next < files.length) decoded.push(await decodeImage(files[next++] as Uint8Array, channels));
  };
  await Promise.all(Array.from({ length: 2 * THREADS + 4 }, worker));
  const resampleStart = performance.now();
  for (const image of decoded) applyPixelPlan(image, plan);
  const images = files.length;
  return {
    decode: { images, seconds: (resampleStart - decodeStart) / 1000 },
    // It is timed on one core; the whole machine could do one image a core.
    resample: { images, seconds: (performance.now() - resampleStart) / 1000 / THREADS },
  };
}
