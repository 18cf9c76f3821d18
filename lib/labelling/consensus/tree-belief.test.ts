import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnswerLines, classChances, treeBelief } from './tree-belief.ts';

/** animal over dog and cat, dog over beagle and basset; `none` apart. */
const [ANIMAL, DOG, BEAGLE, BASSET, CAT, NONE] = [0, 1, 2, 3, 4, 5] as const;
const above: Record<number, number[]> = {
  [DOG]: [ANIMAL],
  [BEAGLE]: [DOG, ANIMAL],
  [BASSET]: [DOG, ANIMAL],
  [CAT]: [ANIMAL],
};
const lines: AnswerLines = {
  answerCount: 4003,
  breadth: [4000, 190, 1, 1, 30, 1],
  covers: (a, b) => a === b || (above[b]?.includes(a) ?? false),
};
const belief = (answers: readonly number[], reliability = 0.85, target = 0.95) =>
  treeBelief(
    lines,
    answers.map((answer) => ({ answer, reliability })),
    target,
  );

describe('what votes at different depths say', () => {
  it('some dog and beagle agree on dog, and a further beagle on beagle', () => {
    expect(belief([DOG, BEAGLE])).toMatchObject({ answer: DOG, votes: 2 });
    expect(belief([DOG, BEAGLE]).chance).toBeGreaterThan(0.95);
    expect(belief([DOG, BEAGLE, BEAGLE])).toMatchObject({ answer: BEAGLE, votes: 2 });
  });

  it('two who agree are sure, two who do not are not, though both are hounds', () => {
    expect(belief([BEAGLE, BEAGLE]).chance).toBeGreaterThan(0.99);
    expect(belief([BEAGLE, BASSET]).chance).toBeLessThan(0.6);
    expect(belief([BEAGLE, BEAGLE, BASSET]).answer).toBe(BEAGLE);
    // That people take it for two nouns alike shows that it is hard.
    expect(belief([BEAGLE, BEAGLE, BASSET, BASSET, BEAGLE]).chance).toBeLessThan(0.9);
  });

  it('answers off the tree agree with themselves alone', () => {
    expect(belief([NONE, NONE])).toMatchObject({ answer: NONE, votes: 2 });
    expect(belief([NONE, NONE]).chance).toBeGreaterThan(0.95);
    expect(belief([NONE, ANIMAL]).chance).toBeLessThan(0.95);
  });

  it('one vote is never more than its labeler', () => {
    expect(belief([BEAGLE], 0.9).chance).toBeLessThan(0.91);
    expect(belief([BEAGLE], 0.9).votes).toBe(1);
  });

  it('is surer by better labelers', () => {
    expect(belief([CAT, CAT], 0.95).chance).toBeGreaterThan(belief([CAT, CAT], 0.6).chance);
  });

  it('gives chances that sum to 1, the same whatever the order of the votes', () => {
    const vote = fc.record({
      answer: fc.constantFrom(ANIMAL, DOG, BEAGLE, BASSET, CAT, NONE),
      reliability: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(vote, { minLength: 1, maxLength: 30 }), (votes) => {
        const given = [...new Set(votes.map(({ answer }) => answer))].sort();
        const chances = classChances(lines, given, votes);
        expect(chances.reduce((sum, chance) => sum + chance)).toBeCloseTo(1, 9);
        const turned = treeBelief(lines, [...votes].reverse(), 0.9);
        const straight = treeBelief(lines, votes, 0.9);
        expect(turned.chance).toBeCloseTo(straight.chance, 9);
        expect(straight.chance).toBeLessThanOrEqual(1);
      }),
    );
  });
});
