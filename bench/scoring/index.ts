import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { endApart, scoreApart } from './apart.ts';
import { benchNetwork } from './bench-network.ts';
import { benchGrowth, benchMemory } from './bench-processes.ts';
import { BENCH_NETWORKS } from './networks.ts';

const CASES: readonly { name: string; run(folder: string): Promise<void> }[] = [
  ...BENCH_NETWORKS.map((network) => ({
    name: network.name,
    run: (folder: string) => benchNetwork(network, folder),
  })),
  { name: 'memory', run: benchMemory },
  { name: 'growth', run: benchGrowth },
];

const USAGE = `usage: npm run bench scoring [-- CASE ...]
Prints how fast models are scored beside how fast onnxruntime, sharp and the resampler are alone.
CASE is the beginning of one of: ${CASES.map(({ name }) => name).join(', ')}
Example: npm run bench scoring -- squeezenet memory`;

/** Runs the cases whose names begin so, or all; what it made is removed, also when it is interrupted. */
async function benchScoring(wanted: readonly string[]): Promise<void> {
  const isWanted = (name: string) => wanted.length === 0 || wanted.some((start) => name.startsWith(start));
  const cases = CASES.filter(({ name }) => isWanted(name));
  if (cases.length === 0) {
    console.error(`No case begins with ${wanted.join(' or ')}.\n${USAGE}`);
    process.exit(2);
  }
  const folder = await mkdtemp(join(tmpdir(), 'imagenest-bench-'));
  const clean = () => {
    endApart();
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', clean);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  for (const { name, run } of cases) {
    if (name === 'growth' && availableParallelism() < 2) console.error('growth: skipped, there is one core');
    else await run(join(folder, name));
  }
  const left = CASES.filter(({ name }) => !isWanted(name)).map(({ name }) => name);
  if (left.length > 0) console.error(`skipped, not asked for: ${left.join(', ')}`);
}

const [first, second] = process.argv.slice(2);
if (first === '--help' || first === '-h') console.log(USAGE);
else if (first === '--apart') await scoreApart(JSON.parse(second as string));
else await benchScoring(process.argv.slice(2));
