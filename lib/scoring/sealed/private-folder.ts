import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NAME = /^imagenest-sealed-(\d+)-/;
/** What file times and clocks may differ. */
const CLOCK_MARGIN_MS = 2_000;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether whoever made a folder is gone. In a container a process often has the number of the one before it. */
async function isLeft(path: string, pid: number): Promise<boolean> {
  if (pid !== process.pid) return !isRunning(pid);
  const started = Date.now() - process.uptime() * 1000;
  const made = await stat(path).catch(() => null);
  return made !== null && made.mtimeMs < started - CLOCK_MARGIN_MS;
}

/** Removes the folders of processes that were killed before they could. */
async function sweep(within: string): Promise<void> {
  const names = await readdir(within).catch(() => []);
  for (const name of names) {
    const pid = Number(NAME.exec(name)?.[1]);
    const path = join(within, name);
    if (pid > 0 && (await isLeft(path, pid)))
      await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}

/** Makes an empty folder that is this process' own, and removes those that dead processes left behind. */
export async function makePrivateFolder(within = tmpdir()): Promise<string> {
  await sweep(within);
  return mkdtemp(join(within, `imagenest-sealed-${process.pid}-`));
}
