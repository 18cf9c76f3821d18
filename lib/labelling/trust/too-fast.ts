import type { AnswerEvidence } from './answer-evidence.ts';
import type { Suspicion } from './suspicion.ts';

/** How fast a labeler is beside the crowd of the same campaign. */
export interface Speed {
  /** Median milliseconds of a vote of theirs. */
  median: number;
  /** The crowd's (`measureSpeed`). */
  crowd: number;
  /** Deviations of the crowd that they are below it, in the logarithm. */
  below: number;
}

/** Nobody is too fast who takes a third of the crowd's time, or is not so many deviations faster. */
const FAST = { share: 1 / 3, deviations: 3 };

/** Labelers of fewer votes say nothing of the crowd's pace, and theirs is not known. */
const LEAST_VOTES = 8;

/** A crowd is never taken to be more alike than this (a deviation of the logarithm): pace is a matter of habit. */
const LEAST_SPREAD = 0.25;

/**
 * How fast each labeler is. Model: the logarithm of an honest labeler's median time is normal; at most a third of the labelers are
 * faster than that. The centre is the quantile at two thirds of all labelers, which is the honest median where a third cheat
 * and .43 deviations slower than it where nobody does; the deviation is what lies between it and the quantile at .9, divided
 * by .85 (both quantiles are of slow labelers, among whom those who cheat are not: P. Huber, Robust statistics, 1981). Null for
 * labelers of fewer than eight votes. Time says who does not read: Wise and Kong, Response time effort, Applied Measurement in
 * Education 18, 2005.
 */
export function measureSpeed(
  own: readonly ArrayLike<number>[],
  milliseconds: ArrayLike<number>,
): (Speed | null)[] {
  const medians = own.map((votes) =>
    votes.length < LEAST_VOTES
      ? null
      : median(Array.from(votes, (vote) => Math.max(milliseconds[vote] as number, 1))),
  );
  const logs = medians
    .filter((each) => each !== null)
    .map(Math.log)
    .sort((a, b) => a - b);
  if (logs.length === 0) return medians.map(() => null);
  const centre = quantile(logs, 2 / 3);
  const spread = Math.max((quantile(logs, 0.9) - centre) / 0.85, LEAST_SPREAD);
  return medians.map((each) =>
    each === null
      ? null
      : { median: each, crowd: Math.exp(centre), below: (centre - Math.log(each)) / spread },
  );
}

/** Whether nobody reads that fast. */
export function isTooFast({ median: own, crowd, below }: Speed): boolean {
  return below >= FAST.deviations && own < crowd * FAST.share;
}

export function fastSuspicion({ median, crowd, below }: Speed, { votes, agreed }: AnswerEvidence): Suspicion {
  return {
    kind: 'too-fast',
    evidence: { votes, medianMilliseconds: median, crowdMilliseconds: crowd, deviations: below, agreed },
    sentence: `Takes ${seconds(median)} a unit where others take about ${seconds(crowd)}, and the answers do not show that they were looked at.`,
  };
}

const seconds = (milliseconds: number) => `${Number((milliseconds / 1000).toPrecision(2))} s`;

function median(values: readonly number[]): number {
  return quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}

/** The quantile of sorted values, between two of them where it falls between. */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] as number;
  return below + (place - Math.floor(place)) * ((sorted[Math.ceil(place)] as number) - below);
}
