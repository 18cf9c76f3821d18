import type { LabelerVotes } from '../consensus/coded-votes.ts';
import { type Competence, chanceOf, type Outlook, outlookOf, weighOutlook } from './competence.ts';
import { lineShare, type NearAnswers, SAYS_NOTHING } from './near-answers.ts';
import type { Way } from './story.ts';
import { waysOfMany, weighMany } from './ways-of-many.ts';
import { waysOfTwo, weighTwo } from './ways-of-two.ts';

/** How a labeler's answers fit what others and gold say. */
export interface AnswerEvidence {
  /** Votes of theirs on units of which others' votes or gold say something. */
  votes: number;
  /** The logarithm of how likely the answers are in each way (`waysOf`), up to one constant. */
  logs: Float64Array;
  /** Share of their votes that say what others and gold say. */
  agreed: number;
  /** The answer that they give most often, and its share. */
  answer: number;
  share: number;
}

/** A labeler's newest votes that are looked at: more would cost more and tell the same. */
const MOST_VOTES = 400;

/** Whose units show one of many answers more often than this cannot be judged. */
const ONE_KIND = 0.75;

/**
 * Weighs a labeler's answers against what others' votes and gold say, their own votes left out: how likely they are in each way
 * of each story. Units of which nothing else is known are left out, so pages of one kind of question accuse nobody. Null
 * where nothing can be told.
 */
export function weighAnswers(
  votes: LabelerVotes,
  competence: Competence,
  labeler: number,
  own: readonly number[],
): AnswerEvidence | null {
  const seen: { answer: number; outlook: Outlook }[] = [];
  for (const vote of own.slice(-MOST_VOTES)) {
    const outlook = outlookOf(votes, competence, votes.units[vote] as number, labeler);
    if (outlook) seen.push({ answer: votes.answers[vote] as number, outlook });
  }
  if (seen.length === 0) return null;
  const usual = usualChances(
    seen.map(({ outlook }) => outlook),
    competence.priors,
  );
  const { lines } = competence;
  const shares = new Map(seen.map(({ answer }) => [answer, 0]));
  for (const answer of shares.keys()) shares.set(answer, lineShare(lines, usual, answer));
  const weighed = seen
    .map(({ answer, outlook }) => {
      const share = shares.get(answer) as number;
      return { answer, usual: share, chance: chanceOf(outlook, usual, answer, lines, share) };
    })
    // "Some animal" is right of each unit where all are animals.
    .filter((each) => lines === null || each.usual <= SAYS_NOTHING);
  const count = weighed.length;
  if (count === 0) return null;
  const counts = new Map<number, number>();
  for (const { answer } of weighed) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  let top = -1;
  for (const [answer, times] of counts) if (times > (counts.get(top) ?? 0)) top = answer;
  const topVotes = counts.get(top) ?? 0;

  // Of many answers, those to units that nearly all show one tell nothing: right and always the same are one.
  if (!hasTwo(votes.answerCount, lines) && (usual[top] ?? 0) > ONE_KIND) return null;
  return {
    votes: count,
    logs: hasTwo(votes.answerCount, lines)
      ? weighTwo(weighed, usual, competence.shares)
      : weighMany(weighed, competence.shares, top),
    agreed: weighed.reduce((sum, { chance }) => sum + chance, 0) / count,
    answer: top,
    share: topVotes / count,
  };
}

/** Pseudo-votes of the campaign's priors in a labeler's own, and rounds in which those are found. */
const CAMPAIGN = 3;
const ROUNDS = 4;

/**
 * How often a labeler's units show each answer. Somebody may be given units of one kind, and then what others say of them has
 * to be read with that in mind: EM of the priors alone.
 */
function usualChances(outlooks: readonly Outlook[], priors: Float64Array): Float64Array {
  let usual = priors;
  for (let round = 0; round < ROUNDS; round++) {
    const sums = new Float64Array(priors.length);
    let unsaid = 0;
    for (const outlook of outlooks) {
      const { total, excess } = weighOutlook(outlook, usual);
      unsaid += 1 / total;
      for (const [place, answer] of outlook.answers.entries()) {
        sums[answer] = (sums[answer] as number) + (excess[place] as number);
      }
    }
    usual = sums.map(
      (sum, answer) =>
        (sum + unsaid * (usual[answer] as number) + CAMPAIGN * (priors[answer] as number)) /
        (outlooks.length + CAMPAIGN),
    );
  }
  return usual;
}

/** The ways that `logs` are of, with how likely each is thought among those of its story before any vote. */
export function waysOf(answerCount: number, lines: NearAnswers | null): readonly Way[] {
  return hasTwo(answerCount, lines) ? waysOfTwo : waysOfMany;
}

/** Whether one of two answers is right and the other wrong. */
export function hasTwo(answerCount: number, lines: NearAnswers | null): boolean {
  return answerCount === 2 && lines === null;
}
