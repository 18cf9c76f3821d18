import { type MetricName, metrics } from './metric.ts';
import { type ChallengeTimes, phaseAt } from './phase.ts';
import type { FurtherMetrics, KeptScore, MeasuredError, ScorePart, ScoreSummary } from './score.ts';

/** What of a challenge decides who sees which score. */
export interface PartedChallenge extends ChallengeTimes {
  /** The share of the held-out images that scores are told of before the results are out; 1: all of them. */
  publicShare: number;
  /** Null without the Ladder. */
  ladderStep: number | null;
}

/** Which of a challenge's scores is shown, and whether through the Ladder. */
export interface ShownScores {
  part: ScorePart;
  ladder: boolean;
}

/**
 * What is shown of a challenge's scores at a moment, to everybody, its organisers as well: before the results are out those on the
 * public images, by the Ladder where there is one, and from then on those on the private images. A challenge that does
 * not part its images shows those on all.
 */
export function shownScores(challenge: PartedChallenge, now: Date): ShownScores {
  const published = phaseAt(challenge, now) === 'published';
  const ladder = challenge.ladderStep !== null;
  if (challenge.publicShare >= 1) return { part: 'all', ladder: ladder && !published };
  return published ? { part: 'private', ladder: false } : { part: 'public', ladder };
}

/** What of a challenge says which of its submissions' scores wait for the results. */
export interface PhasedChallenge extends ChallengeTimes {
  phases: readonly { position: number; showsScores: boolean }[];
}

/** The positions of the phases whose submissions' scores are told to nobody at a moment: they wait until the results are out. */
export function withheldPhases(challenge: PhasedChallenge, now: Date): number[] {
  if (phaseAt(challenge, now) === 'published') return [];
  return challenge.phases.flatMap(({ position, showsScores }) => (showsScores ? [] : [position]));
}

/** Whether the scores of a submission wait for the results. */
export function isWithheld(challenge: PhasedChallenge, phasePosition: number | null, now: Date): boolean {
  return phasePosition !== null && withheldPhases(challenge, now).includes(phasePosition);
}

/** 95 % of normal deviates are within so many deviations. */
const Z = 1.959963984540054;

/** The 95 % interval of a share of images by Wilson (1927): from the share alone, so it tells no more than that. */
function wilsonInterval(share: number, images: number): [low: number, high: number] {
  const scale = 1 + Z ** 2 / images;
  const centre = (share + Z ** 2 / (2 * images)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / images + Z ** 2 / (4 * images ** 2));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

const NOTHING: FurtherMetrics = {
  hierarchicalError: null,
  meanPerClassError: null,
  logLoss: null,
  calibrationError: null,
  rocAuc: null,
  averagePrecision: null,
  ties: null,
};

/**
 * A score as the Ladder shows it: the challenge's metric by its step, with the interval of such a share, and nothing that
 * what is held back could be worked out from.
 */
export function ladderSummary(
  { split, part = 'all', images, scoredAt, missing, ladder }: LadderScore,
  metric: MetricName,
): ScoreSummary {
  const interval =
    ladder !== null && metrics[metric].counts !== null ? wilsonInterval(clamp(ladder), images) : null;
  const shown: MeasuredError | null = ladder === null ? null : { error: ladder, interval };
  const further = { ...NOTHING };
  if (metric === 'hierarchicalError') further.hierarchicalError = shown;
  else if (metric !== 'top1Error' && metric !== 'top5Error') further[metric] = ladder;
  return {
    split,
    part,
    images,
    top1: metric === 'top1Error' ? shown : null,
    top5: metric === 'top5Error' ? shown : null,
    further,
    ladder: true,
    scoredAt,
    missing,
  };
}

export type LadderScore = Pick<KeptScore, 'split' | 'part' | 'images' | 'scoredAt' | 'missing'> & {
  /** What the Ladder shows of it; null where it did not climb yet. */
  ladder: number | null;
};

const clamp = (share: number) => Math.min(1, Math.max(0, share));
