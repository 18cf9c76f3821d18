import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { explainEnd, type ProcessEnd, refuseFailure, refuseMemory, refuseTime } from './explain-end.ts';
import { type Frame, receiveFrames, sendFrame } from './frame-stream.ts';
import { ModelAccount } from './model-use.ts';

/** What a model may use. Seconds are those that it loads and computes, not those that it waits for pixels. */
export interface Budget {
  seconds: number;
  memoryMb: number;
  /** Threads that onnxruntime computes with. */
  threads: number;
}

const MEBIBYTE = 1024 ** 2;
/** Past the budget, for what the clocks of two processes differ. */
export const GRACE_SECONDS = 2;
/** What Node and onnxruntime may take to come up, which is not the model's time. */
const BOOT_SECONDS = 120;
/** How often the clock looks, since what other processes use of the budget grows meanwhile. */
const CLOCK_MS = 1_000;
const MAX_ANSWER_BYTES = 512 * MEBIBYTE;
const KEPT_STDERR = 8_192;

interface Pending {
  images: number;
  resolve(frame: Frame): void;
  reject(error: Error): void;
}

/** Follows one sealed process: matches answers to requests, keeps the time, and knows how it ended. */
export class SealedProcess {
  readonly #child: ChildProcess;
  readonly #budget: Budget;
  readonly #pending: Pending[] = [];
  readonly ended: Promise<void>;
  /** Resolves once the process has loaded onnxruntime and waits for its model. */
  readonly up: Promise<unknown>;
  #booting = true;
  #stopped: ProcessEnd['stopped'] = null;
  #timer: NodeJS.Timeout | undefined;
  #waitingSince = 0;
  #failure: Error | null = null;
  #sending: Promise<void> = Promise.resolve();
  #stderr = '';
  readonly account = new ModelAccount();
  peakBytes = 0;

  constructor(child: ChildProcess, budget: Budget) {
    this.#child = child;
    this.#budget = budget;
    const [, noise, errors, answers, line] = child.stdio as unknown as [
      Writable,
      Readable,
      Readable,
      Readable,
      Readable,
    ];
    noise.resume();
    errors.on('data', (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString()).slice(-KEPT_STDERR);
    });
    receiveFrames(
      answers,
      MAX_ANSWER_BYTES,
      (frame) => this.#answer(frame),
      () => this.stop('protocol'),
    );
    this.#watchMemory(line);
    for (const stream of child.stdio) stream?.on('error', () => {});
    this.up = new Promise((resolve, reject) => this.#pending.push({ images: 0, resolve, reject }));
    this.#watchTime();
    this.ended = new Promise((resolve) => {
      child.once('error', (error) => {
        this.#fail(error);
        if (child.pid === undefined) resolve();
      });
      child.once('close', (exitCode, signal) => {
        this.#fail(this.#explain(exitCode, signal));
        resolve();
      });
    });
  }

  #explain(exitCode: number | null, signal: NodeJS.Signals | null): Error {
    const { seconds, memoryMb } = this.#budget;
    return explainEnd({
      stopped: this.#stopped,
      exitCode,
      signal,
      peakBytes: this.peakBytes,
      stderr: this.#stderr,
      imagesDone: this.account.counted().images,
      limits: { seconds, memoryMb },
    });
  }

  #watchMemory(line: Readable): void {
    let rest = Buffer.alloc(0);
    line.on('data', (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length >= 8) {
        this.#sawMemory(rest.readDoubleLE(0));
        rest = rest.subarray(8);
      }
    });
  }

  #sawMemory(bytes: number): void {
    this.peakBytes = Math.max(this.peakBytes, bytes);
    if (bytes > this.#budget.memoryMb * MEBIBYTE) this.#kill();
  }

  #answer(frame: Frame): void {
    const pending = this.#pending.shift();
    if (!pending) {
      this.stop('protocol');
      return;
    }
    const { failed, message, seconds, peakBytes } = frame.header;
    this.account.add(Number(seconds ?? 0), 0);
    this.peakBytes = Math.max(this.peakBytes, Number(peakBytes ?? 0));
    const error = this.#judge(failed, String(message ?? ''));
    if (error) {
      this.#fail(error);
      pending.reject(error);
      this.#kill();
      return;
    }
    this.#booting = false;
    this.account.add(0, pending.images);
    pending.resolve(frame);
    this.#watchTime();
  }

  #judge(failed: unknown, message: string): Error | null {
    const { seconds, memoryMb } = this.#budget;
    const used = this.account.counted();
    if (failed === 'load' || failed === 'run') {
      return refuseFailure(failed, message, used.images, this.#budget, this.peakBytes);
    }
    if (failed === 'pixels') return new Error(`kept pixels cannot be read in the sealed process: ${message}`);
    if (failed) return new Error(`onnxruntime did not come up in the sealed process: ${message}`);
    if (this.peakBytes > memoryMb * MEBIBYTE) return refuseMemory(used.images, memoryMb, this.peakBytes);
    if (used.seconds > seconds) return refuseTime(used.images, seconds);
    return null;
  }

  /** The clock runs while a request is unanswered. */
  #watchTime(): void {
    this.#waitingSince = performance.now();
    this.#lookAtClock();
  }

  #lookAtClock(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#pending.length === 0 || this.#failure) return;
    const allowed = Math.max(0, this.#budget.seconds - this.account.counted().seconds) + GRACE_SECONDS;
    const waited = performance.now() - this.#waitingSince;
    const left = (this.#booting ? BOOT_SECONDS : allowed) * 1000 - waited;
    if (left > 0) this.#timer = setTimeout(() => this.#lookAtClock(), Math.min(left, CLOCK_MS));
    else this.stop(this.#booting ? 'boot' : 'time');
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    clearTimeout(this.#timer);
    for (const pending of this.#pending.splice(0)) pending.reject(this.#failure);
  }

  #kill(): void {
    const { pid } = this.#child;
    if (pid === undefined || this.#child.exitCode !== null) return;
    try {
      // The whole group: a wrapper may stand between us and the process that computes.
      if (process.platform === 'win32') this.#child.kill('SIGKILL');
      else process.kill(-pid, 'SIGKILL');
    } catch {
      this.#child.kill('SIGKILL');
    }
  }

  stop(reason: NonNullable<ProcessEnd['stopped']>): void {
    this.#stopped ??= reason;
    this.#kill();
  }

  /** Sends a request and resolves with its answer. */
  request(header: Record<string, unknown>, payload: readonly Uint8Array[], images: number): Promise<Frame> {
    if (this.#failure) return Promise.reject(this.#failure);
    const answer = new Promise<Frame>((resolve, reject) => this.#pending.push({ images, resolve, reject }));
    if (!this.#timer) this.#watchTime();
    this.#sending = this.#sending.then(() => sendFrame(this.#child.stdin as Writable, header, payload));
    return answer;
  }
}
