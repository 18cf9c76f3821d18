import { Worker } from 'node:worker_threads';
import { AppError } from '#lib/core/errors';
import type { PixelImage } from './pixel-image.ts';
import type { PixelPlan } from './preprocess-image.ts';
import type { PixelOutcome, PixelTask } from './preprocess-thread.ts';

/** Threads that decode and resample. */
export interface PixelWorkers {
  /** As `preprocessImage`, in another thread. */
  preprocess(bytes: Uint8Array, plan: PixelPlan): Promise<PixelImage>;
  close(): Promise<void>;
}

interface Waiting {
  resolve(image: PixelImage): void;
  reject(error: Error): void;
}

/** One thread and what it was given to do. */
class PixelWorker {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #next = 0;
  #ended: Error | null = null;

  constructor() {
    this.#worker = new Worker(new URL('./preprocess-thread.mjs', import.meta.url));
    this.#worker.unref();
    this.#worker.on('message', (outcome: PixelOutcome) => this.#settle(outcome));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('the thread of the pixels has ended')));
  }

  get load(): number {
    return this.#waiting.size;
  }

  preprocess(bytes: Uint8Array, plan: PixelPlan): Promise<PixelImage> {
    if (this.#ended) return Promise.reject(this.#ended);
    const { resize, resample, crop, channels } = plan;
    const task: PixelTask = { id: this.#next++, bytes, plan: { resize, resample, crop, channels } };
    return new Promise((resolve, reject) => {
      this.#waiting.set(task.id, { resolve, reject });
      this.#worker.postMessage(task);
    });
  }

  #settle(outcome: PixelOutcome): void {
    const waiting = this.#waiting.get(outcome.id);
    this.#waiting.delete(outcome.id);
    if (!waiting) return;
    if ('image' in outcome) waiting.resolve(outcome.image);
    else if ('fault' in outcome) waiting.reject(new Error(outcome.fault));
    else waiting.reject(new AppError(outcome.refusal.kind, outcome.refusal.code, outcome.refusal.message));
  }

  #fail(error: Error): void {
    this.#ended ??= error;
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** Starts threads that preprocess images, each taking the next where the least waits. */
export function startPixelWorkers(threads: number): PixelWorkers {
  const workers = Array.from({ length: threads }, () => new PixelWorker());
  return {
    preprocess: (bytes, plan) => {
      const idlest = workers.reduce((best, worker) => (worker.load < best.load ? worker : best));
      return idlest.preprocess(bytes, plan);
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}
