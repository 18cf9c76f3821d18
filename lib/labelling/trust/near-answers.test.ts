import { describe, expect, test } from 'vitest';
import { type Random, seededRandom } from '#lib/core/random';
import { type Behaviour, simulateMixedCrowd } from '../testing/mixed-crowd.ts';
import { findSuspects } from './find-suspects.ts';
import { areNear, nearAnswers } from './near-answers.ts';

const HONEST = 50;
const CHEATS = 25;
const SEEDS = 6;

/** Four species of animal, of five breeds each: answer 0 is the animal, 1 to 4 the species, the rest the breeds. */
const parents = [-1, 0, 0, 0, 0, ...Array.from({ length: 20 }, (_, breed) => 1 + (breed % 4))];
function above(answer: number): number[] {
  const parent = parents[answer] as number;
  return parent < 0 ? [] : [parent, ...above(parent)];
}
const breeds = parents.flatMap((parent, answer) => (parent > 0 ? [answer] : []));
const tree = {
  priors: parents.map((parent) => (parent > 0 ? 1 / breeds.length : 0)),
  lines: nearAnswers(
    parents.map((_, answer) => [answer]),
    above,
  ),
};

/** Sets of a dog, a cat and a ball, the animals with two breeds each: what people name of a picture that shows several things. */
const nounsAbove: Record<string, string[]> = {
  beagle: ['dog'],
  boxer: ['dog'],
  siamese: ['cat'],
  manx: ['cat'],
};
const things = [
  ['beagle', 'boxer', 'dog'],
  ['siamese', 'manx', 'cat'],
  ['ball'],
  ['car'],
  ['tree'],
  ['house'],
];
const singles = things.flatMap((kinds, thing) => kinds.map((noun) => ({ noun, thing })));
const sets = [
  ...singles.map(({ noun }) => [noun]),
  ...singles.flatMap(({ noun, thing }) =>
    singles.filter((other) => other.thing > thing).map((other) => [noun, other.noun]),
  ),
];
const isDeep = (nouns: readonly string[]) => !nouns.includes('dog') && !nouns.includes('cat');
const deep = sets.filter(isDeep).length;
const several = {
  priors: sets.map((nouns) => (isDeep(nouns) ? 1 / deep : 0)),
  lines: nearAnswers(sets, (noun) => nounsAbove[noun] ?? []),
};
const codes = new Map(sets.map((nouns, code) => [nouns.join(' '), code]));

/** The answer with less depth: one step up, at times two. */
function shallower(answer: number, random: Random): number {
  const up = above(answer);
  return up[random.next() < 0.8 ? 0 : up.length - 1] ?? answer;
}
const broader = (answer: number) =>
  codes.get((sets[answer] as string[]).map((noun) => nounsAbove[noun]?.[0] ?? noun).join(' ')) as number;

function stopping(
  share: number,
  right: number,
  real: readonly number[],
  up: (answer: number, random: Random) => number,
): Behaviour {
  return {
    answer: (truth, random) => {
      const seen = random.next() < right ? truth : random.pick(real);
      return random.next() < share ? up(seen, random) : seen;
    },
  };
}

const kinds = {
  tree: { ...tree, up: shallower },
  'sets of nouns': { ...several, up: broader },
};

describe.each(Object.entries(kinds))('answers at any depth: %s', (name, { priors, lines, up }) => {
  const real = priors.flatMap((prior, answer) => (prior > 0 ? [answer] : []));
  test.each([
    ['half their units', () => 0.5],
    ['four of five units', () => 0.8],
    ['no, or most, units', (i: number) => [0, 0.5, 0.65, 0.8][i % 4] as number],
    ['most units, one of them each', (i: number) => (i === 0 ? 1 : 0.3)],
  ])('honest people who stop on %s are not accused', (kind, share) => {
    let [found, accused, alone] = [0, 0, 0];
    for (let seed = 0; seed < SEEDS; seed++) {
      const random = seededRandom(`depth ${seed}`);
      const people = Array.from({ length: HONEST }, (_, i) =>
        stopping(share(i), random.between(0.75, 0.99), real, up),
      );
      const cheats = Array.from(
        { length: CHEATS },
        (): Behaviour => ({ answer: (_, dice) => dice.below(priors.length) }),
      );
      const plan = { priors, votesPerUnit: 4, goldShare: 0.05, votesEach: 60, seed };
      const crowd = { ...simulateMixedCrowd({ ...plan, labelers: [...people, ...cheats] }), lines };
      for (const [labeler, suspicions] of findSuspects(crowd).entries()) {
        if (suspicions.length === 0) continue;
        if (labeler < HONEST) accused++;
        else found++;
      }
      const honest = { ...simulateMixedCrowd({ ...plan, labelers: people }), lines };
      alone += findSuspects(honest).filter(({ length }) => length > 0).length;
    }
    if (process.env.RATES)
      console.log(name, kind, found / CHEATS / SEEDS, accused / HONEST / SEEDS, alone / HONEST / SEEDS);
    expect(found / (SEEDS * CHEATS)).toBeGreaterThanOrEqual(0.95);
    expect(accused / (SEEDS * HONEST)).toBeLessThan(0.01);
    expect(alone / (SEEDS * HONEST)).toBeLessThan(0.01);
  });
});

test('answers are near on a line, and where they share a thing', () => {
  const of = (...nouns: string[]) => codes.get(nouns.join(' ')) as number;
  const { lines } = several;
  expect(areNear(lines, of('beagle'), of('dog'))).toBe(true);
  expect(areNear(lines, of('beagle'), of('boxer'))).toBe(false);
  expect(areNear(lines, of('dog', 'ball'), of('beagle'))).toBe(true);
  expect(areNear(lines, of('beagle', 'car'), of('boxer', 'ball'))).toBe(false);
  expect(lines?.above[of('beagle', 'ball')]).toEqual(
    new Set([of('beagle'), of('dog'), of('ball'), of('dog', 'ball'), of('beagle', 'ball')]),
  );
  expect(nearAnswers([['ball'], ['car']], () => [])).toBeNull();
});

test.each([0.5, 0.8])(
  'a few who say "some dog" on %f of their units are not accused where others name breeds',
  (share) => {
    const breedCount = 20;
    const count = breedCount + 1;
    const lines = nearAnswers(
      Array.from({ length: count }, (_, answer) => [answer]),
      (answer) => (answer === 0 ? [] : [0]),
    );
    const priors = Array.from({ length: count }, (_, answer) => (answer === 0 ? 0 : 1 / breedCount));
    const [few, all, lot, seeds] = [10, 40, 8, 5];
    let [accused, found] = [0, 0];
    for (let seed = 0; seed < seeds; seed++) {
      const real = Array.from({ length: breedCount }, (_, breed) => breed + 1);
      const people = Array.from({ length: all }, (_, i) =>
        stopping(i < few ? share : 0, 0.93, real, () => 0),
      );
      const cheats = Array.from(
        { length: lot },
        (): Behaviour => ({ answer: (_, dice) => dice.below(count) }),
      );
      const plan = { priors, votesPerUnit: 4, goldShare: 0.05, votesEach: 60, seed };
      const suspects = findSuspects({
        ...simulateMixedCrowd({ ...plan, labelers: [...people, ...cheats] }),
        lines,
      });
      accused += suspects.slice(0, all).filter(({ length }) => length > 0).length;
      found += suspects.slice(all).filter(({ length }) => length > 0).length;
    }
    expect(accused / (seeds * all)).toBeLessThan(0.01);
    expect(found / (seeds * lot)).toBeGreaterThanOrEqual(0.95);
  },
);
