import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';

let folder: string;
let votes: string;
let truth: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'imagenest-replay-'));
  votes = path.join(folder, 'votes.csv');
  truth = path.join(folder, 'truth.csv');
  // Twenty tasks, six workers of whom the last always says x: the others agree on each.
  const label = (task: number) => 'xyz'.charAt(task % 3);
  const rows = Array.from({ length: 20 }, (_, task) =>
    [0, 1, 2, 3, 4, 5].map((worker) => `${task},${worker},${worker === 5 ? 'x' : label(task)}\n`).join(''),
  );
  await writeFile(votes, `task,worker,label\n${rows.join('')}`);
  await writeFile(
    truth,
    `task,label\n${Array.from({ length: 20 }, (_, t) => `${t},${label(t)}\n`).join('')}`,
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a fixed number of votes', async () => {
  const { code, output } = await runCommand(
    'replay',
    votes,
    '--policy',
    'fixed:5',
    '--truth',
    truth,
    '--json',
  );
  expect(code).toBe(0);
  expect(JSON.parse(output)).toEqual({
    tasks: 20,
    votesUsed: 100,
    votesPerTask: 5,
    agreement: 1,
    accuracy: 1,
  });
});

test('adaptive unless told otherwise, with fewer votes', async () => {
  const { code, output } = await runCommand('replay', votes, '--target', '0.95', '--json');
  expect(code).toBe(0);
  const result = JSON.parse(output);
  expect(result).toEqual({
    tasks: 20,
    votesUsed: expect.any(Number),
    votesPerTask: result.votesUsed / 20,
    agreement: 1,
    accuracy: null,
  });
  expect(result.votesPerTask).toBeLessThan(3);
  const people = await runCommand('replay', votes, '--truth', truth);
  expect(people.output).toMatch(
    /^votes .* of 120 on 20 tasks, .*\nagreement +100\.00 % .*\naccuracy +100\.00 %\n/,
  );
});

test.each([
  ['bad-usage', ['--policy', 'fixed:0']],
  ['bad-usage', ['--policy', 'fixed']],
  ['bad-usage', ['--target', '1']],
  ['no-such-file', ['--truth', '/no/such/truth.csv']],
])('%s', async (refusal, args) => {
  const { code, output, errors } = await runCommand('replay', votes, ...args, '--json');
  expect(code).toBe(2);
  expect(errors).toMatch(new RegExp(`^error: ${refusal}: .*\n$`));
  expect(JSON.parse(output).error.code).toBe(refusal);
});

test('help has an example', async () => {
  const { code, output } = await runCommand('replay', '--help');
  expect(code).toBe(0);
  expect(output).toContain('--policy fixed:5');
});
