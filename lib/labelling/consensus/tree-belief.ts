import { HARD, HARD_SHARE } from './hard-units.ts';
import { addLogs, takeChances } from './log-chances.ts';

/** How the answers of some votes lie to each other among all that may be answered. */
export interface AnswerLines {
  /** How many different things may be answered in all. */
  answerCount: number;
  /** Of each answer how many of them lie at or below it, itself included. */
  breadth: ArrayLike<number>;
  /** Whether answer a is answer b, or lies above it. */
  covers(a: number, b: number): boolean;
}

/** A vote on the unit in question. */
export interface TreeVote {
  answer: number;
  /** The chance that its labeler's votes are right, between 0 and 1. */
  reliability: number;
}

export interface TreeBelief {
  answer: number;
  /** The chance that the truth is at or below it. */
  chance: number;
  /** Votes at or below it. */
  votes: number;
}

/** So many votes stand at or below what a unit is settled as: nobody settles one alone. */
const LEAST_VOTES = 2;

/**
 * What votes at different depths say of one unit. Model: the truth is one of K nouns (answers off the tree, such as none,
 * among them), none likelier before the votes; a labeler of reliability r says something at or above it with probability r, at
 * a depth that tells nothing, else anything off it, one of (K - 1) / m(v) things of the answer's breadth m(v). So "some dog"
 * and "beagle" agree. A share h of units is hard (`HARD`): each looks like one other noun o, which people then name alike.
 *
 *     q(c) = (1 - h) prod over votes v of e(c, v) + h / (K - 1) sum over o other than c of prod of d(c, o, v)
 *     P(n) = sum over c at or below n of q(c) / the same over all c
 *
 * with e(c, v) = r where v is at or above c, else (1 - r) m(v) / (K - 1); d is .55 for what is right, .35 for what is o, .1 for
 * the rest. Nouns that the votes do not tell apart are counted, not walked through, so the time is that of the votes alone, also
 * where K is all of WordNet; a noun below two answers of which neither is above the other counts with each. Without h this is
 * `hierarchical`'s E step with K as many as may be answered. Van Horn et al., Lean multiclass crowdsourcing, CVPR 2018.
 *
 * Gives of the answers that were given, and that two votes stand at or below, the deepest whose chance is `target` or more; where
 * there is none, the likeliest. Nothing coarser than what was said is taken: that a beagle is a hound is no answer to two
 * people of whom one says beagle and one basset.
 */
export function treeBelief(lines: AnswerLines, votes: readonly TreeVote[], target: number): TreeBelief {
  const { covers } = lines;
  const given = [...new Set(votes.map(({ answer }) => answer))].sort((a, b) => a - b);
  const chances = classChances(lines, given, votes);
  let best: TreeBelief | null = null;
  for (const answer of given) {
    let chance = 0;
    for (const [i, other] of given.entries()) if (covers(answer, other)) chance += chances[i] as number;
    const backing = votes.filter((vote) => covers(answer, vote.answer)).length;
    const found = { answer, chance: Math.min(chance, 1), votes: backing };
    if (best === null || isBetter(lines, found, best, target)) best = found;
  }
  if (best === null) throw new RangeError('A unit without votes says nothing');
  return best;
}

function isBetter({ breadth }: AnswerLines, a: TreeBelief, b: TreeBelief, target: number): boolean {
  const backed = (belief: TreeBelief) => belief.votes >= LEAST_VOTES;
  if (backed(a) !== backed(b)) return backed(a);
  const sure = (belief: TreeBelief) => belief.chance >= target;
  if (sure(a) !== sure(b)) return sure(a);
  const narrower = (breadth[b.answer] as number) - (breadth[a.answer] as number);
  return sure(a) && narrower !== 0 ? narrower > 0 : a.chance > b.chance;
}

/** The chance that the truth is at or below each answer given and below no deeper one of them. */
export function classChances(
  lines: AnswerLines,
  given: readonly number[],
  votes: readonly TreeVote[],
): Float64Array {
  const { answerCount, covers } = lines;
  const others = Math.max(answerCount - 1, 1);
  const sizes = classSizes(lines, given);
  // The last class is all that no vote is right of.
  const count = sizes.length;
  const isRight = votes.map(({ answer }) =>
    sizes.map((_, i) => i < given.length && covers(answer, given[i] as number)),
  );
  const chances = new Float64Array(count);
  for (let c = 0; c < count; c++) {
    if (sizes[c] === 0) {
      chances[c] = Number.NEGATIVE_INFINITY;
      continue;
    }
    let easy = Math.log(1 - HARD_SHARE);
    for (const [v, { answer, reliability }] of votes.entries()) {
      const share = (lines.breadth[answer] as number) / others;
      easy += Math.log(isRight[v]?.[c] ? reliability : (1 - reliability) * share);
    }
    let hard = Number.NEGATIVE_INFINITY;
    for (let o = 0; o < count; o++) {
      const size = (sizes[o] as number) - (o === c ? 1 : 0);
      if (size <= 0) continue;
      let evidence = Math.log((HARD_SHARE * size) / others);
      for (const [v, { answer }] of votes.entries()) {
        const share = (lines.breadth[answer] as number) / others;
        const said = (isRight[v]?.[c] ? HARD.right : 0) + (isRight[v]?.[o] ? HARD.alike : 0);
        evidence += Math.log(said > 0 ? said : HARD.other * share);
      }
      hard = addLogs(hard, evidence);
    }
    chances[c] = Math.log(sizes[c] as number) + addLogs(easy, hard);
  }
  takeChances(chances);
  return chances;
}

/** How many nouns lie at or below each answer given and below no deeper one; at the end those below none. */
function classSizes({ answerCount, breadth, covers }: AnswerLines, given: readonly number[]): number[] {
  const strictly = (a: number, b: number) => a !== b && covers(a, b);
  let rest = answerCount;
  const sizes = given.map((answer) => {
    if (!given.some((other) => strictly(other, answer))) rest -= breadth[answer] as number;
    let size = breadth[answer] as number;
    for (const below of given) {
      const next = strictly(answer, below) && !given.some((b) => strictly(answer, b) && strictly(b, below));
      if (next) size -= breadth[below] as number;
    }
    return Math.max(size, 1);
  });
  return [...sizes, Math.max(rest, 0)];
}
