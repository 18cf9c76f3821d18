import { seededRandom } from '#lib/core/random';

/** An interval of confidence: low and high end. */
export type Interval = [low: number, high: number];

export interface BootstrapOptions {
  /** Rounds of drawing; 0 leaves intervals out. */
  rounds: number;
  seed: number | string;
}

/** Linear interpolation between the two nearest of sorted values. */
function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const low = Math.floor(place);
  const below = sorted[low] as number;
  const above = sorted[Math.min(low + 1, sorted.length - 1)] as number;
  return below + (above - below) * (place - low);
}

/**
 * 95 % intervals by the bootstrap's percentiles (Efron 1979): in each round as many images are drawn as there are, with
 * replacement, and `statistics` gets how often each was drawn. Gives an interval for each statistic, null where a round
 * left it undefined (NaN). The same seed gives the same intervals.
 */
export function bootstrapIntervals(
  images: number,
  { rounds, seed }: BootstrapOptions,
  statistics: (drawn: Uint16Array) => readonly number[],
): (Interval | null)[] {
  if (rounds === 0 || images === 0) return [];
  const random = seededRandom(seed);
  const drawn = new Uint16Array(images);
  const values: Float64Array[] = [];
  for (let round = 0; round < rounds; round++) {
    drawn.fill(0);
    for (let i = 0; i < images; i++) {
      const image = random.below(images);
      drawn[image] = (drawn[image] as number) + 1;
    }
    for (const [i, value] of statistics(drawn).entries()) {
      values[i] ??= new Float64Array(rounds);
      (values[i] as Float64Array)[round] = value;
    }
  }
  return values.map((column) => {
    if (column.some(Number.isNaN)) return null;
    column.sort();
    return [quantile(column, 0.025), quantile(column, 0.975)];
  });
}
