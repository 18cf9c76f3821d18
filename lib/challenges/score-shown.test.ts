import { describe, expect, it } from 'vitest';
import { metricNames, metrics } from './metric.ts';
import { ladderSummary, type PartedChallenge, shownScores } from './score-shown.ts';

const times = {
  opensAt: new Date('2026-03-01T00:00:00Z'),
  closesAt: new Date('2026-03-29T01:00:00Z'),
  publishedAt: new Date('2026-04-05T12:00:00Z'),
};
const at = (challenge: Partial<PartedChallenge>, now: string) =>
  shownScores({ ...times, publicShare: 0.3, ladderStep: null, ...challenge }, new Date(now));

describe('shownScores', () => {
  it('holds the private part back until the very moment at which the results are out', () => {
    for (const now of ['2026-02-01', '2026-03-10', '2026-03-29T01:00:00Z', '2026-04-05T11:59:59.999Z']) {
      expect(at({}, now)).toEqual({ part: 'public', ladder: false });
    }
    expect(at({}, '2026-04-05T12:00:00Z')).toEqual({ part: 'private', ladder: false });
  });

  it('holds it back for ever where nobody publishes, and again where the challenge is opened once more', () => {
    expect(at({ publishedAt: null }, '2100-01-01').part).toBe('public');
    expect(at({ closesAt: new Date('2027-01-01') }, '2026-06-01').part).toBe('public');
  });

  it('shows all where the challenge does not part its images', () => {
    expect(at({ publicShare: 1 }, '2026-03-10')).toEqual({ part: 'all', ladder: false });
    expect(at({ publicShare: 1 }, '2026-05-01')).toEqual({ part: 'all', ladder: false });
  });

  it('goes through the Ladder until the results are out', () => {
    expect(at({ ladderStep: 0.01 }, '2026-03-10')).toEqual({ part: 'public', ladder: true });
    expect(at({ ladderStep: 0.01 }, '2026-05-01')).toEqual({ part: 'private', ladder: false });
    expect(at({ ladderStep: 0.01, publicShare: 1 }, '2026-03-10').ladder).toBe(true);
    expect(at({ ladderStep: 0.01, publicShare: 1 }, '2026-05-01').ladder).toBe(false);
  });
});

describe('ladderSummary', () => {
  const kept = {
    split: 'test' as const,
    part: 'public' as const,
    images: 100,
    scoredAt: new Date(0),
    missing: 0,
    top1Error: 0.123456,
    top5Error: 0.054321,
    metrics: { confidence: {}, logLoss: 0.777 },
  };

  it('shows the one metric and nothing of what it is held back from', () => {
    for (const metric of metricNames) {
      const shown = ladderSummary({ ...kept, ladder: 0.2 }, metric);
      const told = metricNames.filter((name) => metrics[name].of(shown) !== null);
      expect(told).toEqual([metric]);
      expect(metrics[metric].of(shown)?.error).toBe(0.2);
      expect(JSON.stringify(shown)).not.toMatch(/123456|054321|777/);
    }
  });

  it('has the interval of Wilson of a share, from the share alone', () => {
    // Wilson's interval of 20 of 100, as in statsmodels' proportion_confint(20, 100, method="wilson").
    const { top1 } = ladderSummary({ ...kept, ladder: 0.2 }, 'top1Error');
    expect(top1?.interval?.[0]).toBeCloseTo(0.13336, 4);
    expect(top1?.interval?.[1]).toBeCloseTo(0.28883, 4);
    expect(ladderSummary({ ...kept, ladder: 0.2 }, 'logLoss').further.logLoss).toBe(0.2);
  });

  it('shows nothing where it did not climb yet', () => {
    expect(ladderSummary({ ...kept, ladder: null }, 'top1Error').top1).toBeNull();
  });
});
