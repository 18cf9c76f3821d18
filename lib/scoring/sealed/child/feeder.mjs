import { readSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { fillTensor } from './fill-tensor.mjs';
import { readFrame } from './frames.mjs';
import { inbox, post } from './mailbox.mjs';

/**
 * Runs beside the network: takes pixels off the pipe, or out of the file that keeps them, and makes the next tensor while the last is computed. Two buffers
 * go back and forth between the threads.
 */

const { input, file, plan, tables, port, counters, TICKETS, RETURNED, arrayType } = workerData;
const TensorArray = globalThis[arrayType];
const levels = new TensorArray(tables);
const counts = new Int32Array(counters);

let pixels = new Uint8Array(0);
let made = 0;

const hand = (message, transfer) => post(port, counts, TICKETS, message, transfer);
const takeReturned = inbox(port, counts, RETURNED);

/** A buffer for `elements`: a new one, or one that the network is done with. */
function takeBuffer(elements) {
  if (made < 2) {
    made++;
    return new TensorArray(elements);
  }
  const old = new TensorArray(takeReturned());
  return old.length === elements ? old : new TensorArray(elements);
}

const bytesOf = ({ height, width }) => height * width * plan.order.length;

/** Room for a request's pixels: those that come with it go to its end, where none is in the way of another. */
function roomFor(header, length) {
  if (header.again) return pixels.subarray(0, 0);
  const whole = header.count * bytesOf(header);
  if (pixels.length < whole) pixels = new Uint8Array(whole);
  return pixels.subarray(whole - length, whole);
}

/** Puts each image in its place: out of the file, or from those that came. */
function gather({ places, ...header }, came) {
  const bytes = bytesOf(header);
  let from = came.byteOffset;
  for (const [i, place] of places.entries()) {
    const to = i * bytes;
    if (place === null) {
      if (from !== to) pixels.copyWithin(to, from, from + bytes);
      from += bytes;
    } else if (readSync(file, pixels, to, bytes, place) !== bytes) throw new Error('the file ends too early');
  }
}

try {
  for (;;) {
    const request = readFrame(input, roomFor);
    if (!request) break;
    const { count, height, width, batch, again } = request.header;
    if (again) {
      hand({ count, batch });
      continue;
    }
    const channels = plan.order.length;
    try {
      gather(request.header, request.payload);
    } catch (error) {
      hand({ failed: String(error?.message ?? error), stage: 'pixels' });
      break;
    }
    const values = takeBuffer(batch * height * width * channels);
    fillTensor(values, pixels, levels, {
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
