import { seededRandom } from '#lib/core/random';
import { LEAST_VOTES } from './settling.ts';

/** A unit as the policy played out on it. */
export interface PlayedUnit {
  votes: number;
  /** Whether it asks no more; else so many votes have not been enough yet. */
  decided: boolean;
}

export interface ForecastInput {
  /** Units that tell how many votes one takes. */
  played: readonly PlayedUnit[];
  /** Votes that each of some open units has. */
  open: readonly number[];
  /** Open units in all, of which `open` may be a sample. */
  openUnits: number;
  /** The most votes that a unit gets. */
  most: number;
  /** Whether the majority of `most` votes decides: then it is known how many a unit takes. */
  fixed: boolean;
}

/** How many votes open units will take. */
export interface Forecast {
  /** Null where too few units are decided to tell; `low` and `high` are then what is possible at all. */
  votes: number | null;
  /** Ends of the 95 % interval. */
  low: number;
  high: number;
}

/** With fewer decided units nothing is told of the others. */
const LEAST_DECIDED = 20;
const ROUNDS = 200;

/**
 * How many votes a campaign's open units will still take. Model: a unit that has had k votes without being decided is decided by
 * the next with chance h(k + 1), estimated as in a life table, where units that are still open count as long as they have been
 * watched:
 *
 *     h(k) = (decided at their k-th vote + h) / (had k votes or more + 1),    h(most) = 1,
 *     R(k) = 1 + (1 - h(k + 1)) R(k + 1),    R(most) = 0,
 *
 * h being the chance over all k, which holds where no unit has been yet; R(k) is what a unit with k votes will take on average.
 * So units that are hard to decide, which have more votes than others and are still open, are counted as such. The interval
 * takes both samples anew, 200 times with a seed, and adds what chance does to the sum. E. Kaplan and P. Meier, Nonparametric
 * estimation from incomplete observations, 1958; B. Efron, Bootstrap methods, 1979.
 */
export function forecastVotes(input: ForecastInput): Forecast {
  const { played, open, openUnits, most, fixed } = input;
  const nothing = openUnits === 0 || open.length === 0;
  if (nothing) return { votes: 0, low: 0, high: 0 };
  const scale = openUnits / open.length;
  const bound = (left: (votes: number) => number) =>
    Math.round(scale * open.reduce((sum, votes) => sum + Math.max(0, left(votes)), 0));
  const high = bound((votes) => most - votes);
  const told = played.filter(({ decided }) => decided).length;
  if (!fixed && told < LEAST_DECIDED) {
    return { votes: null, low: bound((votes) => Math.max(1, LEAST_VOTES - votes)), high };
  }
  const complete = open.length === openUnits;
  if (fixed && complete) return { votes: high, low: high, high };

  const sumFor = (units: readonly PlayedUnit[], votes: readonly number[]) => {
    const { mean, variance } = votesLeft(fixed ? [] : units, most, fixed);
    let [sum, spread] = [0, 0];
    for (const had of votes) {
      sum += mean[Math.min(had, most)] as number;
      spread += variance[Math.min(had, most)] as number;
    }
    return { sum: scale * sum, deviation: Math.sqrt(scale * spread) };
  };
  const random = seededRandom('forecast');
  const again = <T>(items: readonly T[]): readonly T[] => items.map(() => random.pick(items));
  const drawn = Array.from({ length: ROUNDS }, () => {
    const { sum, deviation } = sumFor(again(played), complete ? open : again(open));
    return Math.max(0, sum + deviation * random.gaussian());
  }).sort((a, b) => a - b);
  return {
    votes: Math.round(sumFor(played, open).sum),
    low: Math.round(drawn[Math.floor(0.025 * ROUNDS)] as number),
    high: Math.round(drawn[Math.ceil(0.975 * ROUNDS) - 1] as number),
  };
}

/** Mean and variance of the votes that a unit with 0 to `most` votes will take. */
function votesLeft(
  units: readonly PlayedUnit[],
  most: number,
  fixed: boolean,
): { mean: Float64Array; variance: Float64Array } {
  const decidedAt = new Float64Array(most + 1);
  const reached = new Float64Array(most + 2);
  for (const { votes, decided } of units) {
    const at = Math.min(votes, most);
    if (decided) decidedAt[at] = (decidedAt[at] as number) + 1;
    reached[at] = (reached[at] as number) + 1;
  }
  let decided = 0;
  let watched = 0;
  for (let k = most; k >= 1; k--) {
    reached[k] = (reached[k] as number) + (reached[k + 1] as number);
    decided += decidedAt[k] as number;
    if (k >= LEAST_VOTES) watched += reached[k] as number;
  }
  const usual = watched === 0 ? 0 : decided / watched;
  const mean = new Float64Array(most + 1);
  const square = new Float64Array(most + 1);
  for (let k = most - 1; k >= 0; k--) {
    const chance =
      k + 1 === most
        ? 1
        : fixed || (k + 1 < LEAST_VOTES && decidedAt[k + 1] === 0)
          ? 0
          : ((decidedAt[k + 1] as number) + usual) / ((reached[k + 1] as number) + 1);
    const [on, next] = [1 - Math.min(chance, 1), mean[k + 1] as number];
    mean[k] = 1 + on * next;
    square[k] = 1 + on * (2 * next + (square[k + 1] as number));
  }
  return { mean, variance: square.map((each, k) => Math.max(0, each - (mean[k] as number) ** 2)) };
}
