import { expect, it } from 'vitest';
import { flatLines, linesOf } from './campaign-votes.ts';

const [animal, dog, beagle] = ['n00015388', 'n02084071', 'n02088364'];

it('keeps how answers lie to each other in flat arrays, those that name no noun or several apart', () => {
  const names = [beagle, 'none', animal, `${dog} ${animal}`, dog];
  const above = new Map([
    [beagle, [beagle, dog, animal]],
    [dog, [animal, dog]],
    [animal, [animal]],
  ]);
  const breadth = [1, 1, 4000, 1, 190];
  const lines = linesOf(flatLines({ answerCount: 4003, breadth, covers: () => false }, above, names));
  expect(lines.answerCount).toBe(4003);
  expect([...(lines.breadth as Int32Array)]).toEqual(breadth);
  const covered = names.map((_, b) => names.flatMap((_, a) => (lines.covers(a, b) ? [a] : [])));
  expect(covered).toEqual([[0, 2, 4], [1], [2], [3], [2, 4]]);
});
