import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { closureRows, isAtOrAbove, pathsToRoot } from './ancestors.ts';
import { describeSynset, lookUpSynsets } from './describe-synset.ts';
import { buildHierarchy, linkKind, nodeOf, parentsOf } from './hierarchy.ts';
import { hierarchicalCost, hierarchicalCosts, lowestCommonAncestor } from './lowest-common-ancestor.ts';
import { readWordnet } from './read-wordnet.ts';

const wordnet = await readWordnet();
const { synsets, links, senses } = wordnet;
const hierarchy = buildHierarchy(synsets, links);
const node = (id: string) => nodeOf(hierarchy, id);
const word = (n: number) => synsets[n]?.words[0];

const [DOG, CAT, WOLF, GUITAR, BIKINI] = ['n02084071', 'n02121620', 'n02114100', 'n03467517', 'n08839296'];

test('has all nouns and links of WordNet 3.0', () => {
  expect(synsets).toHaveLength(82_115);
  expect(links.filter((link) => link.kind === 'hyponym')).toHaveLength(75_850);
  expect(links.filter((link) => link.kind === 'instance')).toHaveLength(8_577);
  expect(senses).toHaveLength(146_312);
  expect([...closureRows(hierarchy)]).toHaveLength(825_356);
  const parents = synsets.map((_, n) => parentsOf(hierarchy, n).length);
  expect(parents.filter((count) => count > 1)).toHaveLength(2_213);
  expect(synsets.filter((_, n) => parents[n] === 0).map(({ words }) => words)).toEqual([['entity']]);
  expect(Math.max(...hierarchy.level)).toBe(19);
});

test('dog is under canine and under domestic animal, in that order, and both are under animal', () => {
  const paths = pathsToRoot(hierarchy, node(DOG)).map((path) => path.map(word).join(' > '));
  expect(paths).toEqual([
    'entity > physical entity > object > whole > living thing > organism > animal > chordate > vertebrate > mammal > placental > carnivore > canine > dog',
    'entity > physical entity > object > whole > living thing > organism > animal > domestic animal > dog',
  ]);
  expect(hierarchy.depth[node(DOG)]).toBe(8);
});

test('an id or a word is looked up and described without a database', () => {
  expect(lookUpSynsets(wordnet, 'dog')).toHaveLength(7);
  expect(lookUpSynsets(wordnet, ' Canis_familiaris ')).toEqual([DOG]);
  expect(lookUpSynsets(wordnet, '02084071')).toEqual([DOG]);
  expect(lookUpSynsets(wordnet, 'n99999999')).toEqual([]);
  expect(lookUpSynsets(wordnet, 'no such noun')).toEqual([]);
  expect(describeSynset(wordnet, hierarchy, DOG)).toEqual({
    id: DOG,
    words: ['dog', 'domestic dog', 'Canis familiaris'],
    gloss: expect.stringContaining('genus Canis'),
    depth: 8,
    height: expect.any(Number),
    paths: [expect.any(Array), expect.any(Array)],
    children: 18,
    descendants: 189,
  });
  expect(describeSynset(wordnet, hierarchy, DOG).paths[1]?.at(-2)).toEqual({
    id: 'n01317541',
    word: 'domestic animal',
  });
});

test('instances are kept apart: Bikini is an atoll, and adds nothing to its height', () => {
  const bikini = node(BIKINI);
  const [atoll] = parentsOf(hierarchy, bikini);
  expect(word(atoll as number)).toBe('atoll');
  expect(linkKind(hierarchy, bikini, 0)).toBe('instance');
  expect(isAtOrAbove(hierarchy, atoll as number, bikini)).toBe(true);
  expect(hierarchy.height[atoll as number]).toBe(0);
});

test('lowest common ancestors', () => {
  const meet = (a: string, b: string) => word(lowestCommonAncestor(hierarchy, node(a), node(b)) as number);
  expect(meet(DOG, WOLF)).toBe('canine');
  expect(meet(DOG, CAT)).toBe('carnivore');
  expect(meet(DOG, GUITAR)).toBe('whole');
  expect(meet(DOG, DOG)).toBe('dog');
});

test('a wrong guess costs the height of where it meets the truth, a right one nothing', () => {
  expect(hierarchy.height[node(DOG)]).toBeGreaterThan(0);
  expect(hierarchicalCost(hierarchy, node(DOG), node(DOG))).toBe(0);
  expect(hierarchicalCost(hierarchy, node(DOG), node(CAT))).toBe(hierarchy.height[node('n02075296')]);
});

const classes = path.resolve('../shared/data/ilsvrc2012-classes.tsv');
describe.skipIf(!existsSync(classes))('the 1000 classes of ILSVRC 2012 (shared data)', () => {
  test('none is above another, their costs go from 1 to 19, both ways alike', () => {
    const nodes = readFileSync(classes, 'utf8')
      .trim()
      .split('\n')
      .map((line) => node(line.split('\t')[0] as string));
    expect(nodes).toHaveLength(1000);
    const classSet = new Set(nodes);
    for (const one of nodes) {
      for (const path of pathsToRoot(hierarchy, one)) {
        expect(path.filter((step) => classSet.has(step))).toEqual([one]);
      }
    }
    const costs = hierarchicalCosts(hierarchy, nodes);
    const wrong = costs.filter((_, i) => i % 1001 !== 0);
    expect(wrong.reduce((least, cost) => Math.min(least, cost))).toBe(1);
    expect(wrong.reduce((most, cost) => Math.max(most, cost))).toBe(19);
    expect(costs.every((cost, i) => cost === costs[(i % 1000) * 1000 + Math.floor(i / 1000)])).toBe(true);
  });
});
