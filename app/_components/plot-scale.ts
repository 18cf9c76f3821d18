/** A number on an axis: where it stands, from 0 at the low end to 1 at the high end, and what it says. */
export interface Tick {
  value: number;
  place: number;
}

export interface PlotScale {
  /** Where a value stands, from 0 to 1. */
  place(value: number): number;
  ticks: Tick[];
}

const ratio = (value: number, low: number, high: number) =>
  high === low ? 0.5 : (value - low) / (high - low);

/** The round number, 1, 2 or 5 times a power of ten, that is no less than `value`. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 5, 10].find((each) => each * power >= value * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** An axis from 0 to a little over the greatest value, with about `count` ticks. */
export function linearScale(values: readonly number[], count = 5): PlotScale {
  const most = Math.max(...values, 0);
  const step = most > 0 ? roundUp(most / count) : 1;
  const steps = Math.max(1, Math.ceil(most / step - 1e-9));
  const at = (tick: number) => Number((tick * step).toPrecision(12));
  const high = at(steps);
  const place = (value: number) => ratio(value, 0, high);
  const ticks = Array.from({ length: steps + 1 }, (_, i) => at(i));
  return { place, ticks: ticks.map((value) => ({ value, place: place(value) })) };
}

/** A logarithmic axis around positive values: ticks at powers of ten, and at 2 and 5 between where they are few. */
export function logScale(values: readonly number[]): PlotScale {
  const logs = values.map(Math.log10);
  const margin = 0.15;
  const [least, most] = [Math.min(...logs), Math.max(...logs)];
  // At least half a power of ten, else one dot would have an axis of its own.
  const spare = Math.max(margin, (0.5 - (most - least)) / 2);
  const [low, high] = [least - spare, most + spare];
  const place = (value: number) => ratio(Math.log10(value), low, high);
  const factors = high - low > 3 ? [1] : [1, 2, 5];
  const ticks: Tick[] = [];
  for (let power = Math.floor(low); power <= high; power++) {
    for (const factor of factors) {
      const value = Number((factor * 10 ** power).toPrecision(12));
      const at = place(value);
      if (at >= 0 && at <= 1) ticks.push({ value, place: at });
    }
  }
  return { place, ticks };
}
