import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMoment, stretchAround, yearsLater, zonedField, zonedMinute } from './calendar.ts';

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia', 'Africa/Cairo'];
const moments = fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
const hours = ({ from, until }: { from: Date; until: Date }) =>
  (until.getTime() - from.getTime()) / 3_600_000;

describe('stretchAround', () => {
  it('has 23 hours on the day that clocks go forward and 25 on the day that they go back', () => {
    expect(hours(stretchAround('day', new Date('2026-03-29T12:00:00Z'), 'Europe/Berlin'))).toBe(23);
    expect(hours(stretchAround('day', new Date('2026-10-25T12:00:00Z'), 'Europe/Berlin'))).toBe(25);
    expect(hours(stretchAround('week', new Date('2026-10-25T12:00:00Z'), 'Europe/Berlin'))).toBe(169);
    expect(stretchAround('day', new Date('2026-03-29T12:00:00Z'), 'Europe/Berlin')).toEqual({
      from: new Date('2026-03-28T23:00:00Z'),
      until: new Date('2026-03-29T22:00:00Z'),
    });
  });

  it('begins at the first moment of a day whose midnight is left out', () => {
    // Cairo's clocks go from 23:59:59 to 01:00 on 24 April 2026.
    const day = stretchAround('day', new Date('2026-04-24T12:00:00Z'), 'Africa/Cairo');
    expect(hours(day)).toBe(23);
    expect(day.from).toEqual(new Date('2026-04-23T22:00:00Z'));
  });

  it('knows the day that Samoa left out', () => {
    expect(stretchAround('day', new Date('2011-12-30T09:59:59Z'), 'Pacific/Apia').until).toEqual(
      new Date('2011-12-30T10:00:00Z'),
    );
  });

  it('begins weeks on Monday', () => {
    expect(stretchAround('week', new Date('2026-11-24T12:00:00Z'), 'UTC').from).toEqual(
      new Date('2026-11-23T00:00:00Z'),
    );
  });

  it('covers time without gap or overlap', () => {
    fc.assert(
      fc.property(
        moments,
        fc.constantFrom(...zones),
        fc.constantFrom('day' as const, 'week' as const),
        (at, zone, unit) => {
          const stretch = stretchAround(unit, at, zone);
          expect(stretch.from <= at && at < stretch.until).toBe(true);
          expect(stretchAround(unit, stretch.until, zone).from).toEqual(stretch.until);
          expect(stretchAround(unit, new Date(stretch.from.getTime() - 1), zone).until).toEqual(stretch.from);
        },
      ),
    );
  });
});

describe('readMoment', () => {
  it('reads times with an offset, and others by the clock of the zone', () => {
    const noon = new Date('2026-12-01T11:00:00Z');
    for (const text of [
      '2026-12-01T12:00:00+01:00',
      '2026-12-01T11:00:00Z',
      '2026-12-01 12:00',
      '2026-12-01T12:00:00.000',
    ]) {
      expect(readMoment(text, 'Europe/Berlin')).toEqual(noon);
    }
    expect(readMoment('2026-12-01', 'Asia/Kolkata')).toEqual(new Date('2026-11-30T18:30:00Z'));
  });

  it('refuses what is no time, what the clock leaves out and what it shows twice', () => {
    expect(readMoment('soon', 'UTC')).toContain('must be a time');
    expect(readMoment('2026-02-30', 'UTC')).toContain('that there is');
    expect(readMoment('2026-03-29T02:30', 'Europe/Berlin')).toContain('leave 2026-03-29T02:30 out');
    expect(readMoment('2026-10-25T02:30', 'Europe/Berlin')).toContain('twice');
    expect(readMoment('2026-10-25T02:30:00+01:00', 'Europe/Berlin')).toEqual(
      new Date('2026-10-25T01:30:00Z'),
    );
  });

  it('reads back what a field of a form holds, but for an hour that is there twice', () => {
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), (at, zone) => {
        const read = readMoment(zonedField(at, zone), zone);
        if (read instanceof Date) expect(read).toEqual(at);
        else expect(read).toContain('twice');
      }),
    );
  });
});

it('tells a moment by the clock of a zone, and the same a year later', () => {
  const at = new Date('2026-03-28T23:00:00Z');
  expect(zonedMinute(at, 'Europe/Berlin')).toBe('2026-03-29 00:00 Europe/Berlin');
  expect(zonedMinute(yearsLater(at, 1, 'Europe/Berlin'), 'Europe/Berlin')).toBe(
    '2027-03-29 00:00 Europe/Berlin',
  );
  expect(yearsLater(new Date('2028-02-29T12:00:00Z'), 1, 'UTC')).toEqual(new Date('2029-02-28T12:00:00Z'));
});
