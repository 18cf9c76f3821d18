import { parentPort } from 'node:worker_threads';
import { AppError } from '#lib/core/errors';
import { type PixelPlan, preprocessImage } from './preprocess-image.ts';

/** A picture to be worked on in another thread. */
export interface PixelTask {
  id: number;
  bytes: Uint8Array;
  plan: PixelPlan;
}

/** How it came out; an AppError is told by its parts, for classes do not cross threads. */
export type PixelOutcome =
  | { id: number; image: Awaited<ReturnType<typeof preprocessImage>> }
  | { id: number; refusal: { kind: AppError['kind']; code: string; message: string } }
  | { id: number; fault: string };

async function work({ id, bytes, plan }: PixelTask): Promise<PixelOutcome> {
  try {
    return { id, image: await preprocessImage(bytes, plan) };
  } catch (error) {
    if (!(error instanceof AppError)) return { id, fault: String(error) };
    const { kind, code, message } = error;
    return { id, refusal: { kind, code, message } };
  }
}

parentPort?.on('message', async (task: PixelTask) => parentPort?.postMessage(await work(task)));
