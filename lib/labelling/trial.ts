import { z } from 'zod';
import type { AskedNoun, LeasedUnit } from './assignment.ts';
import { castVotesSchema } from './vote.ts';

/** One page of verify for somebody without an account. Nothing is leased: the token says which units it was. */
export interface TrialPage {
  token: string;
  campaign: { slug: string; title: string };
  noun: AskedNoun;
  units: LeasedUnit[];
}

/** What was answered on a trial page, sent once its visitor has signed in. */
export const claimTrialSchema = castVotesSchema
  .pick({ votes: true })
  .extend({ token: z.string().min(1).max(2000) });
export type ClaimTrialInput = z.infer<typeof claimTrialSchema>;
