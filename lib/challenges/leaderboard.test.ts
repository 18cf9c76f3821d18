import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boardFilterSchema,
  leaderboardQuerySchema,
  passesFilter,
  type Rankable,
  rankChanges,
  rankSubmissions,
} from './leaderboard.ts';

let made = 0;
const row = (entryId: string, value: number | null, rest: Partial<Rankable> = {}): Rankable => ({
  submissionId: `s${++made}`,
  entryId,
  baseline: false,
  disqualified: null,
  value,
  submittedAt: new Date(1_000_000 + made),
  ...rest,
});

const anyRow = fc.record({
  submissionId: fc.uuid(),
  entryId: fc.constantFrom('a', 'b', 'c', 'd'),
  baseline: fc.boolean(),
  disqualified: fc.option(fc.constant('two accounts'), { nil: null }),
  value: fc.option(fc.constantFrom(0, 0.1, 0.25, 0.5, 1, Number.NaN, Number.POSITIVE_INFINITY), {
    nil: null,
  }),
  submittedAt: fc.date({ min: new Date(0), max: new Date(10), noInvalidDate: true }),
});
const which = fc.constantFrom('best' as const, 'all' as const);
const scored = (each: Rankable) => each.value !== null && Number.isFinite(each.value);
const places = (rows: readonly (Rankable & { rank: number | null })[]) =>
  rows.map(({ entryId, rank }) => [entryId, rank]);

describe('missing scores that rank first', () => {
  it('stand last without a rank, whichever way the metric goes', () => {
    for (const lessIsBetter of [true, false]) {
      const rows = [
        row('none', null),
        row('nan', Number.NaN),
        row('endless', Number.NEGATIVE_INFINITY),
        row('x', 0.9),
      ];
      expect(places(rankSubmissions(rows, 'best', lessIsBetter))).toEqual([
        ['x', 1],
        ['none', null],
        ['nan', null],
        ['endless', null],
      ]);
    }
  });

  it('never happen, whatever is on the board', () => {
    fc.assert(
      fc.property(fc.array(anyRow), which, fc.boolean(), (rows, kept, lessIsBetter) => {
        for (const each of rankSubmissions(rows, kept, lessIsBetter)) {
          if (!scored(each)) expect(each.rank).toBeNull();
        }
      }),
    );
  });
});

describe('wrong sort direction', () => {
  it('is not possible: of errors the least is first, of areas the greatest', () => {
    const rows = [row('low', 0.1), row('high', 0.9), row('middle', 0.5)];
    const order = (lessIsBetter: boolean) =>
      rankSubmissions(rows, 'best', lessIsBetter).map(({ entryId }) => entryId);
    expect(order(true)).toEqual(['low', 'middle', 'high']);
    expect(order(false)).toEqual(['high', 'middle', 'low']);
  });

  it('puts the earlier of equals first both ways', () => {
    const late = row('late', 0.2, { submittedAt: new Date(20) });
    const early = row('early', 0.2, { submittedAt: new Date(10) });
    for (const lessIsBetter of [true, false]) {
      expect(places(rankSubmissions([late, early], 'best', lessIsBetter))).toEqual([
        ['early', 1],
        ['late', 2],
      ]);
    }
  });

  it('keeps the best of an entry by its metric', () => {
    const rows = [row('x', 0.3), row('x', 0.2), row('y', 0.25)];
    const best = (lessIsBetter: boolean) =>
      rankSubmissions(rows, 'best', lessIsBetter).map(({ entryId, value }) => [entryId, value]);
    expect(best(true)).toEqual([
      ['x', 0.2],
      ['y', 0.25],
    ]);
    expect(best(false)).toEqual([
      ['x', 0.3],
      ['y', 0.25],
    ]);
  });
});

describe('no baselines', () => {
  it('is not so: they stand in place, take no rank and are all kept', () => {
    const rows = [
      row('x', 0.3),
      row('base', 0.2, { baseline: true }),
      row('y', 0.1),
      row('base', 0.9, { baseline: true }),
    ];
    expect(places(rankSubmissions(rows, 'best', true))).toEqual([
      ['y', 1],
      ['base', null],
      ['x', 2],
      ['base', null],
    ]);
  });
});

describe('rankSubmissions', () => {
  it('puts who is disqualified last, without a rank, below who has no score', () => {
    const rows = [row('out', 0.1, { disqualified: 'two accounts' }), row('x', 0.2), row('none', null)];
    expect(places(rankSubmissions(rows, 'best', true))).toEqual([
      ['x', 1],
      ['none', null],
      ['out', null],
    ]);
  });

  it('lets an entry stand with what it has left, where one of its submissions is disqualified', () => {
    const rows = [row('x', 0.1, { disqualified: 'trained on the test set' }), row('x', 0.3), row('y', 0.2)];
    expect(places(rankSubmissions(rows, 'best', true))).toEqual([
      ['y', 1],
      ['x', 2],
    ]);
  });

  it('gives ranks 1 to n in the order of the metric, each to a scored submission that competes', () => {
    fc.assert(
      fc.property(fc.array(anyRow), which, fc.boolean(), (rows, kept, lessIsBetter) => {
        const board = rankSubmissions(rows, kept, lessIsBetter);
        const ranked = board.filter((each) => each.rank !== null);
        expect(ranked.map((each) => each.rank)).toEqual(ranked.map((_, index) => index + 1));
        for (const each of ranked) {
          expect(scored(each) && !each.baseline && each.disqualified === null).toBe(true);
        }
        const standing = board.filter((each) => each.disqualified === null);
        const values = standing.filter(scored).map((each) => each.value as number);
        expect(values).toEqual([...values].sort((a, b) => (lessIsBetter ? a - b : b - a)));
        expect(standing.slice(values.length).some(scored)).toBe(false);
        expect(board.slice(standing.length).every((each) => each.disqualified !== null)).toBe(true);
      }),
    );
  });

  it('does not depend on the order that rows come in', () => {
    const distinct = fc.uniqueArray(anyRow, { selector: (each) => each.submissionId });
    fc.assert(
      fc.property(distinct, which, fc.boolean(), (rows, kept, lessIsBetter) => {
        expect(rankSubmissions([...rows].reverse(), kept, lessIsBetter)).toEqual(
          rankSubmissions(rows, kept, lessIsBetter),
        );
      }),
    );
  });

  it('ranks one submission of an entry at most, where the best of each is asked for', () => {
    fc.assert(
      fc.property(fc.array(anyRow), (rows) => {
        const ranked = rankSubmissions(rows, 'best', true).filter((each) => each.rank !== null);
        expect(new Set(ranked.map((each) => each.entryId)).size).toBe(ranked.length);
      }),
    );
  });
});

describe('rankChanges', () => {
  it('counts the places gone up', () => {
    const board = (names: string) =>
      [...names].map((name, at) => ({ name, rank: (at + 1) as number | null }));
    expect(rankChanges(board('abc'), board('cab'), ({ name }) => name)).toEqual([2, -1, -1]);
    const unranked = [{ name: 'a', rank: null }];
    expect(rankChanges(board('a'), unranked, ({ name }) => name)).toEqual([null]);
    expect(rankChanges(unranked, board('ab'), ({ name }) => name)).toEqual([null, null]);
  });
});

describe('passesFilter', () => {
  const cost = { parameters: 1000, macs: null, secondsPerImage: 0.002, modelBytes: 5000 };
  const one = { track: 'open', submittedAt: new Date('2026-03-29T23:59:59.999Z'), cost };
  const passes = (query: Record<string, string>) => passesFilter(one, boardFilterSchema.parse(query));

  it('lets all through that is not asked about', () => {
    expect(passes({})).toBe(true);
    expect(passes({ track: '', from: '', maxBytes: '' })).toBe(true);
  });

  it('goes by track, by days in UTC, both included, and by cost', () => {
    expect([passes({ track: 'open' }), passes({ track: 'provided' })]).toEqual([true, false]);
    expect([passes({ until: '2026-03-29' }), passes({ until: '2026-03-28' })]).toEqual([true, false]);
    expect([passes({ from: '2026-03-29' }), passes({ from: '2026-03-30' })]).toEqual([true, false]);
    expect([passes({ maxParameters: '1000' }), passes({ maxParameters: '999' })]).toEqual([true, false]);
    expect([passes({ maxMilliseconds: '2' }), passes({ maxMilliseconds: '1.9' })]).toEqual([true, false]);
    expect([passes({ maxBytes: '5000' }), passes({ maxBytes: '4999' })]).toEqual([true, false]);
  });

  it('holds what is not known above every bound', () => {
    expect(passes({ maxMacs: '1e12' })).toBe(false);
  });
});

describe('leaderboardQuerySchema', () => {
  it('asks for the best of each entry on the held-out images where nothing is said', () => {
    expect(leaderboardQuerySchema.parse({})).toEqual({ split: 'test', which: 'best' });
  });

  it('refuses what is no metric, no day and no bound', () => {
    for (const query of [{ metric: 'beauty' }, { from: 'monday' }, { maxBytes: '-1' }, { part: 'all' }]) {
      expect(leaderboardQuerySchema.safeParse(query).success).toBe(false);
    }
  });
});
