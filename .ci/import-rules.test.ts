import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
const project = path.resolve(import.meta.dirname, '..');

/** What must be refused: the rule, who imports, what. */
const refused: [rule: string, from: string, to: string][] = [
  ['app', 'app/page.tsx', '../workers/main.ts'],
  ['app', 'app/page.tsx', '../cli/main.ts'],
  ['app', 'app/page.tsx', '../prisma/migrate.ts'],
  ['workers', 'workers/main.ts', '../app/page.tsx'],
  ['workers', 'workers/main.ts', '../cli/main.ts'],
  ['cli', 'cli/main.ts', '../app/page.tsx'],
  ['cli', 'cli/main.ts', '../workers/main.ts'],
  ['lib', 'lib/images/sha256.ts', '../../app/page.tsx'],
  ['lib', 'lib/images/server/take-image.ts', '#prisma/migrate'],
  ['core', 'lib/core/errors.ts', '#lib/infra/config'],
  ['infra', 'lib/infra/log.ts', '#lib/images/sha256'],
  ['jobs', 'lib/jobs/enqueue.ts', '#lib/images/server/take-image'],
  ['scoring', 'lib/scoring/run/score.ts', '#lib/challenges/phase'],
  ['scoring', 'lib/scoring/run/score.ts', '#lib/hierarchy/server/find-synset'],
  ['pure-images', 'lib/images/sha256.ts', '#lib/labelling/vote'],
  ['pure-images', 'lib/images/sha256.ts', '#lib/images/server/take-image'],
  ['pure-images', 'lib/images/sha256.ts', '#lib/infra/config'],
  ['pure-images', 'lib/images/sha256.ts', '#lib/scoring/run/score'],
  ['pure-labelling', 'lib/labelling/consensus/majority.ts', '#lib/datasets/dataset'],
  ['jobs-of-datasets', 'lib/datasets/jobs.ts', '#lib/jobs/enqueue'],
  ['use-cases', 'lib/images/server/take-image.ts', '#lib/testing/people'],
  ['tests-stay-tests', 'lib/images/server/take-image.ts', '#lib/testing/people'],
  ['pure-takes-row-types-only', 'lib/images/sha256.ts', '#lib/infra/db/generated/client'],
  ['pure-no-database-driver', 'lib/images/sha256.ts', 'pg'],
  ['database-client-in-infra', 'app/page.tsx', '#lib/infra/db/generated/client'],
  ['database-queried-by-use-cases', 'app/page.tsx', '#lib/infra/db/client'],
  ['database-queried-by-use-cases', 'lib/scoring/run/score.ts', '#lib/infra/db/client'],
  ['onnxruntime-in-scoring', 'lib/images/server/take-image.ts', 'onnxruntime-node'],
  ['onnxruntime-out-of-web', 'app/score/page.tsx', '#lib/challenges/server/score-submission'],
  ['lib-without-framework', 'lib/images/server/take-image.ts', 'next'],
  ['no-dev-dependencies', 'app/page.tsx', 'fast-check'],
  ['no-undeclared-packages', 'app/page.tsx', 'acorn'],
  ['no-circular', 'lib/images/round.ts', '#lib/images/about'],
  ['no-unresolvable', 'lib/images/sha256.ts', '#lib/images/gone'],
];

/** What the rules must leave alone, and what the cases above lead to. */
const allowed: [from: string, to: string][] = [
  ['app/page.tsx', '#lib/images/server/take-image'],
  ['app/page.tsx', '@/parts/button'],
  ['workers/main.ts', '#lib/challenges/server/score-submission'],
  ['cli/main.ts', '#prisma/migrate'],
  ['prisma/migrate.ts', '#lib/infra/config'],
  ['lib/images/about.ts', '#lib/images/round'],
  ['lib/labelling/vote.ts', '#lib/images/sha256'],
  ['lib/labelling/jobs.ts', '#lib/jobs/job'],
  ['lib/labelling/server/cast-votes.ts', '#lib/infra/db/client'],
  ['lib/labelling/server/cast-votes.ts', '#lib/datasets/dataset'],
  ['lib/labelling/server/cast-votes.ts', '#lib/jobs/enqueue'],
  ['lib/labelling/vote.test.ts', '#lib/testing/people'],
  ['lib/labelling/vote.test.ts', 'fast-check'],
  ['lib/challenges/server/score-submission.ts', '#lib/scoring/run/score'],
  ['lib/scoring/run/score.ts', 'onnxruntime-node'],
  ['lib/scoring/run/score.ts', '#lib/hierarchy/synset'],
];

let folder: string;
let violations: { rule: { name: string }; from: string; to: string }[];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'imagenest-imports-'));
  const files = new Map<string, string>([['app/parts/button.tsx', '']]);
  const add = (from: string, to: string) => {
    files.set(from, `${files.get(from) ?? ''}import '${to}';\n`);
    const target = to.replace(/^#(lib|prisma)\/(.*)$/, '$1/$2.ts');
    if (target !== to && !target.endsWith('gone.ts')) files.set(target, files.get(target) ?? '');
  };
  for (const [, from, to] of refused) add(from, to);
  for (const [from, to] of allowed) add(from, to);
  files.set(
    'lib/labelling/row.ts',
    "import type { Vote } from '#lib/infra/db/generated/client';\nexport type Row = Vote;\n",
  );
  files.set(
    'package.json',
    JSON.stringify({
      type: 'module',
      imports: { '#lib/*': './lib/*.ts', '#prisma/*': './prisma/*.ts' },
      dependencies: { 'onnxruntime-node': '*', pg: '*', next: '*' },
      devDependencies: { 'fast-check': '*' },
    }),
  );
  files.set(
    'tsconfig.json',
    JSON.stringify({
      compilerOptions: { module: 'ESNext', moduleResolution: 'bundler', paths: { '@/*': ['./app/*'] } },
    }),
  );
  for (const [name, text] of files) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  await symlink(path.join(project, 'node_modules'), path.join(folder, 'node_modules'));
  const { stdout } = await run(
    process.execPath,
    [
      '--import',
      path.join(project, '.ci/typescript6.mjs'),
      path.join(project, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      path.join(project, '.dependency-cruiser.cjs'),
      '--output-type',
      'json',
      ...['app', 'cli', 'lib', 'prisma', 'workers'],
    ],
    { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
  ).catch((error: { stdout: string }) => error);
  violations = JSON.parse(stdout).summary.violations;
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(refused)('%s refuses that %s imports %s', (rule, from) => {
  // A circle is reported once, from either of its ends.
  const ends = violations.filter((found) => found.from === from || found.to === from);
  expect(ends.map((found) => found.rule.name)).toContain(rule);
});

test('what is allowed is left alone', () => {
  const culprits = new Set(refused.map(([, from]) => from));
  const round = ['lib/images/about.ts', 'lib/challenges/server/score-submission.ts'];
  const others = violations.filter((found) => !culprits.has(found.from) && !round.includes(found.from));
  expect(others).toEqual([]);
});
