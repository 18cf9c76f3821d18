import type { Interval } from '#lib/scoring/metrics/bootstrap';
import type { RankingMetrics } from '#lib/scoring/metrics/ranking-metrics';
import type { YesNoMetrics } from '#lib/scoring/metrics/yes-no-metrics';
import type { ScoringResult } from '#lib/scoring/run/score-images';
import type { YesNoFolder } from './yes-no-folder.ts';

/** The whole table is in --json. */
const CONFUSIONS_SHOWN = 3;

type Show = (value: number) => string;

const percent: Show = (share) => `${(share * 100).toFixed(2)} %`;
const figure: Show = (value) => value.toFixed(4);
const whole: Show = (value) => value.toLocaleString('en');

/** A line of a figure with its interval; none where there is no such figure. */
function line(name: string, value: number | null, show: Show, interval?: Interval): string[] {
  if (value === null) return [];
  const between = interval ? `  (95 %: ${interval.map(show).join(' to ')})` : '';
  return [`${name.padEnd(20)}${show(value)}${between}`];
}

/** What is told of any evaluation at its end. */
function closing({ ties, images }: { ties: number; images: number }, scored: ScoringResult): string[] {
  const { seconds } = scored.cost;
  return [
    ...(ties > 0 ? [`ties                ${whole(ties)} images with equal scores that matter`] : []),
    `time                ${seconds.toFixed(1)} s, ${(images / seconds).toFixed(0)} images a second, ${whole(scored.cached)} of them from the cache`,
    `sealed by           ${scored.isolation.join(', ') || 'nothing: this system offers none of the layers'}`,
  ];
}

/** The lines that people read of an evaluation of several classes. */
export function rankingReport(metrics: RankingMetrics, scored: ScoringResult): string[] {
  const { confidence, confusions } = metrics;
  return [
    `images              ${whole(metrics.images)} of ${whole(metrics.classes)} classes`,
    ...line('top-1 error', metrics.top1Error, percent, confidence.top1Error),
    // Five guesses among five classes are never wrong.
    ...(metrics.classes > 5 ? line('top-5 error', metrics.top5Error, percent, confidence.top5Error) : []),
    ...line('hierarchical error', metrics.hierarchicalError, figure, confidence.hierarchicalError),
    ...line('per-class accuracy', metrics.meanPerClass, percent, confidence.meanPerClass),
    ...line('log loss', metrics.logLoss, figure, confidence.logLoss),
    ...line('calibration error', metrics.calibrationError, figure),
    ...confusions
      .slice(0, CONFUSIONS_SHOWN)
      .map(
        ({ truth, guess, images: times }, i) =>
          `${(i === 0 ? 'most confused' : '').padEnd(20)}${truth} taken for ${guess}: ${times}`,
      ),
    ...closing(metrics, scored),
  ];
}

/** The lines that people read of an evaluation of yes or no. */
export function yesNoReport(metrics: YesNoMetrics, folder: YesNoFolder, scored: ScoringResult): string[] {
  const { confidence, threshold, images, positives } = metrics;
  return [
    `images              ${whole(images)}: ${whole(positives)} in ${folder.yes}, which are yes, and ${whole(images - positives)} that are no`,
    `yes from            ${threshold}${threshold === 0 ? ', as the scores are no probabilities' : ' on'}`,
    ...line('error', metrics.error, percent, confidence.error),
    ...line('ROC AUC', metrics.rocAuc, figure, confidence.rocAuc),
    ...line('average precision', metrics.averagePrecision, figure, confidence.averagePrecision),
    ...line('log loss', metrics.logLoss, figure),
    ...line('calibration error', metrics.calibrationError, figure),
    ...closing(metrics, scored),
  ];
}
