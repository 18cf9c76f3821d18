import { expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';

test('an id with two parents has both paths to the root', async () => {
  const { code, output } = await runCommand('synset', 'n02084071', '--json');
  expect(code).toBe(0);
  const result = JSON.parse(output);
  expect(result).toMatchObject({
    id: 'n02084071',
    words: ['dog', 'domestic dog', 'Canis familiaris'],
    gloss: expect.stringContaining('genus Canis'),
    children: 18,
    descendants: 189,
    otherSenses: [],
  });
  const paths = result.paths.map((path: { word: string }[]) => path.map(({ word }) => word));
  expect(paths).toHaveLength(2);
  expect(paths.map((path: string[]) => path.slice(-2))).toEqual([
    ['canine', 'dog'],
    ['domestic animal', 'dog'],
  ]);
  expect(paths.every(([root]: string[]) => root === 'entity')).toBe(true);
});

test('a word tells all its senses, the most frequent first', async () => {
  const { code, output } = await runCommand('synset', 'dog', '--json');
  expect(code).toBe(0);
  const { id, otherSenses } = JSON.parse(output);
  expect(id).toBe('n02084071');
  expect(otherSenses).toHaveLength(6);
  const people = await runCommand('synset', 'dog');
  expect(people.output.split('\n').filter((line) => /^n\d{8} /.test(line))).toHaveLength(7);
});

test.each([
  ['unknown-synset', ['synset', 'xyzzy', '--json']],
  ['bad-usage', ['synset', 'dog', '--jsonl', '--json']],
])('%s', async (refusal, args) => {
  const { code, output, errors } = await runCommand(...args);
  expect(code).toBe(2);
  expect(errors).toMatch(new RegExp(`^error: ${refusal}: .*\n$`));
  expect(JSON.parse(output).error.code).toBe(refusal);
});

test('help has an example', async () => {
  const { code, output } = await runCommand('synset', '--help');
  expect(code).toBe(0);
  expect(output).toContain('imagenest synset dog');
});
