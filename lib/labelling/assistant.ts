import { z } from 'zod';
import type { IsBelow } from '#lib/hierarchy/is-below';
import type { JobState } from '#lib/infra/db/generated/enums';
import type { CampaignKind } from './answers.ts';

/** The share of a campaign's images that no version has yet which are kept for train, so that a model may vote on them. */
const share = z.coerce.number().gt(0, 'must be more than 0').max(0.9, 'must be at most 0.9').default(0.5);

/** A model that is uploaded to vote in a campaign: its share stands in the address, the rest in the form. */
export const assistantShareSchema = z.object({ share });

/** A model that was submitted to a challenge and is to vote in a campaign. */
export const submittedAssistantSchema = z.object({
  submission: z.uuid('must be the id of a submission'),
  name: z.string().trim().min(1, 'must not be empty').max(80, 'must have at most 80 characters'),
  share,
});
export type SubmittedAssistant = z.infer<typeof submittedAssistantSchema>;

/** A model that votes in a campaign, as its organiser sees it. */
export interface AssistantView {
  id: string;
  name: string;
  /** The account that its votes stand under, by which they can be withdrawn. */
  userId: string;
  modelSha256: string;
  state: JobState;
  /** Votes that it has given. */
  votes: number;
  /** Nouns that it can name. */
  nouns: number;
  problem: string | null;
  /** Whether all its votes are withdrawn. */
  withdrawn: boolean;
  /** Whether no other model may be added because of it: it votes, will vote, or has votes that count. */
  holdsPlace: boolean;
  /** While it runs, how many images it may still look at, counted up to TO_GO_MOST; else null. */
  toGo: number | null;
  /** Whether it failed and may be tried again; whether it is over without a vote and may be removed. */
  mayRetry: boolean;
  removable: boolean;
  createdAt: Date;
}

/** As far as what an assistant has to do is counted. */
export const TO_GO_MOST = 20_000;

/**
 * What a model's first guess answers to a unit; null where it says nothing of the question. To `verify` yes where the guess is the
 * noun or lies below it; nothing where it lies above, or where the model knows no noun at or below the one asked; else no. To
 * `classify` the guess, where it lies at or below what the campaign asks for.
 */
export function machineAnswer(
  kind: CampaignKind,
  guess: string,
  asked: { noun: string | null; roots: readonly string[]; known: readonly string[] },
  isBelow: IsBelow,
): string | null {
  if (kind === 'classify') return asked.roots.some((root) => isBelow(guess, root)) ? guess : null;
  const noun = asked.noun as string;
  if (isBelow(guess, noun)) return 'yes';
  if (isBelow(noun, guess) || !asked.known.some((each) => isBelow(each, noun))) return null;
  return 'no';
}
