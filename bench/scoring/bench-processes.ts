import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Apart, runApart } from './apart.ts';
import { print } from './count.ts';

const CORES = availableParallelism();
const MANY = 50_000;
const FEW = 1_000;

/** Whether memory stays as it is when there are fifty times as many images, from files to scores. */
export async function benchMemory(): Promise<void> {
  const job: Apart = { network: 'small', threads: CORES, batch: 64, images: FEW, cache: null };
  const [few] = await runApart([job]);
  const [many] = await runApart([{ ...job, images: MANY }]);
  if (!few || !many) return;
  print(`memory: parent, ${FEW} -> ${MANY} images`, many.parentMb, 'MB', few.parentMb, true);
  print(`memory: sealed process, ${FEW} -> ${MANY} images`, many.sealedMb, 'MB', few.sealedMb, true);
}

/** How much faster two processes with half the cores each are, warm, than one of them, and than one with all cores. */
export async function benchGrowth(folder: string): Promise<void> {
  const threads = Math.max(1, Math.floor(CORES / 2));
  const job = (name: string, use: number): Apart => ({
    network: 'squeezenet',
    threads: use,
    batch: 4,
    images: 600,
    cache: join(folder, name),
  });
  const rate = async (jobs: Apart[]) => {
    const results = await runApart(jobs);
    const seconds = Math.max(...results.map((result) => result.seconds));
    return jobs.reduce((sum, { images }) => sum + images, 0) / seconds;
  };
  const one = await rate([job('first', threads)]);
  const two = await rate([job('first', threads), job('second', threads)]);
  const all = await rate([job('first', CORES)]);
  print(`growth: 1 process of ${threads} thread(s), warm`, one, 'images/s');
  print(`growth: 2 processes of ${threads} thread(s), warm, by twice one`, two, 'images/s', 2 * one);
  print(`growth: 2 processes of ${threads} thread(s), warm, by one of ${CORES}`, two, 'images/s', all);
}
