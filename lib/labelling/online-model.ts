import { z } from 'zod';

const chance = z.number().min(0).max(1);

/** What new votes are weighed by, apart from their labelers: kept with each estimate (estimates.model). */
export const verifyModelSchema = z.object({
  kind: z.literal('verify'),
  /** The share of candidates that are right, over all nouns and of those with enough units. */
  yes: chance,
  nouns: z.record(z.string(), chance),
  /** P(yes | yes) and P(no | no) of a labeler of whom nothing is known. */
  crowd: z.tuple([chance, chance]),
});
export type VerifyModel = z.infer<typeof verifyModelSchema>;

export const classifyModelSchema = z.object({
  kind: z.literal('classify'),
  /** The reliability of a labeler of whom nothing is known. */
  reliability: chance,
});
export type ClassifyModel = z.infer<typeof classifyModelSchema>;

/**
 * How good anybody is taken to be before the first estimate: less than most people are, so that two who agree settle a unit at the
 * usual confidence of 0.95 (they come to 0.97), and two against one (0.85) do not.
 */
const START_RELIABILITY = 0.85;

export const startVerifyModel: VerifyModel = {
  kind: 'verify',
  yes: 0.5,
  nouns: {},
  crowd: [START_RELIABILITY, START_RELIABILITY],
};

export const startClassifyModel: ClassifyModel = { kind: 'classify', reliability: START_RELIABILITY };
