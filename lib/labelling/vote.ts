import { z } from 'zod';
import { answerSchema } from './answers.ts';
import { MAX_LEASE } from './assignment.ts';

/** Time on a picture beyond this says that somebody was away. */
const LONGEST_MILLISECONDS = 3_600_000;

export const voteSchema = z.object({
  unitId: z.int().min(1).max(2_147_483_647),
  answer: answerSchema,
  /** From showing the question to its answer; on a page of several, the page's time shared among them. */
  milliseconds: z
    .number()
    .min(0)
    .transform((time) => Math.min(Math.round(time), LONGEST_MILLISECONDS)),
});
export type VoteInput = z.infer<typeof voteSchema>;

export const castVotesSchema = z.object({
  votes: z
    .array(voteSchema)
    .min(1, 'must hold at least one vote')
    .max(MAX_LEASE)
    .refine((votes) => new Set(votes.map(({ unitId }) => unitId)).size === votes.length, {
      error: 'has two votes for one unit',
    }),
  /** How many units to lease next in the same request. */
  next: z.int().min(0).max(MAX_LEASE).default(0),
});
export type CastVotesInput = z.infer<typeof castVotesSchema>;

/**
 * What became of a vote. kept: it counts. repeated: the same vote had been kept before, nothing changed. answered-before:
 * the labeler's earlier, other answer stands. not-needed: the unit had all its votes.
 */
export type VoteOutcome = 'kept' | 'repeated' | 'answered-before' | 'not-needed';
