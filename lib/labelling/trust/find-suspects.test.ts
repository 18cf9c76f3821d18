import { describe, expect, test } from 'vitest';
import { type Random, seededRandom } from '#lib/core/random';
import { type Behaviour, draw, honest, simulateMixedCrowd } from '../testing/mixed-crowd.ts';
import { findSuspects } from './find-suspects.ts';

const alike = (count: number) => Array.from({ length: count }, () => 1 / count);

/** Campaigns: two answers as ImageNet's verify has them (one candidate in ten is right), and many. */
const campaigns: Record<string, Campaign> = {
  verify: { priors: [0.9, 0.1], votesPerUnit: 5, goldShare: 0.3 },
  // One vote in twenty on gold, twice as many on a labeler's first pages, which the first sixty votes are on.
  'verify as it comes': { priors: [0.9, 0.1], votesPerUnit: 5, goldShare: 0.1, seeds: 40 },
  'even verify': { priors: [0.5, 0.5], votesPerUnit: 5, goldShare: 0.1 },
  'classify 10': { priors: alike(10), votesPerUnit: 3, goldShare: 0.05 },
  'classify 100': { priors: alike(100), votesPerUnit: 4, goldShare: 0.05 },
};
type Campaign = { priors: number[]; votesPerUnit: number; goldShare: number; seeds?: number };

const HONEST = 40;
const CHEATS = 20;

/** Right from .75 to .99: plain, fast and good, given one kind of question, or leaning to one side. */
function honestPeople({ priors }: Campaign, random: Random): Behaviour[] {
  const count = priors.length;
  return Array.from({ length: HONEST }, (_, i) => {
    const right = random.between(0.75, 0.99);
    if (i === 0) return honest(Array(count).fill(right), { only: count - 1 });
    if (i % 5 === 1) return honest(Array(count).fill(random.between(0.9, 0.99)), { pace: 0.25 });
    if (i % 5 === 2) return honest([0.99, ...Array(count - 1).fill(0.7)]);
    if (i % 5 === 3) return honest([0.7, ...Array(count - 1).fill(0.99)]);
    return honest(Array(count).fill(right));
  });
}

const cheats: Record<string, (campaign: Campaign, place: number) => Behaviour> = {
  random: ({ priors }) => ({ answer: (_, random) => random.below(priors.length) }),
  'by the crowd’s shares': ({ priors }) => ({ answer: (_, random) => draw(priors, random) }),
  'always the first': () => ({ answer: () => 0 }),
  'always the second': () => ({ answer: () => 1 }),
  wrong: ({ priors }) => ({
    answer: (truth, random) =>
      random.next() < 0.05 ? truth : (truth + 1 + random.below(priors.length - 1)) % priors.length,
  }),
  'too fast': ({ priors }) => ({ answer: (_, random) => random.below(priors.length), pace: 0.15 }),
};

/** Shares of cheats found and of honest people accused, over crowds of many seeds, sixty votes each. */
function measure(
  campaign: Campaign,
  cheat: (place: number) => Behaviour,
  seeds: number,
  people = (random: Random) => honestPeople(campaign, random),
  count = CHEATS,
) {
  let found = 0;
  let accused = 0;
  for (let seed = 0; seed < seeds; seed++) {
    const random = seededRandom(`crowd ${seed}`);
    const labelers = [...people(random), ...Array.from({ length: count }, (_, i) => cheat(i))];
    const suspects = findSuspects(simulateMixedCrowd({ ...campaign, labelers, votesEach: 60, seed }));
    for (const [labeler, suspicions] of suspects.entries()) {
      if (suspicions.length === 0) continue;
      if (labeler < HONEST) accused++;
      else found++;
    }
  }
  return { found: found / (seeds * count), accused: accused / (seeds * HONEST) };
}

const SEEDS = 10;

test('where nobody cheats hardly anybody is accused', () => {
  for (const [name, campaign] of Object.entries(campaigns)) {
    const { accused } = measure(campaign, () => ({ answer: () => 0 }), 30, undefined, 0);
    if (process.env.RATES) console.log(name, 'nobody', accused);
    expect(accused).toBeLessThan(0.01);
  }
});

describe.each(Object.entries(campaigns))('a third of a %s campaign does not look', (name, campaign) => {
  test.each(Object.entries(cheats))('%s', (kind, cheat) => {
    const { found, accused } = measure(campaign, (i) => cheat(campaign, i), campaign.seeds ?? SEEDS);
    if (process.env.RATES) console.log(name, kind, found, accused);
    expect(found).toBeGreaterThanOrEqual(0.95);
    expect(accused).toBeLessThan(0.01);
  });
});

describe.each(Object.entries(campaigns))('copies in a %s campaign', (name, campaign) => {
  test('of people who are right eight or nine times in ten', () => {
    const count = campaign.priors.length;
    const people = (random: Random) =>
      Array.from({ length: HONEST }, () => honest(Array(count).fill(random.between(0.75, 0.92))));
    const { found, accused } = measure(campaign, (i) => ({ answer: () => 0, copies: i }), SEEDS, people, 8);
    if (process.env.RATES) console.log(name, 'copied', found, accused);
    expect(found).toBeGreaterThanOrEqual(0.95);
    expect(accused).toBeLessThan(0.01);
  });
});
