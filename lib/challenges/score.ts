import { z } from 'zod';

const interval = z.tuple([z.number(), z.number()]);

/** What a score shows of its metrics, as lib/scoring counts them. */
const metricsSchema = z.object({
  confidence: z.object({
    top1Error: interval.optional(),
    top5Error: interval.optional(),
    /** The error of a challenge of one class. */
    error: interval.optional(),
  }),
  perClass: z
    .array(z.object({ class: z.string(), top1: z.number().nullable(), top5: z.number().nullable() }))
    .default([]),
  confusions: z.array(z.object({ truth: z.string(), guess: z.string(), share: z.number() })).default([]),
});

/** A share of images from 0 to 1 with its 95 % interval. */
export interface MeasuredError {
  error: number;
  interval: [low: number, high: number] | null;
}

/** How a model did on one class; null where the split has no image of it. How many there are is not told. */
export interface ClassError {
  synsetId: string;
  top1Error: number | null;
  top5Error: number | null;
}

/** Two classes and the share of the images of the first that are taken for the second. */
export interface ConfusedPair {
  truth: string;
  guess: string;
  share: number;
}

export interface ScoreSummary {
  split: 'train' | 'val' | 'test';
  images: number;
  top1: MeasuredError;
  /** Null in challenges of five classes and fewer. */
  top5: MeasuredError | null;
  scoredAt: Date;
}

export interface ScoreDetails extends ScoreSummary {
  perClass: ClassError[];
  confusions: ConfusedPair[];
}

/** A score as it is kept. */
export interface KeptScore {
  split: 'train' | 'val' | 'test';
  images: number;
  top1Error: number;
  top5Error: number | null;
  metrics: unknown;
  scoredAt: Date;
}

/** The errors of a kept score. `metrics` needs to hold its `confidence` only. */
export function summariseScore(score: KeptScore): ScoreSummary {
  const { confidence } = metricsSchema.parse(score.metrics);
  const { split, images, top1Error, top5Error, scoredAt } = score;
  return {
    split,
    images,
    top1: { error: top1Error, interval: confidence.top1Error ?? confidence.error ?? null },
    top5: top5Error === null ? null : { error: top5Error, interval: confidence.top5Error ?? null },
    scoredAt,
  };
}

/** All that is shown of a kept score: sums over images alone. */
export function detailScore(score: KeptScore): ScoreDetails {
  const { perClass, confusions } = metricsSchema.parse(score.metrics);
  const errorOf = (share: number | null) => (share === null ? null : 1 - share);
  return {
    ...summariseScore(score),
    perClass: perClass.map(({ class: synsetId, top1, top5 }) => ({
      synsetId,
      top1Error: errorOf(top1),
      top5Error: score.top5Error === null ? null : errorOf(top5),
    })),
    confusions,
  };
}
