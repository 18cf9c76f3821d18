import { expect, test } from 'vitest';
import { sourceSchema } from './source.ts';

const source = {
  slug: 'garden-birds',
  title: 'Garden birds',
  author: 'Ada',
  license: 'CC-BY-4.0',
  licenseUrl: 'https://creativecommons.org/licenses/by/4.0/',
};

test('a source says whose and under which licence', () => {
  expect(sourceSchema.parse(source)).toEqual(source);
  for (const wrong of [
    { author: ' ' },
    { license: 'free for all!' },
    { licenseUrl: 'javascript:alert(1)' },
    { slug: 'A b' },
  ])
    expect(sourceSchema.safeParse({ ...source, ...wrong }).success).toBe(false);
});
