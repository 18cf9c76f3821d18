import { expect, test } from 'vitest';
import { storableText } from './storable-text.ts';

test.each([
  ['a plain name', 'a plain name'],
  ['nothing\u0000ness', 'nothingness'],
  ['half \ud83d', 'half \ufffd'],
  ['whole \ud83d\ude00', 'whole \ud83d\ude00'],
])('%j becomes %j', (text, kept) => {
  expect(storableText(text)).toBe(kept);
});
