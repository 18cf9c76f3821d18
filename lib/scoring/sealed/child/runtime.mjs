/** What the programs that run within the seal have in common: their lines to the parent, the guard, onnxruntime. */
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

/** Where requests come in, answers go out, and the guard talks. */
export const INPUT = 0;
export const ANSWERS = 3;
const GUARD_LINE = 4;

export const TENSOR_ARRAYS = { float32: Float32Array, float16: Uint16Array, uint8: Uint8Array };

export const seconds = () => Number(process.hrtime.bigint()) / 1e9;
export const peakBytes = () => process.resourceUsage().maxRSS * 1024;

export function loadRuntime() {
  // Otherwise onnxruntime prepares to report its use to its maker, with files and threads of its own.
  process.env.ORT_DISABLE_TELEMETRY = '1';
  const runtime = createRequire(import.meta.url)('onnxruntime-node');
  runtime.env.logLevel = 'fatal';
  return runtime;
}

/** How every session computes; `session` are further settings of onnxruntime's own. */
export function sessionOptions(plan, session = {}) {
  return {
    executionProviders: ['cpu'],
    intraOpNumThreads: plan.threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 4,
    extra: { session: { use_deterministic_compute: '1', ...session } },
  };
}

export function startGuard(guard) {
  const workerData = { line: GUARD_LINE, ...guard };
  new Worker(new URL('./guard.mjs', import.meta.url), { workerData, env: {} }).unref();
}
