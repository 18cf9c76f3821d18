import type { MeasuredError, ScoreSummary } from './score.ts';

/** The metrics that a challenge may be ordered by. */
export const metricNames = [
  'top1Error',
  'top5Error',
  'hierarchicalError',
  'meanPerClassError',
  'logLoss',
  'calibrationError',
  'rocAuc',
  'averagePrecision',
] as const;
export type MetricName = (typeof metricNames)[number];

export interface Metric {
  /** As it stands at the head of a column. */
  label: string;
  /** Else more is. Nobody sets this: a leaderboard cannot be turned round. */
  lessIsBetter: boolean;
  /** Shares are told in per cent, other metrics as they are. */
  unit: '%' | null;
  digits: number;
  /** What a score says of it, as far as it is shown; null where there is none. */
  of(score: Pick<ScoreSummary, 'top1' | 'top5' | 'further'>): MeasuredError | null;
  /** Which guesses make an image right or wrong by it; null where it is no share of images, and nothing tests two entries against each other. */
  counts: 'top1' | 'top5' | null;
}

const plain = (error: number | null): MeasuredError | null =>
  error === null ? null : { error, interval: null };

/** What each metric is called, which way it is better, and where it stands in a score. */
export const metrics: Readonly<Record<MetricName, Metric>> = {
  top1Error: {
    label: 'Top-1 error',
    lessIsBetter: true,
    unit: '%',
    digits: 1,
    of: (score) => score.top1,
    counts: 'top1',
  },
  top5Error: {
    label: 'Top-5 error',
    lessIsBetter: true,
    unit: '%',
    digits: 1,
    of: (score) => score.top5,
    counts: 'top5',
  },
  hierarchicalError: {
    label: 'Hierarchical error',
    lessIsBetter: true,
    unit: null,
    digits: 2,
    of: ({ further }) => further.hierarchicalError,
    counts: null,
  },
  meanPerClassError: {
    label: 'Mean error of a noun',
    lessIsBetter: true,
    unit: '%',
    digits: 1,
    of: ({ further }) => plain(further.meanPerClassError),
    counts: null,
  },
  logLoss: {
    label: 'Log loss',
    lessIsBetter: true,
    unit: null,
    digits: 2,
    of: ({ further }) => plain(further.logLoss),
    counts: null,
  },
  calibrationError: {
    label: 'Calibration error',
    lessIsBetter: true,
    unit: null,
    digits: 2,
    of: ({ further }) => plain(further.calibrationError),
    counts: null,
  },
  rocAuc: {
    label: 'ROC AUC',
    lessIsBetter: false,
    unit: null,
    digits: 3,
    of: ({ further }) => plain(further.rocAuc),
    counts: null,
  },
  averagePrecision: {
    label: 'Average precision',
    lessIsBetter: false,
    unit: null,
    digits: 3,
    of: ({ further }) => plain(further.averagePrecision),
    counts: null,
  },
};

/** A value as it is shown: shares in per cent. */
export function shownValue(name: MetricName, value: number): number {
  return metrics[name].unit === '%' ? 100 * value : value;
}
