import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Rankable, rankSubmissions } from './leaderboard.ts';

let made = 0;
const row = (entryId: string, error: number | null, rest: Partial<Rankable> = {}): Rankable => ({
  submissionId: `s${++made}`,
  entryId,
  baseline: false,
  error,
  submittedAt: new Date(1_000_000 + made),
  ...rest,
});

const anyRow = fc.record({
  submissionId: fc.uuid(),
  entryId: fc.constantFrom('a', 'b', 'c', 'd'),
  baseline: fc.boolean(),
  error: fc.option(fc.constantFrom(0, 0.1, 0.25, 0.5, 1, Number.NaN), { nil: null }),
  submittedAt: fc.date({ min: new Date(0), max: new Date(10), noInvalidDate: true }),
});
const scored = (each: Rankable) => each.error !== null && Number.isFinite(each.error);

describe('rankSubmissions', () => {
  it('puts least error first and of equals the earlier', () => {
    const late = row('late', 0.2, { submittedAt: new Date(20) });
    const early = row('early', 0.2, { submittedAt: new Date(10) });
    const board = rankSubmissions([row('worse', 0.3), late, early], 'best');
    expect(board.map(({ entryId, rank }) => [entryId, rank])).toEqual([
      ['early', 1],
      ['late', 2],
      ['worse', 3],
    ]);
  });

  it('keeps baselines in place without a rank', () => {
    const board = rankSubmissions(
      [row('x', 0.3), row('base', 0.2, { baseline: true }), row('y', 0.1)],
      'best',
    );
    expect(board.map(({ entryId, rank }) => [entryId, rank])).toEqual([
      ['y', 1],
      ['base', null],
      ['x', 2],
    ]);
  });

  it('never ranks a missing score', () => {
    const board = rankSubmissions([row('none', null), row('x', 1), row('nan', Number.NaN)], 'all');
    expect(board.map(({ entryId, rank }) => [entryId, rank])).toEqual([
      ['x', 1],
      ['none', null],
      ['nan', null],
    ]);
  });

  it('shows the best of each entry, or all, and every baseline', () => {
    const rows = [
      row('x', 0.3),
      row('x', 0.2),
      row('base', 0.9, { baseline: true }),
      row('base', 0.8, { baseline: true }),
    ];
    expect(rankSubmissions(rows, 'best').map((each) => each.error)).toEqual([0.2, 0.8, 0.9]);
    expect(rankSubmissions(rows, 'all').map((each) => each.rank)).toEqual([1, 2, null, null]);
  });

  it('gives ranks 1 to n in order of error, each to a scored submission that competes', () => {
    fc.assert(
      fc.property(fc.array(anyRow), fc.constantFrom('best' as const, 'all' as const), (rows, which) => {
        const board = rankSubmissions(rows, which);
        const ranked = board.filter((each) => each.rank !== null);
        expect(ranked.map((each) => each.rank)).toEqual(ranked.map((_, index) => index + 1));
        for (const each of ranked) expect(scored(each) && !each.baseline).toBe(true);
        const errors = board.filter(scored).map((each) => each.error as number);
        expect(errors).toEqual([...errors].sort((a, b) => a - b));
        expect(board.slice(errors.length).some(scored)).toBe(false);
      }),
    );
  });

  it('does not depend on the order that rows come in', () => {
    const distinct = fc.uniqueArray(anyRow, { selector: (each) => each.submissionId });
    fc.assert(
      fc.property(distinct, (rows) => {
        expect(rankSubmissions([...rows].reverse(), 'best')).toEqual(rankSubmissions(rows, 'best'));
      }),
    );
  });
});
