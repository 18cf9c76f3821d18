import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutTree, type NounTree } from './noun-tree.ts';

const links = (...pairs: string[]) =>
  pairs.map((pair) => {
    const [parent, child] = pair.split('>') as [string, string];
    return { parent, child };
  });
const cut = (roots: string[], relevant: string[], ...pairs: string[]) =>
  Object.fromEntries(cutTree(roots, new Set(relevant), links(...pairs)));

describe('cutTree', () => {
  it('passes over what leads to one noun alone', () => {
    expect(
      cut(
        ['animal'],
        ['dog', 'cat', 'crab'],
        'animal>chordate',
        'chordate>carnivore',
        'carnivore>canine',
        'canine>dog',
        'carnivore>feline',
        'feline>cat',
        'animal>arthropod',
        'arthropod>crab',
      ),
    ).toEqual({ animal: ['carnivore', 'crab'], carnivore: ['cat', 'dog'], cat: [], dog: [], crab: [] });
  });

  it('keeps a relevant noun with what is below it', () => {
    expect(cut(['animal'], ['dog', 'beagle'], 'animal>dog', 'dog>hound', 'hound>beagle')).toEqual({
      animal: ['dog'],
      dog: ['beagle'],
      beagle: [],
    });
  });

  it('does not list a noun beside its own ancestor', () => {
    expect(
      cut(['animal'], ['dog', 'wolf'], 'animal>canine', 'canine>dog', 'canine>wolf', 'animal>pet', 'pet>dog'),
    ).toEqual({ animal: ['canine'], canine: ['dog', 'wolf'], dog: [], wolf: [] });
  });

  it('lists a noun under both parents where neither is above the other', () => {
    expect(
      cut(
        ['a'],
        ['dog', 'wolf', 'cow'],
        'a>canine',
        'canine>dog',
        'canine>wolf',
        'a>pet',
        'pet>dog',
        'pet>cow',
      ),
    ).toEqual({
      a: ['canine', 'pet'],
      canine: ['dog', 'wolf'],
      pet: ['cow', 'dog'],
      dog: [],
      wolf: [],
      cow: [],
    });
  });

  it('is the roots alone where nothing is relevant', () => {
    expect(cut(['a', 'b'], [])).toEqual({ a: [], b: [] });
  });

  // A random acyclic graph: links run from lower to higher numbers.
  const graph = fc.record({
    pairs: fc.uniqueArray(
      fc.tuple(fc.nat(11), fc.nat(11)).filter(([a, b]) => a < b),
      { selector: ([a, b]) => `${a} ${b}`, maxLength: 30 },
    ),
    relevant: fc.uniqueArray(fc.integer({ min: 1, max: 11 }), { maxLength: 6 }),
  });

  function above(pairs: readonly (readonly [number, number])[], from: number): Set<number> {
    const found = new Set([from]);
    for (let grown = true; grown; ) {
      grown = false;
      for (const [parent, child] of pairs) {
        if (found.has(child) && !found.has(parent)) {
          found.add(parent);
          grown = true;
        }
      }
    }
    return found;
  }

  function reachable(tree: NounTree, from: string, found = new Set<string>()): Set<string> {
    if (!found.has(from)) {
      found.add(from);
      for (const child of tree.get(from) ?? []) reachable(tree, child, found);
    }
    return found;
  }

  it('reaches every relevant noun, with a choice at each noun that is not relevant itself', () => {
    fc.assert(
      fc.property(graph, ({ pairs, relevant }) => {
        const wanted = relevant.filter((id) => above(pairs, id).has(0));
        const kept = new Set(wanted.flatMap((id) => [...above(pairs, id)]));
        const ids = new Set(wanted.map(String));
        const tree = cutTree(
          ['0'],
          ids,
          pairs
            .filter(([parent, child]) => kept.has(parent) && kept.has(child) && above(pairs, parent).has(0))
            .map(([parent, child]) => ({ parent: String(parent), child: String(child) })),
        );
        const reached = reachable(tree, '0');
        for (const id of ids) expect(reached.has(id)).toBe(true);
        for (const [id, children] of tree) {
          expect(new Set(children).size).toBe(children.length);
          if (id !== '0' && !ids.has(id)) expect(children.length).toBeGreaterThan(1);
          for (const child of children) {
            expect(above(pairs, Number(child)).has(Number(id))).toBe(true);
            for (const other of children) {
              if (other !== child) expect(above(pairs, Number(child)).has(Number(other))).toBe(false);
            }
          }
        }
      }),
    );
  });
});
