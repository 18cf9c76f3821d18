import { z } from 'zod';
import { answerSchema } from './answers.ts';

/**
 * How many units of one noun, of a whole classify campaign, are gold of one answer: enough to measure people, never most of the
 * work.
 */
export const FEWEST_GOLD = 3;
export const MOST_GOLD = 50;

/**
 * Settled units are taken for gold where all votes are the same and make them so sure. Where a majority decides, whose confidence
 * is but its share, by so many votes at least.
 */
export const GOLD_VOTES = 3;
export const GOLD_CONFIDENCE = 0.99;

/**
 * Where units settle at a confidence, two who agree settle most of them, and seldom are they that sure: those are gold as well
 * whose voters are all so reliable, people whom nothing speaks against, the surest first.
 */
export const GOLD_RELIABILITY = 0.85;

/** Quiz gold of one answer for each unit that a qualification asks, so that two people seldom get the same. */
export const QUIZ_CHOICE = 4;

/** The answer that is known of a unit. */
export const goldSchema = z.object({
  answer: answerSchema,
  /** Asked in the qualification, where its answer is told, and nowhere else. */
  quiz: z.boolean().default(false),
  /** How it is known, for the unit's history. */
  note: z.string().trim().max(1000, 'must have at most 1000 characters').default(''),
});
export type GoldInput = z.infer<typeof goldSchema>;

/** A unit that was made gold. */
export interface GoldUnit {
  unitId: number;
  answer: string;
  quiz: boolean;
}
