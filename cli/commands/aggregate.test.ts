import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';

const crowd = path.resolve(import.meta.dirname, '../../../shared/data/crowd');
const bluebirds = path.join(crowd, 'bluebirds-votes.csv');
const truth = path.join(crowd, 'bluebirds-truth.csv');
const there = await readFile(bluebirds).then(
  () => true,
  () => false,
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'imagenest-votes-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const file = (name: string) => path.join(folder, name);
async function given(name: string, text: string): Promise<string> {
  await writeFile(file(name), text);
  return file(name);
}

const pets = 'task,worker,label\na,1,cat\na,2,cat\na,3,dog\n"b, c",1,dog\n"b, c",2,dog\n';

test('the result alone is one JSON object, the labels a table in the order of the votes', async () => {
  const votes = await given('votes.csv', pets);
  const out = file('labels.csv');
  const { code, output, errors } = await runCommand(
    'aggregate',
    votes,
    '--method',
    'majority',
    '--out',
    out,
    '--json',
  );
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(JSON.parse(output)).toEqual({
    method: 'majority',
    tasks: 2,
    workers: 3,
    votes: 5,
    labels: 2,
    iterations: 0,
    seconds: expect.any(Number),
    accuracy: null,
    alpha: expect.closeTo(1 - 2 / 5 / (12 / 20), 10),
  });
  expect(await readFile(out, 'utf8')).toBe('task,label,confidence\na,cat,0.666667\n"b, c",dog,1\n');
});

test('other names of the columns, in any order, with a byte order mark and Windows line ends', async () => {
  const votes = await given(
    'other.csv',
    '\uFEFFAnswer,extra,Worker, Question\r\nyes,0,w,q\r\n\r\nno,0,v,r\r\n',
  );
  const right = await given('other-truth.csv', 'question,truth\nq,yes\nr,yes\nunseen,no\n');
  const { code, output, errors } = await runCommand('aggregate', votes, '--truth', right, '--json');
  expect(code).toBe(0);
  expect(errors).toMatch(/^warning: 1 of the 3 tasks .*\n$/);
  expect(JSON.parse(output)).toMatchObject({ method: 'dawid-skene', tasks: 2, accuracy: 0.5, alpha: null });
});

test('labels at different depths: "some dog" agrees with beagle, one vote alone decides nothing', async () => {
  const [dog, beagle, cat] = ['n02084071', 'n02088364', 'n02121620'];
  const rows = [`a,1,${dog}`, `a,2,${beagle}`, `a,3,${beagle}`, `b,1,${dog}`, `b,2,${cat}`, `c,1,${cat}`];
  const votes = await given('nouns.csv', `task,worker,label\n${rows.join('\n')}\n`);
  const out = file('nouns-out.csv');
  const { code } = await runCommand('aggregate', votes, '--method', 'hierarchical', '--out', out);
  expect(code).toBe(0);
  const lines = (await readFile(out, 'utf8')).trim().split('\n');
  // Dog and cat meet in carnivore.
  expect(lines.slice(1).map((line) => line.split(',').slice(0, 2))).toEqual([
    ['a', beagle],
    ['b', 'n02075296'],
    ['c', ''],
  ]);
});

describe.skipIf(!there)('on the bluebirds', () => {
  test.each([
    ['majority', 0.7592, 0.7594],
    ['wawa', 0.7592, 0.78],
    ['one-coin', 0.72, 0.76],
    ['dawid-skene', 0.889, 0.899],
  ])('%s', async (method, least, most) => {
    const { output } = await runCommand(
      'aggregate',
      bluebirds,
      '--truth',
      truth,
      '--method',
      method,
      '--json',
    );
    const result = JSON.parse(output);
    expect(result).toMatchObject({ tasks: 108, workers: 39, votes: 4212, labels: 2 });
    expect(result.alpha).toBeCloseTo(0.1255, 4);
    expect(result.accuracy).toBeGreaterThan(least);
    expect(result.accuracy).toBeLessThan(most);
  });

  test('as many rounds as are asked for', async () => {
    const { output } = await runCommand('aggregate', bluebirds, '--rounds', '3', '--json');
    expect(JSON.parse(output).iterations).toBe(3);
  });
});

test.each([
  ['no-such-file', null, []],
  ['table-columns', 'task,label\na,x\n', []],
  ['table-empty', 'task,worker,label\n', []],
  ['table-empty', '', []],
  ['table-row', 'task,worker,label\na,1,x\na,,x\n', []],
  ['table-damaged', 'task,worker,label\na,1\n', []],
  ['table-damaged', 'task,worker,label\na,1,"x\n', []],
  ['class-not-synset', pets, ['--method', 'hierarchical']],
  ['bad-usage', pets, ['--method', 'glad']],
  ['cannot-write', pets, ['--out', '/no/such/folder/labels.csv']],
])('%s', async (refusal, text, args) => {
  const votes = text === null ? file('none.csv') : await given('refused.csv', text);
  const { code, output, errors } = await runCommand('aggregate', votes, ...args, '--json');
  expect(errors).toMatch(new RegExp(`^error: ${refusal}: .*\n$`));
  expect(JSON.parse(output).error.code).toBe(refusal);
  expect(code).toBe(2);
});

test.each([
  ['truth-elsewhere', 'task,label\nz,cat\n'],
  ['table-row', 'task,label\na,cat\na,dog\n'],
])('%s', async (refusal, text) => {
  const votes = await given('votes.csv', pets);
  const right = await given('truth.csv', text);
  const { code, errors } = await runCommand('aggregate', votes, '--truth', right);
  expect(code).toBe(2);
  expect(errors).toMatch(new RegExp(`^error: ${refusal}: .*\n$`));
});

test('help has an example', async () => {
  const { code, output } = await runCommand('aggregate', '--help');
  expect(code).toBe(0);
  expect(output).toContain('imagenest aggregate votes.csv');
});
