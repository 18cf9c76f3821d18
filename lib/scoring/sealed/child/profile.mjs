/**
 * The sealed process that measures where a network's time goes: takes a model and pixels, runs it some times with
 * onnxruntime's profile, and answers what the profile says of each node. Unlike the scorer it has a private folder, into
 * which onnxruntime writes that profile.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fillTensor } from './fill-tensor.mjs';
import { readFrame, writeFrame } from './frames.mjs';
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

const PREFIX = 'profile';
/** Operators whose own nodes are profiled before them, within their time. */
const NESTING = new Set(['Loop', 'If', 'Scan', 'SequenceMap']);

function makeFeeds(runtime, plan, { batch, height, width }, pixels, tables) {
  const TensorArray = TENSOR_ARRAYS[plan.dtype];
  const { order, planar } = plan;
  const values = new TensorArray(batch * height * width * order.length);
  fillTensor(values, pixels, new TensorArray(tables), { count: batch, area: height * width, order, planar });
  const shape = planar ? [batch, order.length, height, width] : [batch, height, width, order.length];
  return { [plan.input]: new runtime.Tensor(plan.dtype, values, shape) };
}

/** Runs once to warm up, then until there was time enough, or runs enough of a slow network. */
async function runTimes(session, plan, feeds, { mostRuns, seconds: enough, mostSeconds, fewRuns }) {
  await session.run(feeds, [plan.output]);
  const start = seconds();
  for (let runs = 1; ; runs++) {
    await session.run(feeds, [plan.output]);
    const spent = seconds() - start;
    if (runs >= mostRuns || spent >= mostSeconds || (runs >= fewRuns && spent >= enough)) return;
  }
}

/** The nodes of the main graph among those of one run: those within a loop or a branch are part of its time. */
function outermost(events) {
  const nodes = [];
  for (const event of events) {
    if (NESTING.has(event.args.op_name)) {
      while (nodes.length > 0 && nodes.at(-1).ts >= event.ts) nodes.pop();
    }
    nodes.push(event);
  }
  return nodes;
}

/** What the profile says, the warm-up left out: microseconds of each run, and of each node in each run. */
function readProfile(text) {
  const nodes = new Map();
  const runs = [];
  let warm = false;
  let events = [];
  for (const line of text.split('\n')) {
    const end = line.lastIndexOf('}');
    if (end === -1) continue;
    const event = JSON.parse(line.slice(0, end + 1));
    if (event.cat === 'Node' && event.args.op_name && event.name.endsWith('_kernel_time')) events.push(event);
    if (event.name !== 'model_run') continue;
    if (warm) {
      runs.push(event.dur);
      for (const { name, dur, args } of outermost(events)) {
        const node = nodes.get(args.node_index) ?? {
          index: Number(args.node_index),
          name: name.slice(0, -'_kernel_time'.length),
          op: args.op_name,
          micros: [],
        };
        node.micros.push(dur);
        nodes.set(args.node_index, node);
      }
    }
    warm = true;
    events = [];
  }
  return { runs, nodes: [...nodes.values()] };
}

async function main() {
  let stage = 'runtime';
  try {
    const runtime = loadRuntime();
    writeFrame(ANSWERS, { peakBytes: peakBytes() });
    const start = seconds();
    let request = readFrame(INPUT, (_, length) => Buffer.alloc(length));
    if (!request) return;
    const { plan, guard, input, bounds, tableBytes, pixelBytes } = request.header;
    startGuard(guard);
    stage = 'load';
    const tables = Uint8Array.from(request.payload.subarray(0, tableBytes)).buffer;
    const pixels = Uint8Array.from(request.payload.subarray(tableBytes, tableBytes + pixelBytes));
    const model = request.payload.subarray(tableBytes + pixelBytes);
    const profiling = { enableProfiling: true, profileFilePrefix: PREFIX };
    const session = await runtime.InferenceSession.create(model, { ...sessionOptions(plan), ...profiling });
    request = null;
    stage = 'run';
    await runTimes(session, plan, makeFeeds(runtime, plan, input, pixels, tables), bounds);
    session.endProfiling();
    const file = readdirSync(process.cwd()).find((name) => name.startsWith(PREFIX));
    const profile = readProfile(readFileSync(file, 'utf8'));
    writeFrame(
      ANSWERS,
      { seconds: seconds() - start, peakBytes: peakBytes() },
      Buffer.from(JSON.stringify(profile)),
    );
  } catch (error) {
    writeFrame(ANSWERS, { failed: stage, message: String(error?.message ?? error) });
  }
}

await main();
process.exit(0);
