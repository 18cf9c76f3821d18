import { z } from 'zod';

const interval = z.tuple([z.number(), z.number()]);

/** What a score shows of its metrics, as lib/scoring counts them. */
const metricsSchema = z.object({
  confidence: z.object({
    top1Error: interval.optional(),
    top5Error: interval.optional(),
    /** The error of a challenge of one class. */
    error: interval.optional(),
    hierarchicalError: interval.optional(),
  }),
  hierarchicalError: z.number().nullish(),
  meanPerClass: z.number().nullish(),
  logLoss: z.number().nullish(),
  calibrationError: z.number().nullish(),
  rocAuc: z.number().nullish(),
  averagePrecision: z.number().nullish(),
  ties: z.number().nullish(),
  perClass: z
    .array(
      z.object({
        class: z.string(),
        images: z.number(),
        top1: z.number().nullable(),
        top5: z.number().nullable(),
      }),
    )
    .default([]),
  confusions: z
    .array(z.object({ truth: z.string(), guess: z.string(), images: z.number(), share: z.number() }))
    .default([]),
});

/** What stands for fewer images is not shown: who chooses a model's guesses image by image would read labels from it. */
const FEWEST_IN_PAIR = 5;

/** As many pairs as the page of a submission lists. */
const PAIRS_SHOWN = 20;

/** Shares are shown in the finest of these steps of 1/steps that still stands for some images. */
const STEPS = [100, 50, 20, 10, 5, 4] as const;
const FEWEST_IN_STEP = 2;

/** A share of images from 0 to 1 with its 95 % interval. */
export interface MeasuredError {
  error: number;
  interval: [low: number, high: number] | null;
}

/**
 * How a model did on one class, rounded; null where the split has too few images of it. How many there are is not told.
 */
export interface ClassError {
  synsetId: string;
  top1Error: number | null;
  top5Error: number | null;
}

/** Two classes and the share of the images of the first that are taken for the second, rounded. */
export interface ConfusedPair {
  truth: string;
  guess: string;
  share: number;
}

/** Which of the held-out images a score is of; `all` where the challenge does not part them. */
export type ScorePart = 'all' | 'public' | 'private';

export interface ScoreSummary {
  split: 'train' | 'val' | 'test';
  part: ScorePart;
  images: number;
  /** Null where the Ladder holds it back. */
  top1: MeasuredError | null;
  /** Null in challenges of five classes and fewer. */
  top5: MeasuredError | null;
  further: FurtherMetrics;
  /** Whether this is what the Ladder shows: one metric, the entry's best by a step, and nothing else. */
  ladder: boolean;
  scoredAt: Date;
  /** Held-out images that were taken down and do not count in it any more. */
  missing: number;
}

/** What stands beside the errors; null where the outputs or the challenge do not have it. */
export interface FurtherMetrics {
  /** Mean height of the lowest noun above the truth and the nearest of five guesses, as in ILSVRC 2010. */
  hierarchicalError: MeasuredError | null;
  /** The error of each noun, averaged over nouns. */
  meanPerClassError: number | null;
  logLoss: number | null;
  /** Expected calibration error. */
  calibrationError: number | null;
  rocAuc: number | null;
  averagePrecision: number | null;
  /** Images whose guesses equal scores decided. */
  ties: number | null;
}

export interface ScoreDetails extends ScoreSummary {
  perClass: ClassError[];
  confusions: ConfusedPair[];
}

/** A score as it is kept. */
export interface KeptScore {
  split: 'train' | 'val' | 'test';
  part?: ScorePart;
  images: number;
  top1Error: number;
  top5Error: number | null;
  metrics: unknown;
  scoredAt: Date;
  missing: number;
}

/** The errors of a kept score. `metrics` needs no table of classes and no confusions. */
export function summariseScore(score: KeptScore): ScoreSummary {
  const metrics = metricsSchema.parse(score.metrics);
  const { confidence } = metrics;
  const { split, part = 'all', images, top1Error, top5Error, scoredAt, missing } = score;
  return {
    split,
    part,
    images,
    top1: { error: top1Error, interval: confidence.top1Error ?? confidence.error ?? null },
    top5: top5Error === null ? null : { error: top5Error, interval: confidence.top5Error ?? null },
    further: furtherMetrics(metrics),
    ladder: false,
    scoredAt,
    missing,
  };
}

/**
 * Sums that weigh images by what the model answered are rounded: who gives each image a probability of its own would read
 * every label from the digits of one log loss.
 */
function furtherMetrics(metrics: z.infer<typeof metricsSchema>): FurtherMetrics {
  const rounded = (value: number | null | undefined, digits: number) =>
    value === null || value === undefined ? null : Number(value.toFixed(digits));
  const { hierarchicalError, meanPerClass, confidence } = metrics;
  return {
    hierarchicalError:
      typeof hierarchicalError === 'number'
        ? { error: hierarchicalError, interval: confidence.hierarchicalError ?? null }
        : null,
    meanPerClassError: typeof meanPerClass === 'number' ? rounded(1 - meanPerClass, 3) : null,
    logLoss: rounded(metrics.logLoss, 2),
    calibrationError: rounded(metrics.calibrationError, 2),
    rocAuc: rounded(metrics.rocAuc, 3),
    averagePrecision: rounded(metrics.averagePrecision, 3),
    ties: metrics.ties ?? null,
  };
}

/**
 * All that is shown of a kept score: sums over images alone, and coarse ones where they are sums over few. Errors of classes
 * and shares of pairs are rounded to steps that stand for two images at least, from 1 % to 25 %; classes too small for that
 * are null. Pairs stand for five images at least, at most 20 of them, in the order of what is shown of them.
 */
export function detailScore(score: KeptScore): ScoreDetails {
  const metrics = metricsSchema.parse(score.metrics);
  const { perClass, confusions } = metrics;
  const imagesOf = new Map(perClass.map((each) => [each.class, each.images]));
  const errorOf = (share: number | null, images: number) =>
    share === null ? null : coarse(1 - share, images);
  return {
    ...summariseScore(score),
    perClass: perClass.map(({ class: synsetId, images, top1, top5 }) => ({
      synsetId,
      top1Error: errorOf(top1, images),
      top5Error: score.top5Error === null ? null : errorOf(top5, images),
    })),
    confusions: confusions
      .flatMap(({ truth, guess, images, share }): ConfusedPair[] => {
        const shown = images < FEWEST_IN_PAIR ? null : coarse(share, imagesOf.get(truth) ?? 0);
        return shown ? [{ truth, guess, share: shown }] : [];
      })
      .sort((a, b) => b.share - a.share || compare(a.truth, b.truth) || compare(a.guess, b.guess))
      .slice(0, PAIRS_SHOWN),
  };
}

/** A share of so many images as it may be shown; null where they are too few. */
function coarse(share: number, images: number): number | null {
  const steps = STEPS.find((each) => images >= FEWEST_IN_STEP * each);
  return steps === undefined ? null : Math.round(share * steps) / steps;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
