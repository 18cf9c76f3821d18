import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChallengePhase } from './challenge-phase.ts';
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

const phase = (change: Partial<ChallengePhase> = {}): ChallengePhase => ({
  name: 'Contest',
  opensAt: new Date('2026-01-01T00:00:00Z'),
  closesAt: new Date('2027-01-01T00:00:00Z'),
  showsScores: true,
  dailyQuota: null,
  weeklyQuota: null,
  totalQuota: null,
  maxModelBytes: 1,
  timeLimitSeconds: 1,
  memoryLimitMb: 1,
  ...change,
});
const quota = (submissions: CountedSubmission[], change: Partial<ChallengePhase>, at = now, zone = 'UTC') =>
  quotaAt(submissions, [phase(change)], zone, at);

describe('quotaAt', () => {
  const submissions = [
    made('2026-11-22T23:59:59.999Z'),
    made('2026-11-23T00:00:00Z'),
    made('2026-11-23T15:00:00Z'),
    made('2026-11-23T15:10:00Z', { state: 'refused' }),
  ];

  it('counts the day and says when it comes back', () => {
    expect(quota(submissions, { dailyQuota: 3 })).toMatchObject({ left: 1, nextAt: now });
    expect(quota(submissions, { dailyQuota: 2 })).toEqual({
      limits: [{ per: 'day', allowed: 2, used: 2, left: 0, until: new Date('2026-11-24T00:00:00Z') }],
      left: 0,
      nextAt: new Date('2026-11-24T00:00:00Z'),
    });
  });

  it('counts the week from Monday and the whole phase beside, and the longest of what is spent says when', () => {
    expect(quota(submissions, { dailyQuota: 2, weeklyQuota: 2 })).toMatchObject({
      left: 0,
      nextAt: new Date('2026-11-30T00:00:00Z'),
    });
    expect(quota(submissions, { totalQuota: 3 })).toMatchObject({ left: 0, nextAt: null });
    expect(quota(submissions, { totalQuota: 4 }).left).toBe(1);
    expect(quota(submissions, {})).toEqual({ limits: [], left: null, nextAt: now });
  });

  it('goes by the days of the challenge’s zone', () => {
    // In New York it is still the 22nd until 05:00 UTC.
    expect(quota(submissions, { dailyQuota: 5 }, now, 'America/New_York').limits[0]).toMatchObject({
      used: 1,
      until: new Date('2026-11-24T05:00:00Z'),
    });
  });

  it('comes back after 25 hours where the clocks go back', () => {
    const at = new Date('2026-10-24T22:00:00Z');
    const spent = quota([made('2026-10-24T22:00:00Z')], { dailyQuota: 1 }, at, 'Europe/Berlin');
    expect(spent.nextAt).toEqual(new Date('2026-10-25T23:00:00Z'));
  });

  it('comes back with the next phase where this one ends before', () => {
    const first = phase({ dailyQuota: 1, closesAt: new Date('2026-11-23T18:00:00Z') });
    const second = phase({ name: 'Test', dailyQuota: 1, opensAt: new Date('2026-11-23T20:00:00Z') });
    const spent = quotaAt(submissions, [first, second], 'UTC', now);
    expect(spent.nextAt).toEqual(second.opensAt);
    expect(quotaAt(submissions, [first], 'UTC', now).nextAt).toBeNull();
    // What the first phase took does not count in the second, on the same day.
    expect(quotaAt(submissions, [first, second], 'UTC', second.opensAt).left).toBe(1);
    expect(quotaAt(submissions, [first, second], 'UTC', new Date('2026-11-23T19:00:00Z'))).toEqual({
      limits: [],
      left: 0,
      nextAt: second.opensAt,
    });
  });

  it('nobody knowing when quota comes back: there is some at nextAt, whatever was submitted, and none before', () => {
    const anySubmission = fc.record({
      state: fc.constantFrom(...submissionStates),
      scoringBegan: fc.boolean(),
      createdAt: fc.date({ min: new Date('2026-11-01'), max: now, noInvalidDate: true }),
    });
    const most = fc.option(fc.integer({ min: 1, max: 10 }));
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Kiritimati');
    fc.assert(
      fc.property(
        fc.array(anySubmission, { maxLength: 40 }),
        fc.record({ dailyQuota: most, weeklyQuota: most, totalQuota: most }),
        zone,
        (all, quotas, timeZone) => {
          const told = quota(all, quotas, now, timeZone);
          for (const { allowed, used, left } of told.limits) expect(left).toBe(Math.max(0, allowed - used));
          if (told.nextAt === null) {
            expect(told.limits.find(({ per }) => per === 'phase')?.left).toBe(0);
            return;
          }
          expect(quota(all, quotas, told.nextAt, timeZone).left).not.toBe(0);
          if (told.nextAt > now) {
            expect(quota(all, quotas, new Date(told.nextAt.getTime() - 1), timeZone).left).toBe(0);
          }
        },
      ),
    );
  });

  it('tells the minute of the next chance when nothing is left', () => {
    const spent = quota([made('2026-11-23T00:00:00Z')], { dailyQuota: 1 }, now, 'Europe/Berlin');
    expect(() => assertQuotaLeft(spent, 'Europe/Berlin')).toThrow(
      expect.objectContaining({
        code: 'quota-exhausted',
        kind: 'exhausted',
        message: expect.stringMatching(
          /possible at 2026-11-24 00:00 Europe\/Berlin \(2026-11-23 23:00 UTC\)/,
        ),
      }),
    );
    expect(() => assertQuotaLeft(quota(submissions, { totalQuota: 1 }), 'UTC')).toThrow(
      /No more is possible/,
    );
  });
});
