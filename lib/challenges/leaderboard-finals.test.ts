import { describe, expect, it } from 'vitest';
import { chooseFinals } from './leaderboard-finals.ts';

const row = (submissionId: string, value: number | null, rest: object = {}) => ({
  submissionId,
  entryId: submissionId[0] as string,
  baseline: false,
  disqualified: null,
  final: false,
  submittedAt: new Date(0),
  value,
  ...rest,
});
const names = (rows: readonly { submissionId: string }[]) => rows.map(({ submissionId }) => submissionId);

describe('chooseFinals', () => {
  it('keeps what a team chose, even where another is better', () => {
    const rows = [row('a1', 0.1), row('a2', 0.2, { final: true }), row('a3', 0.3, { final: true })];
    expect(names(chooseFinals(rows, rows, true))).toEqual(['a2', 'a3']);
  });

  it('takes the best on the board that was seen, not on what was held back', () => {
    const seen = [row('a1', 0.1), row('a2', 0.2), row('b1', 0.3)];
    const heldBack = [row('a1', 0.25), row('a2', 0.15), row('b1', 0.3)];
    expect(names(chooseFinals(heldBack, seen, true))).toEqual(['a1', 'b1']);
    expect(names(chooseFinals(heldBack, seen, false))).toEqual(['a2', 'b1']);
  });

  it('keeps all baselines and whoever is disqualified', () => {
    const rows = [
      row('a1', 0.1, { baseline: true }),
      row('a2', 0.2, { baseline: true }),
      row('b1', 0.1, { disqualified: 'two accounts', final: true }),
      row('b2', 0.4),
      row('b3', 0.3),
    ];
    expect(names(chooseFinals(rows, rows, true))).toEqual(['a1', 'a2', 'b1', 'b3']);
  });
});
