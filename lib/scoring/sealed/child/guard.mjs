import { read, writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

/**
 * Runs beside the network, which holds the main thread. Tells the parent the resident memory, ends the process when it
 * passes its limit, and ends it when the parent is gone, which closes the line.
 */

const { line, limitBytes, intervalMs } = workerData;
const end = () => process.kill(process.pid, 'SIGKILL');

function report() {
  const resident = process.memoryUsage.rss();
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(resident);
  try {
    writeSync(line, bytes);
  } catch (error) {
    if (error.code !== 'EAGAIN') end();
  }
  if (resident > limitBytes) end();
}

report();
setInterval(report, intervalMs);
read(line, Buffer.alloc(1), 0, 1, null, end);
