import { expect, it } from 'vitest';
import { bluebirds, readBluebirds } from '../testing/bluebirds.ts';
import { codeVotes } from './coded-votes.ts';
import { krippendorffAlpha } from './krippendorff-alpha.ts';

/** Alpha of observers' rows, a character a unit; a dot is a unit that they left out. */
function alphaOf(...observers: string[]): number | null {
  const votes = observers.flatMap((row) =>
    [...row].flatMap((answer, unit) => (answer === '.' ? [] : [{ unit, answer }])),
  );
  return krippendorffAlpha(codeVotes(votes).votes);
}

it('is .095 for two observers and ten units (Krippendorff 2011, example A)', () => {
  expect(alphaOf('0100000010', '1110010000')).toBeCloseTo(0.095, 3);
});

it('is .692 for two observers and five answers (example B)', () => {
  expect(alphaOf('aabbdcccedda', 'babbbccceddd')).toBeCloseTo(0.692, 3);
});

it('is .743 for four observers who left units out (example C)', () => {
  expect(alphaOf('123321412...', '1233224125.3', '.3332342251.', '12332441251.')).toBeCloseTo(0.743, 3);
});

it('is 1 where all agree, below 0 where people disagree more than by chance', () => {
  expect(alphaOf('xyxyx', 'xyxyx', 'xyxyx')).toBe(1);
  expect(alphaOf('xyxy', 'yxyx')).toBeLessThan(0);
});

it('is null where nothing can be compared', () => {
  expect(alphaOf()).toBeNull();
  expect(alphaOf('xy..', '..xy')).toBeNull();
  expect(alphaOf('xxxx', 'xxxx')).toBeNull();
});

it.skipIf(!bluebirds.there)('is .126 for the bluebirds', () => {
  expect(krippendorffAlpha(readBluebirds().votes)).toBeCloseTo(0.1255, 4);
});
