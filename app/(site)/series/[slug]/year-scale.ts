import type { PlotScale } from '@/_components/plot-scale';

const TICKS = 8;

/** An axis of years with half a year of room at both ends, and at most eight of them named. */
export function yearScale(years: readonly number[]): PlotScale {
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const place = (year: number) => (year - first + 0.5) / (last - first + 1);
  const apart = Math.ceil((last - first + 1) / TICKS);
  const count = Math.floor((last - first) / apart) + 1;
  const ticks = Array.from({ length: count }, (_, at) => first + at * apart);
  return { place, ticks: ticks.map((value) => ({ value, place: place(value) })) };
}
