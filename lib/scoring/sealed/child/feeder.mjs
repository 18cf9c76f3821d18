import { receiveMessageOnPort, workerData } from 'node:worker_threads';
import { fillTensor } from './fill-tensor.mjs';
import { readFrame } from './frames.mjs';

/**
 * Runs beside the network: takes pixels off the pipe and makes the next tensor while the last is computed. Two buffers
 * go back and forth between the threads.
 */

const { input, plan, tables, port, counters, TICKETS, RETURNED, arrayType } = workerData;
const TensorArray = globalThis[arrayType];
const levels = new TensorArray(tables);
const counts = new Int32Array(counters);

let pixels = new Uint8Array(0);
let made = 0;
let returned = 0;

function hand(message, transfer = []) {
  port.postMessage(message, transfer);
  Atomics.add(counts, TICKETS, 1);
  Atomics.notify(counts, TICKETS);
}

/** A buffer for `elements`: a new one, or one that the network is done with. */
function takeBuffer(elements) {
  if (made < 2) {
    made++;
    return new TensorArray(elements);
  }
  Atomics.wait(counts, RETURNED, returned);
  returned++;
  const old = new TensorArray(receiveMessageOnPort(port).message);
  return old.length === elements ? old : new TensorArray(elements);
}

try {
  for (;;) {
    const request = readFrame(input, (_, length) => {
      if (pixels.length < length) pixels = new Uint8Array(length);
      return pixels.subarray(0, length);
    });
    if (!request) break;
    const { count, height, width, batch, again } = request.header;
    if (again) {
      hand({ count, batch });
      continue;
    }
    const channels = plan.order.length;
    const values = takeBuffer(batch * height * width * channels);
    fillTensor(values, request.payload, levels, {
      count,
      area: height * width,
      order: plan.order,
      planar: plan.planar,
    });
    const shape = plan.planar ? [batch, channels, height, width] : [batch, height, width, channels];
    hand({ count, batch, shape, values: values.buffer }, [values.buffer]);
  }
  hand({ end: true });
} catch (error) {
  hand({ failed: String(error?.stack ?? error) });
}
