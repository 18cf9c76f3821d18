import { DateTime, IANAZone } from 'luxon';

/** Whether a name is one of the time zone database, like Europe/Berlin. */
export function isTimeZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}

/** A stretch of time: its first moment and the first after it. */
export interface Stretch {
  from: Date;
  until: Date;
}

/**
 * The day or week (from Monday) of a zone around a moment. A day that the clocks are changed on has 23 or 25 hours; one
 * whose midnight is left out begins at the first moment that there is.
 */
export function stretchAround(unit: 'day' | 'week', at: Date, timeZone: string): Stretch {
  const from = DateTime.fromJSDate(at, { zone: timeZone }).startOf(unit);
  return {
    from: from.toJSDate(),
    until: from
      .plus({ [`${unit}s`]: 1 })
      .startOf(unit)
      .toJSDate(),
  };
}

/** A moment as a clock of a zone shows it, to the minute: `2026-11-24 00:00 Europe/Berlin`. */
export function zonedMinute(at: Date, timeZone: string): string {
  return `${DateTime.fromJSDate(at, { zone: timeZone }).toFormat('yyyy-MM-dd HH:mm')} ${timeZone}`;
}

/** What a date-and-time field holds for a moment in a zone: `2026-11-24T00:00`. */
export function zonedField(at: Date, timeZone: string): string {
  const time = DateTime.fromJSDate(at, { zone: timeZone });
  return time.toFormat(
    time.second === 0 && time.millisecond === 0 ? "yyyy-MM-dd'T'HH:mm" : "yyyy-MM-dd'T'HH:mm:ss.SSS",
  );
}

/** The same clock time so many years later; 29 February becomes the 28th. */
export function yearsLater(at: Date, years: number, timeZone: string): Date {
  return DateTime.fromJSDate(at, { zone: timeZone }).plus({ years }).toJSDate();
}

const LOCAL = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)?$/;
const OFFSET = /(?:Z|[+-]\d\d:?\d\d)$/i;

/**
 * The moment that a text means: with an offset (`2026-12-01T00:00:00+01:00`), or by the clock of a zone
 * (`2026-12-01 00:00`, `2026-12-01`). What is no time, or a time that this clock leaves out or shows twice when it is
 * changed, comes back as the words in which to refuse it.
 */
export function readMoment(text: string, timeZone: string): Date | string {
  const trimmed = text.trim();
  const shape = trimmed.replace(OFFSET, '');
  if (!LOCAL.test(shape))
    return 'must be a time like 2026-12-01T00:00, or with its offset 2026-12-01T00:00:00Z';
  const time = DateTime.fromISO(trimmed.replace(' ', 'T'), { zone: timeZone });
  if (!time.isValid) return `must be a time that there is: ${trimmed} is not`;
  if (shape !== trimmed && shape.length > 10) return time.toJSDate();
  // What the clock shows at this moment is what was written, unless it skips that hour.
  const shown = time.toFormat("yyyy-MM-dd'T'HH:mm");
  const written = `${shape.slice(0, 10)}T${shape.slice(11, 16) || '00:00'}`;
  if (shown !== written)
    return `must be a time that there is: the clocks of ${timeZone} leave ${trimmed} out`;
  if (time.getPossibleOffsets().length > 1) {
    return `must say its offset, like ${time.toISO({ suppressMilliseconds: true })}: the clocks of ${timeZone} show ${trimmed} twice`;
  }
  return time.toJSDate();
}
