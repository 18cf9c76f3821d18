import { expect, test } from 'vitest';
import { valueForm } from './value-form.ts';

test.each([
  [[1, 64, 55, 55], { kind: 'map', height: 55, width: 55, channels: 64 }],
  [[1, 56, 56, 96], { kind: 'map', height: 56, width: 56, channels: 96 }],
  [[1, 3, 3, 3], { kind: 'map', height: 3, width: 3, channels: 3 }],
  [[1, 512, 1, 1], { kind: 'map', height: 1, width: 1, channels: 512 }],
  [[1, 197, 768], { kind: 'tokens', tokens: 197, features: 768 }],
  [[197, 1, 768], { kind: 'tokens', tokens: 197, features: 768 }],
  [[1, 1_000], { kind: 'flat', features: 1_000 }],
  [[196, 384], { kind: 'tokens', tokens: 196, features: 384 }],
  [[768], { kind: 'flat', features: 768 }],
  [[], { kind: 'flat', features: 1 }],
  [[1, 4, 7, 7, 96], { kind: 'tokens', tokens: 196, features: 96 }],
  [null, { kind: 'unknown' }],
])('%j', (shape, form) => {
  expect(valueForm(shape)).toEqual(form);
});
