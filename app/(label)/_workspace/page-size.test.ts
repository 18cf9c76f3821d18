import fc from 'fast-check';
import { expect, it } from 'vitest';
import { columnsAt, pageSizeAt, pageSizeOf } from './page-size';

it.each([
  [360, 740, 24],
  [768, 1024, 30],
  [1366, 768, 24],
  [1600, 1000, 24],
  [1920, 1080, 32],
  [2560, 1440, 40],
  [1280, 1800, 48],
])('a window of %i by %i px shows a page of %i', (width, height, size) => {
  expect(pageSizeAt(width, height)).toBe(size);
});

it('a page has full rows, 24 to 48 images', () => {
  fc.assert(
    fc.property(fc.integer({ min: 200, max: 6000 }), fc.integer({ min: 200, max: 4000 }), (width, height) => {
      const size = pageSizeAt(width, height);
      expect(size % columnsAt(width)).toBe(0);
      expect(size).toBeGreaterThanOrEqual(24);
      expect(size).toBeLessThanOrEqual(48);
    }),
  );
});

it.each([
  ['36', 36],
  ['48', 48],
  ['12', 24],
  ['49', 24],
  ['many', 24],
  [undefined, 24],
])('the cookie %j asks for %i', (cookie, size) => {
  expect(pageSizeOf(cookie)).toBe(size);
});
