import { expect, it } from 'vitest';
import { buildHierarchy, nodeOf } from '../hierarchy.ts';
import { hierarchicalCosts } from '../lowest-common-ancestor.ts';
import { readWordnet } from '../read-wordnet.ts';
import { readLineages } from './read-lineages.ts';

it('gives the costs that the whole of WordNet gives', async () => {
  // Dog, cat, horse, sneaker, banana, oak, and animal, which is above some of the others.
  const ids = ['n02084071', 'n02121620', 'n02374451', 'n03472535', 'n07753592', 'n12268246', 'n00015388'];
  const { synsets, links } = await readWordnet();
  const whole = buildHierarchy(synsets, links);
  const lineages = await readLineages(ids);
  const costs = (hierarchy: typeof whole) =>
    hierarchicalCosts(
      hierarchy,
      ids.map((id) => nodeOf(hierarchy, id)),
    );
  expect(lineages.ids.length).toBeLessThan(100);
  expect([...costs(lineages)]).toEqual([...costs(whole)]);
});
