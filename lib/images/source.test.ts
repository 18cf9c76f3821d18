import { expect, test } from 'vitest';
import { licenseTitle, sourceSchema } from './source.ts';

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

test('a licence has a name for people', () => {
  expect(licenseTitle('CC-BY-4.0')).toBe('CC BY 4.0');
  expect(licenseTitle('GFDL-1.3-only')).toBe('GFDL-1.3-only');
});
