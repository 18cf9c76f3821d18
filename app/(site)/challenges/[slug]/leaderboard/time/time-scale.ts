import type { PlotScale } from '@/_components/plot-scale';

const DAY_MS = 86_400_000;
const TICKS = 6;

/** A time as the day it is on in UTC. */
export function dayText(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** An axis of time with ticks at midnights in UTC, so many days apart that at most six stand on it; at least a day wide. */
export function timeScale(from: number, to: number): PlotScale {
  const low = Math.floor(from / DAY_MS);
  const high = Math.max(low + 1, Math.ceil(to / DAY_MS));
  const place = (time: number) => (time / DAY_MS - low) / (high - low);
  const apart = Math.ceil((high - low) / (TICKS - 1));
  const count = Math.floor((high - low) / apart) + 1;
  const ticks = Array.from({ length: count }, (_, i) => (low + i * apart) * DAY_MS);
  return { place, ticks: ticks.map((value) => ({ value, place: place(value) })) };
}
