import { z } from 'zod';
import type { CampaignKind } from './answers.ts';
import type { AskedNoun, LeasedUnit } from './assignment.ts';
import { MAX_LEASE } from './assignment.ts';
import { voteSchema } from './vote.ts';

/** The share of a round that must be right. */
const PASSING_SHARE = 0.8;

/** How many of a round of `needed` must be right. */
export function passMark(needed: number): number {
  return Math.ceil(PASSING_SHARE * needed - 1e-9);
}

/**
 * Where somebody stands. `not-asked`: the campaign has no qualification, or too little gold for one yet. `asked`: answer `units`.
 * `passed`: votes count. `out-of-gold`: every try failed and there is nothing left to ask; an organiser may admit them.
 */
export type QualificationState = 'not-asked' | 'asked' | 'passed' | 'out-of-gold';

/**
 * A labeler's qualification in a campaign; `answered` and `right` are of the round that they are in, or of the one that they
 * failed last.
 */
export interface Qualification {
  state: QualificationState;
  /** Units of a round, and how many of them must be right. */
  needed: number;
  mark: number;
  /** Rounds that were failed. */
  failed: number;
  answered: number;
  right: number;
  /** What is still to be answered of the round, with the nouns that it asks about, by id. Never an answer. */
  units: LeasedUnit[];
  nouns: Record<string, AskedNoun>;
}

export const qualificationAnswersSchema = z.object({
  votes: z
    .array(voteSchema)
    .min(1, 'must hold at least one answer')
    .max(MAX_LEASE)
    .refine((votes) => new Set(votes.map(({ unitId }) => unitId)).size === votes.length, {
      error: 'has two answers for one unit',
    }),
});
export type QualificationAnswers = z.infer<typeof qualificationAnswersSchema>;

/** What became of an answer to a quiz unit. */
export interface QuizFeedback {
  unitId: number;
  /** As it was given first, which stands. */
  answer: string;
  right: boolean;
  /** The true answer. */
  truth: string;
  /** For classify, the truth's nouns; for verify, the one that was asked about. */
  nouns: AskedNoun[];
}

export interface QualificationResult {
  feedback: QuizFeedback[];
  /** Where that leads: on with the round, passed, a new round with other units, or nothing left to ask. */
  next: Qualification;
}

/** Whether there is quiz gold for a round: for verify of yes and of no both, at least a third of it each. */
export function isQuizEnough(
  kind: CampaignKind,
  needed: number,
  gold: { all: number; yes: number; no: number },
): boolean {
  if (kind === 'classify') return gold.all >= needed;
  const least = Math.max(1, Math.floor(needed / 3));
  return gold.all >= needed && Math.min(gold.yes, gold.no) >= least;
}

/** Quiz gold as a round is made of it. */
export interface QuizUnit {
  unitId: number;
  answer: string;
}

/**
 * The units of a round out of quiz gold in the order in which this person is given it: for verify as many of yes as of no, as far
 * as there are, so that one answer to all passes nobody. Units keep the order of `fresh`, which tells nothing. Empty
 * where there are too few.
 */
export function composeRound(kind: CampaignKind, needed: number, fresh: readonly QuizUnit[]): QuizUnit[] {
  const of = (answer: string) => fresh.filter((unit) => unit.answer === answer);
  const [yes, no] = [of('yes'), of('no')];
  if (!isQuizEnough(kind, needed, { all: fresh.length, yes: yes.length, no: no.length })) return [];
  if (kind === 'classify') return fresh.slice(0, needed);
  const half = Math.min(Math.ceil(needed / 2), yes.length);
  const yesCount = Math.max(half, needed - no.length);
  const chosen = new Set([...yes.slice(0, yesCount), ...no.slice(0, needed - yesCount)]);
  return fresh.filter((unit) => chosen.has(unit));
}
