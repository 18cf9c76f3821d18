import { describe, expect, it } from 'vitest';
import { assertPhaseOpen, type ChallengePhase, phasesAround, tellingPhase } from './challenge-phase.ts';

const phase = (name: string, opensAt: string, closesAt: string): ChallengePhase => ({
  name,
  opensAt: new Date(opensAt),
  closesAt: new Date(closesAt),
  showsScores: true,
  dailyQuota: 5,
  weeklyQuota: null,
  totalQuota: null,
  maxModelBytes: 1,
  timeLimitSeconds: 1,
  memoryLimitMb: 1,
});
// Midnights of Berlin around both changes of its clocks.
const phases = [
  phase('Development', '2026-03-28T23:00:00Z', '2026-10-24T22:00:00Z'),
  phase('Test', '2026-10-25T23:00:00Z', '2026-10-31T23:00:00Z'),
];
const at = (text: string) => new Date(text);
const refusal = (now: string) => {
  try {
    assertPhaseOpen(phases, 'Europe/Berlin', at(now));
  } catch (error) {
    return error as { code: string; message: string; details: Record<string, unknown> };
  }
  return null;
};

describe('assertPhaseOpen', () => {
  it('is open from the first millisecond to the last, by the clock of the zone', () => {
    expect(refusal('2026-03-28T22:59:59.999Z')).toMatchObject({
      code: 'not-open-yet',
      message: expect.stringContaining('from 2026-03-29 00:00 Europe/Berlin'),
    });
    expect(assertPhaseOpen(phases, 'Europe/Berlin', at('2026-03-28T23:00:00Z')).name).toBe('Development');
    expect(assertPhaseOpen(phases, 'Europe/Berlin', at('2026-10-24T21:59:59.999Z')).name).toBe('Development');
    expect(assertPhaseOpen(phases, 'Europe/Berlin', at('2026-10-31T22:59:59.999Z')).name).toBe('Test');
  });

  it('says between two phases which closed, when the next opens and what the server’s clock says', () => {
    expect(refusal('2026-10-24T22:00:00Z')).toMatchObject({
      code: 'between-phases',
      message: expect.stringMatching(
        /Development closed at 2026-10-25 00:00 Europe\/Berlin.*from 2026-10-26 00:00 Europe\/Berlin.*clock says 2026-10-25 00:00/s,
      ),
      details: { opensAt: '2026-10-25T23:00:00.000Z' },
    });
  });

  it('takes nothing after the last', () => {
    expect(refusal('2026-10-31T23:00:00Z')).toMatchObject({
      code: 'challenge-closed',
      details: { closedAt: '2026-10-31T23:00:00.000Z' },
    });
  });
});

it('tells the limits of the open phase, else of the next, else of the last', () => {
  const told = (now: string) => tellingPhase(phases, at(now)).name;
  expect(told('2026-01-01T00:00:00Z')).toBe('Development');
  expect(told('2026-10-25T00:00:00Z')).toBe('Test');
  expect(told('2027-01-01T00:00:00Z')).toBe('Test');
  expect(phasesAround(phases, at('2027-01-01T00:00:00Z'))).toEqual({ open: null, next: null });
});
