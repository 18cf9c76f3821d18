import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const SECONDS = 15;
/** About what a vote writes to the log of the database before it is answered. */
const BYTES = 8_192;
const BETWEEN_MS = 20;

/** How long a folder's disk takes to keep a small write for good, ms each: no commit can be quicker. */
export async function syncTimes(folder: string): Promise<number[]> {
  const file = path.join(folder, 'sync-times');
  const handle = await open(file, 'w');
  try {
    const page = Buffer.alloc(BYTES, 1);
    const times: number[] = [];
    for (const end = performance.now() + SECONDS * 1000; performance.now() < end; ) {
      await handle.write(page);
      const before = performance.now();
      await handle.datasync();
      times.push(performance.now() - before);
      await sleep(BETWEEN_MS);
    }
    return times;
  } finally {
    await handle.close();
    await rm(file, { force: true });
  }
}
