/**
 * The sealed process: takes a model, then pixels, over one pipe, and answers scores over another. It is plain JavaScript
 * beside its own three files, so that nothing of the project has to be readable from within the seal.
 */
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { fillTensor } from './fill-tensor.mjs';
import { readFrame, writeFrame } from './frames.mjs';

const INPUT = 0;
const ANSWERS = 3;
const GUARD_LINE = 4;

const TENSOR_ARRAYS = { float32: Float32Array, float16: Uint16Array, uint8: Uint8Array };

const seconds = () => Number(process.hrtime.bigint()) / 1e9;
const peakBytes = () => process.resourceUsage().maxRSS * 1024;

function loadRuntime() {
  // Otherwise onnxruntime prepares to report its use to its maker, with files and threads of its own.
  process.env.ORT_DISABLE_TELEMETRY = '1';
  const runtime = createRequire(import.meta.url)('onnxruntime-node');
  runtime.env.logLevel = 'fatal';
  return runtime;
}

/** Scores as float32, whatever the output's type; float16 comes as bits on older Node. */
function toFloat32({ data, type }) {
  if (type === 'float32') return data;
  if (type !== 'float16' || !(data instanceof Uint16Array)) return Float32Array.from(data);
  return Float32Array.from(data, (bits) => {
    const exponent = (bits >> 10) & 31;
    const mantissa = bits & 1023;
    const sign = bits & 0x8000 ? -1 : 1;
    if (exponent === 31) return mantissa ? Number.NaN : sign * Number.POSITIVE_INFINITY;
    return sign * (exponent ? (1 + mantissa / 1024) * 2 ** (exponent - 15) : mantissa * 2 ** -24);
  });
}

async function main() {
  let frame = readFrame(INPUT, (_, length) => Buffer.alloc(length));
  if (!frame) return;
  const { plan, guard } = frame.header;
  new Worker(new URL('./guard.mjs', import.meta.url), {
    workerData: { line: GUARD_LINE, ...guard },
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 16 },
  }).unref();

  let runtime;
  try {
    runtime = loadRuntime();
  } catch (error) {
    writeFrame(ANSWERS, { failed: 'runtime', message: String(error?.message ?? error) });
    return;
  }

  const TensorArray = TENSOR_ARRAYS[plan.dtype];
  const channels = plan.order.length;
  const tableBytes = channels * 256 * TensorArray.BYTES_PER_ELEMENT;
  const tables = new TensorArray(Uint8Array.from(frame.payload.subarray(0, tableBytes)).buffer);
  let session;
  const start = seconds();
  try {
    session = await runtime.InferenceSession.create(frame.payload.subarray(tableBytes), {
      executionProviders: ['cpu'],
      intraOpNumThreads: plan.threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
      logSeverityLevel: 4,
      extra: { session: { use_deterministic_compute: '1' } },
    });
  } catch (error) {
    writeFrame(ANSWERS, { failed: 'load', message: String(error?.message ?? error) });
    return;
  }
  frame = null;
  writeFrame(ANSWERS, { seconds: seconds() - start, peakBytes: peakBytes() });

  let pixels = new Uint8Array(0);
  let feeds;
  let values;
  for (;;) {
    const request = readFrame(INPUT, (_, length) => {
      if (pixels.length < length) pixels = new Uint8Array(length);
      return pixels.subarray(0, length);
    });
    if (!request) return;
    const { count, height, width, batch, again } = request.header;
    const began = seconds();
    try {
      if (!again) {
        const size = batch * height * width * channels;
        if (values?.length !== size) values = new TensorArray(size);
        const area = height * width;
        fillTensor(values, request.payload, tables, { count, area, order: plan.order, planar: plan.planar });
        const shape = plan.planar ? [batch, channels, height, width] : [batch, height, width, channels];
        feeds = { [plan.input]: new runtime.Tensor(plan.dtype, values, shape) };
      }
      const { [plan.output]: output } = await session.run(feeds, [plan.output]);
      const scores = toFloat32(output);
      writeFrame(
        ANSWERS,
        { dims: output.dims, seconds: seconds() - began, peakBytes: peakBytes() },
        scores.subarray(0, Math.floor(scores.length / batch) * count),
      );
    } catch (error) {
      writeFrame(ANSWERS, { failed: 'run', message: String(error?.message ?? error) });
      return;
    }
  }
}

if (process.argv.includes('--probe')) {
  loadRuntime();
  new Worker('', { eval: true, env: {} });
  console.log('onnxruntime is loaded');
} else {
  await main();
  process.exit(0);
}
