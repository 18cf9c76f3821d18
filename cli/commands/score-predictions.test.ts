import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'imagenest-guesses-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function score(files: { predictions: string; truth: string; classes: string }) {
  const args: string[] = [];
  for (const [name, text] of Object.entries(files)) {
    await writeFile(path.join(folder, name), text);
    args.push(`--${name}`, path.join(folder, name));
  }
  return runCommand('score-predictions', ...args, '--json');
}

// Heights of the lowest common ancestors: dog and wolf canine 6, either and cat carnivore 7, all and teapot whole 16.
const classes = 'n02084071\tdog\nn02114100\twolf\nn02121620\tcat\nn04398044\tteapot\n';

test('errors of a table computed by hand', async () => {
  const { code, output } = await score({ predictions: '2 3 1\n3\n\n1,3\n', truth: '1\n3\n2\n4\n', classes });
  expect(code).toBe(0);
  expect(JSON.parse(output)).toEqual({
    images: 4,
    guesses: [1, 2, 3, 4, 5],
    // Found by the third guess; by the first; without a guess; never.
    flatError: [3 / 4, 3 / 4, 2 / 4, 2 / 4, 2 / 4],
    hierarchicalError: [
      (6 + 0 + 16 + 16) / 4,
      (6 + 0 + 16 + 16) / 4,
      (0 + 0 + 16 + 16) / 4,
      (0 + 0 + 16 + 16) / 4,
      (0 + 0 + 16 + 16) / 4,
    ],
  });
});

test.each([
  ['predictions-rows', { predictions: '1\n', truth: '1\n2\n', classes }],
  ['predictions-class', { predictions: '5\n', truth: '1\n', classes }],
  ['class-not-synset', { predictions: '1\n', truth: '1\n', classes: 'dog\nn02114100\n' }],
])('%s', async (refusal, files) => {
  const { code, output, errors } = await score(files);
  expect(code).toBe(2);
  expect(errors).toMatch(new RegExp(`^error: ${refusal}: .*\n$`));
  expect(JSON.parse(output).error.code).toBe(refusal);
});
