import type { DayFigures } from './labeler-figures.ts';

const DAY_MS = 86_400_000;

/** Each of the last `count` days (UTC) up to `today`, the oldest first; with zeros where nothing was done. */
export function everyDay(days: readonly DayFigures[], today: string, count: number): DayFigures[] {
  const known = new Map(days.map((each) => [each.day, each]));
  const last = Date.parse(`${today}T00:00:00Z`);
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(last - (count - 1 - index) * DAY_MS).toISOString().slice(0, 10);
    return known.get(day) ?? { day, votes: 0, milliseconds: 0 };
  });
}
