import { expect, test } from 'vitest';
import { seededRandom } from '#lib/core/random';
import { orderWarning } from './output-order.ts';

const classes = ['bag', 'coat', 'dress', 'shirt'];
const truth = Int32Array.from({ length: 200 }, (_, i) => i % 4);

/** Warnings on a model that names nine of ten images by `order`, and guesses the others. */
function warned(order: readonly number[]): string[] {
  const random = seededRandom(order.join());
  const top = truth.map((actual) => (random.below(10) ? (order[actual] as number) : random.below(4)));
  return orderWarning({ top, guesses: 1, count: truth.length }, { classes, truth });
}

test('outputs in another order are told of, with one that shows it', () => {
  expect(warned([2, 0, 1, 3])).toEqual([
    expect.stringMatching(/output 1 is mostly the best guess of "coat", not of "bag".*--classes/),
  ]);
});

test('nothing is said where the order is right, and of a model that is merely poor', () => {
  expect(warned([0, 1, 2, 3])).toEqual([]);
  expect(warned([0, 0, 0, 0])).toEqual([]);
  expect(warned([1, 1, 2, 2])).toEqual([]);
  const random = seededRandom('chance');
  const top = truth.map(() => random.below(4));
  expect(orderWarning({ top, guesses: 1, count: 200 }, { classes, truth })).toEqual([]);
});
