import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { PixelKeeper } from '#lib/scoring/pixel-cache/keep-pixels';
import { openScorer } from '#lib/scoring/run/open-scorer';
import { keepFor, repeated, scorerOptions } from './bench-network.ts';
import { networkNamed } from './networks.ts';
import { makePhotographs } from './photographs.ts';

/** A job that is measured in a process of its own. */
export interface Apart {
  network: string;
  threads: number;
  batch: number;
  images: number;
  /** Folder of the pixels: filled by a first job, which is not measured. */
  cache: string | null;
}

export interface ApartResult {
  seconds: number;
  parentMb: number;
  sealedMb: number;
}

const PHOTOGRAPHS = 32;

/** Scores in this process: says `ready`, waits for a line, scores, and prints what it took as JSON. */
export async function scoreApart({ network, threads, batch, images, cache }: Apart): Promise<void> {
  const measured = networkNamed(network);
  const files = await makePhotographs(PHOTOGRAPHS, ...(measured.picture ?? []));
  const options = { ...scorerOptions(measured, threads), batch };
  const source = repeated(files, images);
  if (cache !== null) {
    const filler = await openScorer(options);
    const empty = await keepFor(filler.plan.preprocess, cache, images);
    await filler.score({ images: source, seed: 1, pixels: empty });
    await Promise.all([filler.close(), empty.close()]);
  }
  let pixels: PixelKeeper | undefined;
  const scorer = await openScorer({
    ...options,
    pixelsKept: async (preprocess) => {
      if (cache !== null) pixels = await keepFor(preprocess, cache, images);
      return pixels ?? null;
    },
  });
  const go = once(process.stdin, 'data');
  console.log('ready');
  await go;
  const start = performance.now();
  const { peakMemoryMb } = await scorer.score({ images: source, seed: 1, pixels });
  const seconds = (performance.now() - start) / 1000;
  const parentMb = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ seconds, parentMb, sealedMb: peakMemoryMb } satisfies ApartResult));
  await Promise.all([scorer.close(), pixels?.close()]);
  process.stdin.destroy();
}

const running = new Set<ChildProcess>();

/** Ends what runs apart. */
export function endApart(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Runs jobs at once, each in a process of its own, after all are ready. */
export async function runApart(jobs: readonly Apart[]): Promise<ApartResult[]> {
  const children = jobs.map((job) => {
    const script = new URL('./index.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, ['--import', 'tsx', script, '--apart', JSON.stringify(job)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    running.add(child);
    child.once('exit', () => running.delete(child));
    return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
  });
  const lineOf = async (lines: AsyncIterator<string>): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error('a process of the bench ended before it was done');
    return value;
  };
  await Promise.all(children.map(({ lines }) => lineOf(lines)));
  for (const { child } of children) child.stdin.write('go\n');
  return Promise.all(children.map(async ({ lines }) => JSON.parse(await lineOf(lines)) as ApartResult));
}
