import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareBits, packBits } from './image-bits.ts';

const pack = (flags: readonly boolean[]) => packBits(flags.length, (image) => flags[image] === true);

it('counts images as one by one', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.boolean()), { maxLength: 70 }), (images) => {
      const count = (of: (a: boolean, b: boolean) => boolean) => images.filter(([a, b]) => of(a, b)).length;
      expect(compareBits(pack(images.map(([a]) => a)), pack(images.map(([, b]) => b)))).toEqual({
        onlyFirst: count((a, b) => a && !b),
        onlySecond: count((a, b) => b && !a),
        both: count((a, b) => a && b),
      });
    }),
  );
});

it('takes what one of them is too short for as not set', () => {
  expect(compareBits(pack([true]), pack([...Array(20).fill(true)]))).toEqual({
    onlyFirst: 0,
    onlySecond: 19,
    both: 1,
  });
});
