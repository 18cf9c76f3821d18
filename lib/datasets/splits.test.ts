import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderBy, seededKey } from './seeded-order.ts';
import { assignSplits as assignOutcomes, earlier as bits, splitOutcomes } from './splits.ts';

type Earlier = 'test' | 'shown' | 'train-only';

interface SplitItem {
  sha256: string;
  synsetId: string;
  source: string;
  earlier: Earlier | null;
  group: number | null;
}

const bitOf = (earlier: Earlier | null) =>
  earlier === null ? bits.nothing : earlier === 'train-only' ? bits.trainOnly : bits[earlier];
const hashesOf = (sha256s: readonly string[]) => Buffer.from(sha256s.join(''), 'hex');

/** The outcome of each item by its name. */
function assignSplits(
  all: readonly SplitItem[],
  {
    seed,
    heldOutSources,
    ...shares
  }: { seed: string; valShare: number; testShare: number; heldOutSources: string[] },
  outside: ReadonlyMap<number, ReadonlySet<Earlier>> = new Map(),
) {
  const sources = [...new Set(all.map(({ source }) => source))];
  const classes = [...new Set(all.map(({ synsetId }) => synsetId))];
  const groupCount = Math.max(-1, ...all.map(({ group }) => group ?? -1), ...outside.keys()) + 1;
  const became = Uint8Array.from({ length: groupCount }, (_, group) =>
    [...(outside.get(group) ?? [])].reduce((sum, one) => sum | bitOf(one), 0),
  );
  const outcomes = assignOutcomes(
    {
      hashes: hashesOf(all.map(({ sha256 }) => sha256)),
      splitKeys: Uint32Array.from(all, ({ sha256 }) => seededKey(seed, 'split', sha256)),
      classes: Int32Array.from(all, ({ synsetId }) => classes.indexOf(synsetId)),
      sources: Int32Array.from(all, ({ source }) => sources.indexOf(source)),
      earlier: Uint8Array.from(all, ({ earlier }) => bitOf(earlier)),
      groups: Int32Array.from(all, ({ group }) => group ?? -1),
    },
    { ...shares, isHeldOutSource: sources.map((source) => heldOutSources.includes(source)) },
    became,
  );
  return Array.from(outcomes, (outcome) => splitOutcomes[outcome]);
}

const sha = (name: string | number) => createHash('sha256').update(String(name)).digest('hex');
const options = { seed: 'a seed', valShare: 0.1, testShare: 0.2, heldOutSources: [] as string[] };
const items = (count: number, part: (index: number) => Partial<SplitItem> = () => ({})): SplitItem[] =>
  Array.from({ length: count }, (_, index) => ({
    sha256: sha(index),
    synsetId: 'n00000001',
    source: 'camera',
    earlier: null,
    group: null,
    ...part(index),
  }));
const count = (splits: readonly unknown[], split: unknown) => splits.filter((one) => one === split).length;

const arbitraryItems = fc.uniqueArray(fc.nat(100_000), { maxLength: 120 }).chain((names) =>
  fc.tuple(
    ...names.map((name) =>
      fc.record({
        sha256: fc.constant(sha(name)),
        synsetId: fc.constantFrom('n00000001', 'n00000002', 'n00000003'),
        source: fc.constantFrom('camera', 'painter'),
        earlier: fc.constantFrom(null, null, 'test' as const, 'shown' as const, 'train-only' as const),
        group: fc.constant<number | null>(null),
      }),
    ),
  ),
);
const arbitraryOptions = fc.record({
  seed: fc.string({ minLength: 1 }),
  valShare: fc.double({ min: 0, max: 0.45, noNaN: true }),
  testShare: fc.double({ min: 0, max: 0.45, noNaN: true }),
  heldOutSources: fc.constantFrom<string[]>([], ['painter']),
});

describe('assignSplits', () => {
  test('fills each class by its shares, exactly', () => {
    const splits = assignSplits(
      items(300, (index) => ({ synsetId: index < 100 ? 'n00000001' : 'n00000002' })),
      options,
    );
    const [first, second] = [splits.slice(0, 100), splits.slice(100)];
    expect(['train', 'val', 'test'].map((split) => count(first, split))).toEqual([70, 10, 20]);
    expect(['train', 'val', 'test'].map((split) => count(second, split))).toEqual([140, 20, 40]);
  });

  test('a class of three has one in each split, a smaller one is all train', () => {
    expect(assignSplits(items(3), options).sort()).toEqual(['test', 'train', 'val']);
    expect(assignSplits(items(2), { ...options, valShare: 0.1 })).toEqual(['train', 'train']);
    expect(count(assignSplits(items(3), { ...options, testShare: 0 }), 'test')).toBe(0);
  });

  test('another seed, another choice', () => {
    expect(assignSplits(items(100), options)).not.toEqual(
      assignSplits(items(100), { ...options, seed: 'b' }),
    );
  });

  test('held-out sources go to test whole, unless their labels were shown', () => {
    const mixed = items(40, (index) => ({
      source: index % 2 ? 'painter' : 'camera',
      earlier: index === 1 ? 'shown' : null,
    }));
    const splits = assignSplits(mixed, { ...options, heldOutSources: ['painter'] });
    expect(splits[1]).toBe('shown-before');
    expect(splits.filter((_, index) => index % 2 && index > 1)).toEqual(Array(19).fill('test'));
    expect(
      count(
        splits.filter((_, index) => index % 2 === 0),
        'test',
      ),
    ).toBe(4);
  });

  test('sticky: test stays test, shown never becomes test, whatever else changes', () => {
    fc.assert(
      fc.property(arbitraryItems, arbitraryOptions, (all, chosen) => {
        const splits = assignSplits(all, chosen);
        for (const [index, { earlier, source }] of all.entries()) {
          const split = splits[index];
          if (earlier === 'test') expect(split).toBe('test');
          if (earlier === 'shown') expect(split).not.toBe('test');
          const told = earlier === 'shown' || earlier === 'train-only';
          if (chosen.heldOutSources.includes(source)) expect(split).toBe(told ? 'shown-before' : 'test');
          else if (earlier === 'train-only') expect(split).toBe('train');
          else expect(split).toMatch(/^(train|val|test)$/);
        }
      }),
    );
  });

  test('never holds out more than the share, but for what was held out before', () => {
    fc.assert(
      fc.property(arbitraryItems, arbitraryOptions, (all, chosen) => {
        const splits = assignSplits(all, { ...chosen, heldOutSources: [] });
        for (const synsetId of new Set(all.map((one) => one.synsetId))) {
          const members = [...all.keys()].filter((index) => all[index]?.synsetId === synsetId);
          const kept = members.filter((index) => all[index]?.earlier === 'test').length;
          const target = Math.max(Math.round(members.length * chosen.testShare), members.length >= 3 ? 1 : 0);
          expect(
            count(
              members.map((index) => splits[index]),
              'test',
            ),
          ).toBeLessThanOrEqual(Math.max(kept, target));
        }
      }),
    );
  });

  test('hangs on the image alone, not on the order in which images come', () => {
    fc.assert(
      fc.property(arbitraryItems, arbitraryOptions, fc.infiniteStream(fc.nat()), (all, chosen, draws) => {
        const shuffled = all
          .map((item) => ({ item, at: draws.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ item }) => item);
        const straight = new Map(
          assignSplits(all, chosen).map((split, index) => [all[index]?.sha256, split]),
        );
        for (const [index, split] of assignSplits(shuffled, chosen).entries())
          expect(straight.get(shuffled[index]?.sha256)).toBe(split);
      }),
    );
  });

  test('a second version keeps the held-out side of the first when images are added', () => {
    fc.assert(
      fc.property(arbitraryItems, arbitraryOptions, fc.nat(100), (all, chosen, part) => {
        const fresh = all.map((item) => ({ ...item, earlier: null }));
        const first = fresh.slice(0, Math.floor((fresh.length * part) / 100));
        const splits = assignSplits(first, { ...chosen, heldOutSources: [] });
        const second = fresh.map((item, index) => {
          const split = splits[index];
          return {
            ...item,
            earlier: split ? (split === 'test' ? ('test' as const) : ('shown' as const)) : null,
          };
        });
        const again = assignSplits(second, { ...chosen, heldOutSources: [] });
        for (const [index, split] of splits.entries()) expect(again[index] === 'test').toBe(split === 'test');
      }),
    );
  });
});

const groupedItems = arbitraryItems.chain((all) =>
  fc
    .array(fc.option(fc.nat(12)), { minLength: all.length, maxLength: all.length })
    .map((groups) => all.map((item, index) => ({ ...item, group: groups[index] ?? null }))),
);
const arbitraryOutside = fc
  .array(fc.tuple(fc.nat(12), fc.constantFrom<Earlier>('test', 'shown', 'train-only')), { maxLength: 6 })
  .map((became) => {
    const outside = new Map<number, Set<Earlier>>();
    for (const [group, one] of became) outside.set(group, (outside.get(group) ?? new Set()).add(one));
    return outside;
  });

describe('near duplicates', () => {
  test('stay in one split, and on the side of what became of any of them', () => {
    fc.assert(
      fc.property(groupedItems, arbitraryOptions, arbitraryOutside, (all, chosen, outside) => {
        const splits = assignSplits(all, chosen, outside);
        for (const group of new Set(all.flatMap((item) => item.group ?? []))) {
          const members = [...all.keys()].filter((index) => all[index]?.group === group);
          const became = new Set(members.map((index) => all[index]?.earlier ?? null));
          for (const one of outside.get(group) ?? []) became.add(one);
          const told = became.has('shown') || became.has('train-only');
          const sides = new Set(
            members
              .map((index) => splits[index])
              .filter((split) => split === 'train' || split === 'val' || split === 'test'),
          );
          expect(sides.size).toBeLessThanOrEqual(1);
          if (told) expect(sides).not.toContain('test');
          if (became.has('train-only')) expect(sides).not.toContain('val');
          if (became.has('test') && !told) expect(sides).toEqual(new Set(['test']));
          for (const index of members) {
            const { source, earlier } = all[index] as SplitItem;
            const heldOut = chosen.heldOutSources.includes(source);
            const toldItself = earlier === 'shown' || earlier === 'train-only';
            const out = splits[index] === 'shown-before' || splits[index] === 'twin-shown';
            expect(out).toBe((heldOut && toldItself) || (told && (heldOut || earlier === 'test')));
          }
        }
      }),
    );
  });

  test('never make a class hold out more than its share, but for what was held out before', () => {
    fc.assert(
      fc.property(groupedItems, arbitraryOptions, (grouped, chosen) => {
        const all = grouped.map((item) => ({ ...item, earlier: null }));
        const splits = assignSplits(all, { ...chosen, heldOutSources: [] });
        for (const synsetId of new Set(all.map((one) => one.synsetId))) {
          const members = [...all.keys()].filter((index) => all[index]?.synsetId === synsetId);
          const target = Math.max(Math.round(members.length * chosen.testShare), members.length >= 3 ? 1 : 0);
          const heldOut = members.filter((index) => splits[index] === 'test').length;
          expect(heldOut).toBeLessThanOrEqual(target);
        }
      }),
    );
  });

  test('of no group change nothing for others: a group of one is an image alone', () => {
    fc.assert(
      fc.property(arbitraryItems, arbitraryOptions, (all, chosen) => {
        const apart = all.map((item, group) => ({ ...item, group }));
        expect(assignSplits(apart, chosen)).toEqual(assignSplits(all, chosen));
      }),
    );
  });

  test('do not empty the held-out side: shares are filled as far as groups allow', () => {
    const pairs = items(200, (index) => ({ group: Math.floor(index / 2) }));
    const splits = assignSplits(pairs, options);
    expect(['train', 'val', 'test'].map((split) => count(splits, split))).toEqual([140, 20, 40]);
  });
});

test('images stand in an order that is not that of the splits', () => {
  const all = items(200);
  const keys = Uint32Array.from(all, ({ sha256 }) => seededKey('a seed', 'position', sha256));
  const order = orderBy(keys, hashesOf(all.map(({ sha256 }) => sha256)));
  expect([...order].sort((a, b) => a - b)).toEqual(all.map((_, index) => index));
  const splits = assignSplits(all, options);
  // 40 of 200 in the first 40 places would be an order by the split's own hash; by chance it is about 8.
  expect([...order.subarray(0, 40)].filter((at) => splits[at] === 'test').length).toBeLessThan(20);
});

test('images of equal keys are ordered by their hashes', () => {
  const hashes = hashesOf(['ff'.repeat(32), '0a'.repeat(32), 'b0'.repeat(32)]);
  expect([...orderBy(Uint32Array.of(7, 7, 3), hashes)]).toEqual([2, 1, 0]);
  expect([...orderBy(Uint32Array.of(7, 7, 3), hashes, (at) => at !== 2)]).toEqual([1, 0]);
});
