import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertQuotaLeft, type CountedSubmission, costsQuota, quotaAt } from './quota.ts';
import { submissionStates } from './submission-state.ts';

const now = new Date('2026-11-23T15:30:00Z');
const made = (createdAt: string, rest: Partial<CountedSubmission> = {}): CountedSubmission => ({
  state: 'scored',
  scoringBegan: true,
  ...rest,
  createdAt: new Date(createdAt),
});

describe('costsQuota', () => {
  it('is free of charge when refused, failed, or cancelled before scoring began', () => {
    expect(costsQuota({ state: 'refused', scoringBegan: true })).toBe(false);
    expect(costsQuota({ state: 'failed', scoringBegan: true })).toBe(false);
    expect(costsQuota({ state: 'cancelled', scoringBegan: false })).toBe(false);
  });

  it('is charged while it is under way, when scored, and when cancelled in the middle of scoring', () => {
    for (const state of ['uploaded', 'checking', 'queued', 'scoring', 'scored'] as const) {
      expect(costsQuota({ state, scoringBegan: false })).toBe(true);
    }
    expect(costsQuota({ state: 'cancelled', scoringBegan: true })).toBe(true);
  });
});

describe('quotaAt', () => {
  it('counts the UTC day and says when it comes back', () => {
    const submissions = [
      made('2026-11-22T23:59:59.999Z'),
      made('2026-11-23T00:00:00Z'),
      made('2026-11-23T15:00:00Z'),
      made('2026-11-23T15:10:00Z', { state: 'refused' }),
    ];
    expect(quotaAt(submissions, 3, now)).toEqual({ daily: 3, used: 2, left: 1, nextAt: now });
    expect(quotaAt(submissions, 2, now)).toEqual({
      daily: 2,
      used: 2,
      left: 0,
      nextAt: new Date('2026-11-24T00:00:00Z'),
    });
  });

  it('is whole again at nextAt, whatever was submitted', () => {
    const anySubmission = fc.record({
      state: fc.constantFrom(...submissionStates),
      scoringBegan: fc.boolean(),
      createdAt: fc.date({ min: new Date('2026-11-20'), max: now, noInvalidDate: true }),
    });
    fc.assert(
      fc.property(
        fc.array(anySubmission, { maxLength: 30 }),
        fc.integer({ min: 1, max: 10 }),
        (all, daily) => {
          const quota = quotaAt(all, daily, now);
          expect(quota.left).toBeGreaterThanOrEqual(0);
          expect(quota.left).toBe(Math.max(0, daily - quota.used));
          expect(quotaAt(all, daily, quota.nextAt).left).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('tells the minute of the next chance when nothing is left', () => {
    const quota = quotaAt([made('2026-11-23T00:00:00Z')], 1, now);
    expect(() => assertQuotaLeft(quota)).toThrow(
      expect.objectContaining({
        code: 'quota-exhausted',
        kind: 'exhausted',
        message: expect.stringMatching(/next is possible at 2026-11-24 00:00 UTC/),
      }),
    );
  });
});
