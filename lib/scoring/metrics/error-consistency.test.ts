import { expect, it } from 'vitest';
import { errorConsistency } from './error-consistency.ts';
import { packBits } from './image-bits.ts';

const bits = (images: string) => packBits(images.length, (image) => images[image] === '1');

it('is 1 of a model with itself and 0 where they agree as chance has it', () => {
  expect(errorConsistency(bits('1101'), bits('1101'), 4)).toEqual({ agreement: 1, kappa: 1 });
  expect(errorConsistency(bits('1100'), bits('1010'), 4)).toEqual({ agreement: 0.5, kappa: 0 });
});

it('is what can be counted by hand', () => {
  // 6 of 10 and 5 of 10 are right, 4 of them both: they agree on 7; chance agrees on 0.6 x 0.5 + 0.4 x 0.5 = 0.5.
  const { agreement, kappa } = errorConsistency(bits('1111110000'), bits('1111001000'), 10);
  expect(agreement).toBeCloseTo(0.7, 12);
  expect(kappa).toBeCloseTo(0.4, 12);
});

it('has no kappa where both are always right', () => {
  expect(errorConsistency(bits('111'), bits('111'), 3)).toEqual({ agreement: 1, kappa: null });
});
