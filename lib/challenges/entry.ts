import { z } from 'zod';

/** What a person says who enters a challenge. */
export const newEntrySchema = z.strictObject({
  name: z.string().trim().min(1, 'must not be empty').max(60, 'must have at most 60 characters'),
  acceptRules: z.literal(true, 'the rules must be accepted to enter'),
  /** An organiser's own entry for baselines: in place on the leaderboard, unranked, without quota. */
  baseline: z.boolean().default(false),
  /** The slug of its track, in a challenge that has tracks. */
  track: z.string().min(1).optional(),
});

export type NewEntry = z.infer<typeof newEntrySchema>;
