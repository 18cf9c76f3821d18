import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slugOf, slugSchema } from './slug.ts';

test('makes a slug of a title', () => {
  expect(slugOf('Garden birds, 2026')).toBe('garden-birds-2026');
  expect(slugOf('  Fünf Möwen! ')).toBe('funf-mowen');
  expect(slugOf('犬')).toBe('');
});

test('whatever the title, the slug is empty or a good one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) => {
      const slug = slugOf(title);
      expect(slug === '' || slugSchema.safeParse(slug).success).toBe(true);
    }),
  );
});
