import { z } from 'zod';
import { cursorSchema } from '#lib/core/cursor';
import { answerSchema, type CampaignKind } from './answers.ts';
import type { FlagReason } from './flag-reason.ts';
import type { LabelCause, UnitState } from './unit.ts';

const changeId = z.int().min(1).max(2_147_483_647);

export const decisionSchema = z.object({
  answer: answerSchema,
  /** Why, for the unit's history. */
  note: z.string().trim().max(1000, 'must have at most 1000 characters').default(''),
  /** The last change of the unit that whoever decides has seen, null for none; left out, nothing is compared. */
  seen: changeId.nullable().optional(),
});
export type DecisionInput = z.infer<typeof decisionSchema>;

/** The body of taking a decision back, which may be left out. */
export const takeBackSchema = decisionSchema.pick({ seen: true }).nullable();

export const opinionSchema = decisionSchema.pick({ note: true });
export type OpinionInput = z.infer<typeof opinionSchema>;

/** A unit after an organiser's act. */
export interface ReviewedUnit {
  unitId: number;
  state: UnitState;
  answer: string | null;
  /** The last change of its label, to be given as `seen` next time; null for none. */
  change: number | null;
}

/** A unit about which further people are asked. */
export interface AskedOpinion extends ReviewedUnit {
  /** Votes more that it may get by this; 0 where it was open, so that nothing changed. */
  votesAsked: number;
}

/** Votes more that a second opinion may cost. */
export const OPINION_VOTES = 2;

/** Which units a second opinion is asked of: the contested ones of one question. */
export const opinionsSchema = opinionSchema.extend({
  question: z.array(answerSchema).max(2, 'must have at most 2 answers'),
});
export type OpinionsInput = z.infer<typeof opinionsSchema>;

/** Units about which further people are asked together. */
export interface AskedOpinions {
  /** Those that this opened, in order of id. */
  unitIds: number[];
  /** Votes more that they may get by this, all together. */
  votesAsked: number;
}

/** Where a page of the review desk begins: the question and the id of the unit before. */
export const reviewAfterSchema = cursorSchema(
  z.tuple([z.string().regex(/^[a-z0-9 /-]{0,1000}$/), z.int().min(0).max(2_147_483_647)]),
);

/** How many units a page of the review desk holds. */
export const REVIEW_PAGE = 24;

export interface ReviewPerson {
  id: string;
  name: string;
  simulated: boolean;
}

/** Who voted, under the name that the campaign's file of votes has for them. */
export interface ReviewVoter {
  pseudonym: string;
  simulated: boolean;
  /** Whether it is a model. */
  machine: boolean;
  /** The chance that a vote of theirs is right; null before an estimate. */
  reliability: number | null;
}

export interface ReviewVote {
  voter: ReviewVoter;
  answer: string;
  milliseconds: number;
  /** ISO 8601, as all times here. */
  at: string;
}

export interface ReviewFlag {
  person: ReviewPerson;
  reason: FlagReason;
  comment: string;
  at: string;
  resolvedAt: string | null;
  resolvedBy: string | null;
}

export interface ReviewChange {
  id: number;
  cause: LabelCause;
  /** Null where a job did it. */
  person: ReviewPerson | null;
  from: { state: UnitState; answer: string | null };
  to: { state: UnitState; answer: string | null };
  note: string;
  at: string;
}

/** A unit with all that people said of it, the latest last. For organisers alone. */
export interface ReviewUnit {
  id: number;
  state: UnitState;
  answer: string | null;
  confidence: number | null;
  image: { imageUrl: string; thumbUrl: string; width: number; height: number };
  /** For verify: the noun that is asked about. */
  synset: string | null;
  /**
   * What is in question: for verify the noun, for classify the two answers that were given most, in order of id. Units of one
   * question stand beside each other.
   */
  question: string[];
  /** The likeliest answer by its votes, each weighed by its labeler, and its probability; null where nothing is likeliest. */
  belief: { answer: string; confidence: number } | null;
  votes: ReviewVote[];
  flags: ReviewFlag[];
  changes: ReviewChange[];
}

export interface ReviewNoun {
  id: string;
  words: string[];
  gloss: string;
  /** The words above it, the widest first. */
  path: string[];
}

/** One unit with every noun that it or its answers name, by id. */
export interface ReviewUnitView {
  unit: ReviewUnit;
  nouns: Record<string, ReviewNoun>;
}

export interface ReviewPage {
  kind: CampaignKind;
  units: ReviewUnit[];
  /** What is in question about the units, in their order, and how many units of the campaign are contested about it. */
  questions: { question: string[]; contested: number }[];
  /** Every noun that the units or their answers name, by id. */
  nouns: Record<string, ReviewNoun>;
  /** Where the next page begins, to be given as `after`; null on the last. */
  next: string | null;
  /** How many units wait in all. */
  waiting: { contested: number; flagged: number };
}
