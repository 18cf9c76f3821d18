import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

// What `npm test` runs: everything there is to check, in order, a line each. A step that fails does not keep the others
// from running. What a step printed stands in test-results/; of one that failed it is printed too.

const project = path.resolve(import.meta.dirname, '..');
const results = path.join(project, 'test-results');
const bin = (file) => path.join(project, 'node_modules', file);
const vitest = (name) => [
  bin('vitest/vitest.mjs'),
  'run',
  `--project=${name}`,
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${path.join(results, `${name}.json`)}`,
];
const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

const steps = [
  {
    name: 'formatting and lint',
    args: [
      bin('@biomejs/biome/bin/biome'),
      'ci',
      '--colors=off',
      '--error-on-warnings',
      '--max-diagnostics=50',
    ],
  },
  { name: 'page types', args: [bin('next/dist/bin/next'), 'typegen'], counts: () => [0, 0, 0] },
  { name: 'types', args: [bin('typescript/bin/tsc'), '--noEmit'] },
  {
    name: 'import rules',
    args: [
      '--import',
      './.ci/typescript6.mjs',
      bin('dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      ...['app', 'bench', 'cli', 'e2e', 'lib', 'prisma', 'workers', 'proxy.ts'].filter((source) =>
        existsSync(path.join(project, source)),
      ),
    ],
  },
  { name: 'unused code', args: [bin('knip/bin/knip.js')] },
  { name: 'unit tests', args: vitest('unit'), counts: () => vitestCounts('unit') },
  {
    name: 'integration, queue on PostgreSQL',
    args: vitest('integration'),
    counts: () => vitestCounts('integration'),
  },
  {
    name: 'integration, queue on Redis',
    args: vitest('redis'),
    counts: () => vitestCounts('redis'),
    unless: hasRedis ? undefined : 'there is no redis-server on this machine',
  },
  { name: 'production build', args: ['--import', 'tsx', '.ci/build.ts'], needed: true },
  {
    name: 'journeys in a browser',
    args: [bin('@playwright/test/cli.js'), 'test', '-c', 'e2e/playwright.config.ts'],
    counts: playwrightCounts,
  },
];

const total = { passed: 0, failed: 0, skipped: 0 };
let current;
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    current?.kill(signal);
    process.exitCode = 130;
    steps.length = 0;
  });
}

const began = performance.now();
let unless;
for (const [index, step] of steps.entries()) {
  const reason = step.unless ?? unless;
  if (reason) {
    total.skipped++;
    console.log(`- ${step.name}: skipped, ${reason}`);
    continue;
  }
  const started = performance.now();
  const log = path.join(
    results,
    `${String(index + 1).padStart(2, '0')}-${step.name.replace(/\W+/g, '-')}.log`,
  );
  const ok = await run(step.args, log);
  const [passed, failed, skipped] = count(step, ok);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const tests = step.counts && passed + failed + skipped ? `   ${closing(passed, failed, skipped)}` : '';
  console.log(`${failed ? '✗' : '✓'} ${step.name.padEnd(34)} ${seconds(started).padStart(7)} s${tests}`);
  if (failed) {
    console.log(readFileSync(log, 'utf8').replace(/^/gm, '    '));
    if (step.needed) unless = `there is no ${step.name}`;
  }
}

console.log(`\nAll of it took ${seconds(began)} s.`);
console.log(closing(total.passed, total.failed, total.skipped));
if (total.failed) process.exitCode ||= 1;

/** Runs a Node program, its output into a file. Gives whether it ended well. */
async function run(args, log) {
  const out = createWriteStream(log);
  const child = spawn(process.execPath, args, {
    cwd: project,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1', FORCE_COLOR: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  current = child;
  child.stdout.pipe(out, { end: false });
  child.stderr.pipe(out, { end: false });
  const code = await new Promise((resolve) => child.once('close', resolve));
  await new Promise((resolve) => out.end(resolve));
  return code === 0;
}

/** Passed, failed and skipped of a step; one that failed without a failed test counts as one. */
function count(step, ok) {
  if (!step.counts) return ok ? [1, 0, 0] : [0, 1, 0];
  let counted = [0, 0, 0];
  try {
    counted = step.counts();
  } catch {
    // It ended before it could write what it found.
    return [0, 1, 0];
  }
  if (!ok && counted[1] === 0) counted[1] = 1;
  return counted;
}

function vitestCounts(name) {
  const found = JSON.parse(readFileSync(path.join(results, `${name}.json`), 'utf8'));
  // A file that could not even be imported has no tests to fail.
  const broken = found.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed'),
  );
  return [
    found.numPassedTests,
    found.numFailedTests + broken.length,
    found.numPendingTests + found.numTodoTests,
  ];
}

function playwrightCounts() {
  const { stats, errors } = JSON.parse(readFileSync(path.join(results, 'e2e.json'), 'utf8'));
  return [stats.expected + stats.flaky, stats.unexpected + (errors.length ? 1 : 0), stats.skipped];
}

function closing(passed, failed, skipped) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
}

function seconds(since) {
  return ((performance.now() - since) / 1000).toFixed(1);
}
