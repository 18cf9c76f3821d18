/**
 * The sealed process: takes a model, then pixels, over one pipe, and answers scores over another. It is plain JavaScript
 * beside its own few files, so that nothing of the project has to be readable from within the seal.
 */
import { closeSync, fstatSync, openSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';
import { MessageChannel, Worker } from 'node:worker_threads';
import { readFrame, writeFrame } from './frames.mjs';
import { inbox, post } from './mailbox.mjs';
import {
  ANSWERS,
  INPUT,
  loadRuntime,
  peakBytes,
  seconds,
  sessionOptions,
  startGuard,
  TENSOR_ARRAYS,
} from './runtime.mjs';

/** Counters that the feeder shares: tensors handed over, buffers given back. */
const TICKETS = 0;
const RETURNED = 1;

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

/** Opens the file of pixels, if that path is still the file of this number; null where it is not. */
function openPixels(path, inode) {
  if (inode === null) return null;
  try {
    const file = openSync(path, 'r');
    if (fstatSync(file).ino === inode) return file;
    closeSync(file);
  } catch {
    // It was evicted: pixels come through the pipe.
  }
  return null;
}

/** Starts the feeder and gives what takes the next tensor off it, giving back the one before. */
function startFeeder(plan, tables, file) {
  const { port1, port2 } = new MessageChannel();
  const counters = new SharedArrayBuffer(8);
  const counts = new Int32Array(counters);
  const arrayType = TENSOR_ARRAYS[plan.dtype].name;
  const shared = { port: port2, counters, TICKETS, RETURNED };
  const workerData = { input: INPUT, file, plan, tables, arrayType, ...shared };
  new Worker(new URL('./feeder.mjs', import.meta.url), {
    workerData,
    transferList: [port2],
    env: {},
  }).unref();
  const takeMessage = inbox(port1, counts, TICKETS);
  let held = null;
  return () => {
    const message = takeMessage();
    if (message.values) {
      if (held) post(port1, counts, RETURNED, held, [held]);
      held = message.values;
    }
    return message;
  };
}

/** How much less pressing the network is than what feeds it. */
const NETWORK_NICE = 5;

/**
 * Lets the feeder go first where cores are lacking: it needs little, and the network stands still without it. On Linux this
 * is about the calling thread and those that it starts from now on; elsewhere it would be about the whole process. Where all is
 * as yielding already, nothing may press more.
 */
function computeAfterFeeding() {
  if (process.platform !== 'linux' || getPriority(0) >= NETWORK_NICE) return;
  setPriority(0, NETWORK_NICE);
}

/**
 * Threads that wait for each other by spinning are faster and hold their cores: right where the pixels are ready, wrong
 * where decoding them needs those cores. Between two runs they never spin.
 */
function spinning(spins) {
  return spins ? { force_spinning_stop: '1' } : { intra_op: { allow_spinning: '0' } };
}

/** Scores tensors until the parent closes the line. */
async function scoreAll(runtime, session, plan, takeTensor) {
  const TensorArray = TENSOR_ARRAYS[plan.dtype];
  let feeds;
  for (;;) {
    const { end, failed, stage, count, batch, shape, values } = takeTensor();
    if (end) return;
    if (failed) throw Object.assign(new Error(failed), { stage });
    const start = seconds();
    if (values) feeds = { [plan.input]: new runtime.Tensor(plan.dtype, new TensorArray(values), shape) };
    const { [plan.output]: output } = await session.run(feeds, [plan.output]);
    const scores = toFloat32(output);
    writeFrame(
      ANSWERS,
      { dims: output.dims, seconds: seconds() - start, peakBytes: peakBytes() },
      scores.subarray(0, Math.floor(scores.length / batch) * count),
    );
  }
}

async function main() {
  let stage = 'runtime';
  try {
    const runtime = loadRuntime();
    writeFrame(ANSWERS, { peakBytes: peakBytes() });
    let first = readFrame(INPUT, (_, length) => Buffer.alloc(length));
    if (!first) return;
    const { plan, guard, inode } = first.header;
    startGuard(guard);
    stage = 'load';
    const start = seconds();
    const tableBytes = plan.order.length * 256 * TENSOR_ARRAYS[plan.dtype].BYTES_PER_ELEMENT;
    const tables = Uint8Array.from(first.payload.subarray(0, tableBytes)).buffer;
    const file = openPixels(process.argv[2], inode);
    const takeTensor = startFeeder(plan, tables, file);
    computeAfterFeeding();
    const options = sessionOptions(plan, spinning(plan.spins));
    const session = await runtime.InferenceSession.create(first.payload.subarray(tableBytes), options);
    first = null;
    writeFrame(ANSWERS, { seconds: seconds() - start, peakBytes: peakBytes(), readsPixels: file !== null });
    stage = 'run';
    await scoreAll(runtime, session, plan, takeTensor);
  } catch (error) {
    const message = String(error?.message ?? error).slice(0, 8192);
    writeFrame(ANSWERS, { failed: error?.stage ?? stage, message });
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
