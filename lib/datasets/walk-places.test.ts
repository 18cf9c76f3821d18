import fc from 'fast-check';
import { expect, test } from 'vitest';
import { walkPlaces } from './walk-places.ts';

test('each id is found where it stands', () => {
  const ids = fc.uniqueArray(fc.nat(50)).map((list) => Int32Array.from(list).sort());
  fc.assert(
    fc.property(ids, ids, (list, asked) => {
      const placeOf = walkPlaces(list);
      for (const id of asked) expect(placeOf(id)).toBe(list.indexOf(id));
    }),
  );
});
