import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core/random';
import { isAtOrAbove } from '#lib/hierarchy/ancestors';
import { buildHierarchy } from '#lib/hierarchy/hierarchy';
import { simulateCrowd } from '../testing/simulated-crowd.ts';
import { answerTree } from './answer-tree.ts';
import { communityNode } from './community-node.ts';
import { hierarchical } from './hierarchical.ts';
import { collectVotes } from './named-votes.ts';
import { oneCoin } from './one-coin.ts';

/** A part of WordNet: dog has two parents. */
const parents = {
  animal: ['entity'],
  carnivore: ['animal'],
  canine: ['carnivore'],
  domestic: ['animal'],
  dog: ['canine', 'domestic'],
  wolf: ['canine'],
  hound: ['dog'],
  beagle: ['hound'],
  poodle: ['dog'],
  cat: ['carnivore'],
  teapot: ['entity'],
};
type Noun = keyof typeof parents | 'entity';
const nouns = ['entity', ...Object.keys(parents)] as Noun[];
const hierarchy = buildHierarchy(
  nouns.map((id) => ({ id })),
  Object.entries(parents).flatMap(([child, above]) =>
    above.map((parent) => ({ child, parent, kind: 'hyponym' as const })),
  ),
);
const nodeOf = (noun: string) => hierarchy.nodes.get(noun) as number;
const nounAt = (node: number) => (hierarchy.ids[node] ?? null) as Noun | null;

const allNouns = answerTree(hierarchy, nouns.map(nodeOf));
/** iNaturalist's rule over votes of weight 1; a noun with an exclamation mark is firm. */
function taxon(...votes: string[]): Noun | null {
  const found = communityNode(
    allNouns,
    votes.map((vote) => ({
      answer: nodeOf(vote.replace('!', '')),
      weight: 1,
      firm: vote.endsWith('!'),
    })),
  );
  return found && nounAt(allNouns.nodes[found.place] as number);
}

describe("iNaturalist's rule", () => {
  it('lets a coarse vote and a fine one agree', () => {
    expect(taxon('dog', 'beagle')).toBe('dog');
    expect(taxon('dog', 'beagle', 'beagle')).toBe('beagle');
    expect(taxon('entity', 'animal', 'dog', 'beagle', 'beagle')).toBe('beagle');
  });

  it('takes what lies above where people differ', () => {
    expect(taxon('beagle', 'poodle')).toBe('dog');
    expect(taxon('beagle', 'wolf')).toBe('canine');
    expect(taxon('beagle', 'teapot')).toBe('entity');
    expect(taxon('beagle', 'beagle', 'poodle')).toBe('dog');
    expect(taxon('beagle', 'beagle', 'beagle', 'poodle')).toBe('beagle');
    expect(taxon('beagle', 'beagle', 'teapot')).toBe('entity');
  });

  it('needs two votes', () => {
    expect(taxon('beagle')).toBeNull();
    expect(taxon()).toBeNull();
  });

  it('counts those who say not deeper against what lies below', () => {
    expect(taxon('beagle', 'beagle', 'dog!')).toBe('dog');
    expect(taxon('beagle', 'beagle', 'beagle', 'dog!')).toBe('beagle');
    expect(taxon('dog!', 'dog!')).toBe('dog');
  });

  const vote = fc.constantFrom(...nouns);

  it('is as written, counted by hand', () => {
    fc.assert(
      fc.property(fc.array(vote, { maxLength: 8 }), (votes) => {
        const under = (a: Noun, b: Noun) => isAtOrAbove(hierarchy, nodeOf(b), nodeOf(a));
        const passing = nouns.filter((noun) => {
          const cumulative = votes.filter((v) => under(v, noun)).length;
          const disagree = votes.filter((v) => !under(v, noun) && !under(noun, v)).length;
          return cumulative >= 2 && 3 * cumulative > 2 * (cumulative + disagree);
        });
        const depth = (noun: Noun) => hierarchy.level[nodeOf(noun)] as number;
        const deepest = Math.max(-1, ...passing.map(depth));
        const found = taxon(...votes);
        if (found === null) expect(passing).toEqual([]);
        else expect(passing.filter((noun) => depth(noun) === deepest)).toContain(found);
      }),
    );
  });

  it('is never made coarser by a vote above what it took', () => {
    fc.assert(
      fc.property(fc.array(vote, { minLength: 2, maxLength: 8 }), vote, (votes, more) => {
        const before = taxon(...votes);
        fc.pre(before !== null && isAtOrAbove(hierarchy, nodeOf(more), nodeOf(before)));
        expect(taxon(...votes, more)).toBe(before);
      }),
    );
  });
});

type Row = [unit: string, labeler: string, noun: Noun];

function decide(rows: readonly Row[]) {
  const collector = collectVotes();
  for (const row of rows) collector.add(...row);
  const { votes, unitNames, labelerNames, answerNames } = collector.finish();
  const result = hierarchical(votes, answerTree(hierarchy, answerNames.map(nodeOf)));
  return {
    ...result,
    reliabilityOf: (labeler: string) => result.reliability[labelerNames.indexOf(labeler)] as number,
    of: (unit: string) => {
      const u = unitNames.indexOf(unit);
      return {
        noun: nounAt(result.nodes[u] as number),
        confidence: result.confidence[u] as number,
        chances: Object.fromEntries(result.line(u).map(({ node, chance }) => [nounAt(node), chance])),
      };
    },
  };
}

/** Units on which everybody agrees: they tell who is good, and what else there is to say. */
const known: Row[] = (['beagle', 'poodle', 'wolf', 'cat', 'teapot'] as const).flatMap((noun) =>
  ['ada', 'bob', 'cyd', 'dan'].map((labeler): Row => [`known ${noun}`, labeler, noun]),
);

describe('the hierarchical consensus', () => {
  it('gives beagle to "some dog" and two beagles, with more confidence in dog', () => {
    const { noun, confidence, chances } = decide([
      ...known,
      ['u', 'ada', 'dog'],
      ['u', 'bob', 'beagle'],
      ['u', 'cyd', 'beagle'],
    ]).of('u');
    expect(noun).toBe('beagle');
    expect(confidence).toBeGreaterThan(0.9);
    expect(chances.dog).toBeGreaterThanOrEqual(chances.beagle as number);
    expect(chances.entity).toBe(1);
  });

  it('is surer of beagle after "some dog", less sure after "some cat"', () => {
    const chanceOfBeagle = (...more: Row[]) =>
      decide([...known, ['u', 'ada', 'beagle'], ...more]).of('u').chances.beagle as number;
    const alone = chanceOfBeagle();
    expect(chanceOfBeagle(['u', 'bob', 'dog'])).toBeGreaterThan(alone);
    expect(chanceOfBeagle(['u', 'bob', 'entity'])).toBeCloseTo(alone, 2);
    expect(chanceOfBeagle(['u', 'bob', 'cat'])).toBeLessThan(alone);
  });

  it('counts a vote for as much as its labeler is worth', () => {
    const rows: Row[] = [...known];
    const random = seededRandom(3);
    for (let i = 0; i < 40; i++) {
      const noun = random.pick(['beagle', 'poodle', 'wolf', 'cat'] as const);
      for (const labeler of ['ada', 'bob', 'cyd']) rows.push([`more ${i}`, labeler, noun]);
      for (const labeler of ['eve', 'fay']) {
        rows.push([`more ${i}`, labeler, random.pick(['beagle', 'poodle', 'wolf', 'cat'] as const)]);
      }
    }
    rows.push(['u', 'ada', 'beagle'], ['u', 'bob', 'beagle'], ['u', 'eve', 'poodle'], ['v', 'eve', 'poodle']);
    rows.push(['v', 'fay', 'poodle'], ['v', 'ada', 'beagle'], ['v', 'bob', 'beagle']);
    const result = decide(rows);
    expect(result.reliabilityOf('ada')).toBeGreaterThan(0.95);
    expect(result.reliabilityOf('eve')).toBeLessThan(0.5);
    // Two of three heads are no two thirds; by weight they are.
    expect(result.of('u').noun).toBe('beagle');
    expect(result.of('v').noun).toBe('beagle');
  });

  it('does not take somebody for good who only says what is always right', () => {
    const rows: Row[] = [...known];
    for (const noun of ['beagle', 'poodle', 'wolf', 'cat', 'teapot'])
      rows.push([`known ${noun}`, 'eve', 'entity']);
    const { reliabilityOf } = decide(rows);
    expect(reliabilityOf('eve')).toBeLessThan(reliabilityOf('ada'));
  });

  it('decides nothing by one vote', () => {
    expect(decide([...known, ['u', 'ada', 'beagle']]).of('u').noun).toBeNull();
  });

  it('is nearly one-coin where no answer lies above another', () => {
    const { votes } = simulateCrowd({
      units: 400,
      labelers: 10,
      answers: 4,
      votesPerUnit: 5,
      accuracy: (j) => 0.6 + j / 30,
      seed: 9,
    });
    const leaves = ['beagle', 'poodle', 'wolf', 'cat'];
    const tree = answerTree(hierarchy, leaves.map(nodeOf));
    const coins = oneCoin(votes);
    const { line, reliability } = hierarchical(votes, tree);
    for (const [j, r] of reliability.entries()) expect(r).toBeCloseTo(coins.reliability[j] as number, 1);
    for (let unit = 0; unit < 400; unit++) {
      const chances = line(unit).filter(({ node }) => leaves.includes(nounAt(node) as Noun));
      const best = chances.reduce((a, b) => (b.chance > a.chance ? b : a));
      if ((coins.confidence[unit] as number) < 0.8) continue;
      expect(nounAt(best.node)).toBe(leaves[coins.answers[unit] as number]);
      expect(best.chance).toBeCloseTo(coins.confidence[unit] as number, 1);
    }
  });

  it('gives the same digits for the votes in any order, and chances that grow upwards', () => {
    const row = fc.tuple(
      fc.constantFrom('u', 'v', 'w'),
      fc.constantFrom('ada', 'bob', 'cyd'),
      fc.constantFrom(...nouns),
    );
    const orders = fc
      .array(row, { minLength: 1, maxLength: 20 })
      .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));
    fc.assert(
      fc.property(orders, ([rows, shuffled]) => {
        const [one, other] = [decide(rows), decide(shuffled)];
        expect(other.nodes).toEqual(one.nodes);
        expect(other.confidence).toEqual(one.confidence);
        for (let unit = 0; unit < one.nodes.length; unit++) {
          const line = one.line(unit);
          for (const below of line) {
            for (const above of line) {
              if (isAtOrAbove(hierarchy, above.node, below.node)) {
                expect(above.chance).toBeGreaterThanOrEqual(below.chance - 1e-12);
              }
            }
          }
        }
      }),
    );
  });
});
