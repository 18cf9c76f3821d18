import { expect, it } from 'vitest';
import { nextPath } from './next-path';

it('goes back to pages of this site', () => {
  expect(nextPath('/label/dogs?page=2#top')).toBe('/label/dogs?page=2#top');
  expect(nextPath(['/explore', '/other'])).toBe('/explore');
});

it.each([
  undefined,
  '',
  'explore',
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/.//evil.example',
  'javascript:alert(1)',
])('goes home from %j', (asked) => {
  expect(nextPath(asked)).toBe('/');
});
