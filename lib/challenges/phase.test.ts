import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phaseAt } from './phase.ts';

const times = {
  opensAt: new Date('2026-03-29T00:00:00Z'),
  closesAt: new Date('2026-04-29T12:00:00Z'),
  publishedAt: new Date('2026-05-01T00:00:00Z'),
};
const justBefore = (date: Date) => new Date(date.getTime() - 1);

describe('phaseAt', () => {
  it('changes at the very moment', () => {
    expect(phaseAt(times, justBefore(times.opensAt))).toBe('upcoming');
    expect(phaseAt(times, times.opensAt)).toBe('open');
    expect(phaseAt(times, justBefore(times.closesAt))).toBe('open');
    expect(phaseAt(times, times.closesAt)).toBe('closed');
    expect(phaseAt(times, justBefore(times.publishedAt))).toBe('closed');
    expect(phaseAt(times, times.publishedAt)).toBe('published');
  });

  it('is never published before it closed, nor without a word of the organiser', () => {
    const early = { ...times, publishedAt: times.opensAt };
    expect(phaseAt(early, new Date('2026-04-01T00:00:00Z'))).toBe('open');
    expect(phaseAt({ ...times, publishedAt: null }, new Date('2099-01-01T00:00:00Z'))).toBe('closed');
  });

  it('does not depend on the zone that the times were written in', () => {
    const written = { ...times, opensAt: new Date('2026-03-29T02:00:00+02:00') };
    expect(phaseAt(written, times.opensAt)).toBe('open');
    expect(phaseAt(written, justBefore(times.opensAt))).toBe('upcoming');
  });

  it('only ever goes forward', () => {
    const order = ['upcoming', 'open', 'closed', 'published'];
    const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, moment, moment, moment, (a, b, c, d) => {
        const [opensAt, closesAt] = a < b ? [a, b] : [b, a];
        const [earlier, later] = c < d ? [c, d] : [d, c];
        const phases = [earlier, later].map((now) => phaseAt({ opensAt, closesAt, publishedAt: null }, now));
        expect(order.indexOf(phases[1] as string)).toBeGreaterThanOrEqual(order.indexOf(phases[0] as string));
      }),
    );
  });
});
