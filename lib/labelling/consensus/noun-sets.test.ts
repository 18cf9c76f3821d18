import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '#lib/core/random';
import { estimateNounSets, type NounSetRow, nounSetOf } from './noun-sets.ts';

const [dog, beagle, cat, car] = ['dog', 'beagle', 'cat', 'car'] as const;
const isBelow = (noun: string, other: string) => noun === other || (noun === beagle && other === dog);
const vote = (...nouns: string[]) => ({ nouns, reliability: 0.8 });

describe('what an image shows', () => {
  test('what most people name, each noun by itself', () => {
    expect(nounSetOf([vote(dog, cat), vote(cat, dog), vote(dog)], isBelow).nouns).toEqual([cat, dog]);
    expect(nounSetOf([vote(dog), vote(dog, car), vote(dog)], isBelow).nouns).toEqual([dog]);
  });

  test('a finer noun agrees with a coarser one, and stands for it', () => {
    const { nouns, confidence } = nounSetOf([vote(dog), vote(beagle), vote(beagle)], isBelow);
    expect(nouns).toEqual([beagle]);
    expect(confidence).toBeGreaterThan(0.95);
  });

  test('by hand: two yes of reliability .8 are 64 to 1 on, a no is 2 to 9', () => {
    expect(nounSetOf([vote(dog), vote(dog)], isBelow).confidence).toBeCloseTo(64 / 65, 12);
    const { nouns, confidence } = nounSetOf([vote(dog, cat), vote(dog)], isBelow);
    expect(nouns).toEqual([cat, dog]);
    expect(confidence).toBeCloseTo((64 / 65) * (16 / 25), 12);
  });

  test('nobody agrees: nothing, or little confidence', () => {
    expect(nounSetOf([vote(dog), vote(cat), vote(car)], isBelow).confidence).toBeLessThan(0.5);
    expect(nounSetOf([vote('none'), vote('none')], isBelow).nouns).toEqual(['none']);
  });

  test('the order of votes and of nouns does not matter, and no answer holds two on one line', () => {
    const arbitrary = fc.array(fc.uniqueArray(fc.constantFrom(dog, beagle, cat, car), { minLength: 1 }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(arbitrary, (sets) => {
        const straight = nounSetOf(
          sets.map((nouns) => vote(...nouns)),
          isBelow,
        );
        const turned = nounSetOf(
          [...sets].reverse().map((nouns) => vote(...[...nouns].reverse())),
          isBelow,
        );
        expect(turned.nouns).toEqual(straight.nouns);
        expect(turned.confidence).toBeCloseTo(straight.confidence, 10);
        expect(straight.nouns.includes(dog) && straight.nouns.includes(beagle)).toBe(false);
      }),
    );
  });
});

test('learns who overlooks and who makes up, and decides better for it', () => {
  const random = seededRandom('noun sets');
  const all = [beagle, cat, car, 'tree', 'boat'];
  const skill = [0.97, 0.95, 0.93, 0.5, 0.45];
  const truth = Array.from({ length: 200 }, () => all.filter(() => random.next() < 0.35));
  const rows: NounSetRow[] = truth.flatMap((shown, unit) =>
    skill.map((right, labeler) => {
      const nouns = all.filter((noun) =>
        shown.includes(noun) ? random.next() < right : random.next() < (1 - right) / 2,
      );
      return { unit, labeler, nouns: nouns.length > 0 ? nouns : ['none'] };
    }),
  );
  const { reliability } = estimateNounSets(rows, skill.length, isBelow);
  for (const j of [0, 1, 2]) expect(reliability[j]).toBeGreaterThan(0.88);
  for (const j of [3, 4]) expect(reliability[j]).toBeLessThan(0.75);

  const rightBy = (weights: (labeler: number) => number) =>
    truth.filter((shown, unit) => {
      const votes = rows
        .filter((row) => row.unit === unit)
        .map(({ nouns, labeler }) => ({ nouns, reliability: weights(labeler) }));
      const said = nounSetOf(votes, isBelow).nouns.filter((noun) => noun !== 'none');
      return said.join() === [...shown].sort().join();
    }).length;
  expect(rightBy((labeler) => reliability[labeler] as number)).toBeGreaterThan(rightBy(() => 0.8));
});

test('what is known of units says who is right, however many say otherwise', () => {
  const rows: NounSetRow[] = Array.from({ length: 40 }, (_, unit) => [
    { unit, labeler: 0, nouns: [cat] },
    { unit, labeler: 1, nouns: [dog] },
    { unit, labeler: 2, nouns: [dog] },
  ]).flat();
  const crowd = estimateNounSets(rows, 3, isBelow).reliability;
  expect(crowd[0]).toBeLessThan(crowd[1] as number);
  const known = new Map(Array.from({ length: 20 }, (_, unit) => [unit, [cat]]));
  const { reliability } = estimateNounSets(rows, 3, isBelow, known);
  expect(reliability[0]).toBeGreaterThan((reliability[1] as number) + 0.2);
  const all = new Map(Array.from({ length: 40 }, (_, unit) => [unit, [cat]]));
  expect(estimateNounSets(rows, 3, isBelow, all).reliability[0]).toBeGreaterThan(0.95);
});
