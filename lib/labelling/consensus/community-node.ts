import type { AnswerTree } from './answer-tree.ts';

/** One labeler's vote on the unit in question. */
export interface WeightedVote {
  /** Place of the answer in the tree. */
  answer: number;
  /** More than 0. */
  weight: number;
  /** Says 'this noun and none below it', not 'this noun, I cannot tell further'. */
  firm: boolean;
}

export interface ScoredPlace {
  place: number;
  /** cumulative / (cumulative + disagree + conservative), in weights. */
  score: number;
}

/** How many must say so, and above which share of what was said. */
const LEAST_VOTES = 2;
const LEAST_SCORE = 2 / 3;
/** Two of three equal weights are not more than two thirds, however they round. */
const ROUNDING = 1e-9;

/**
 * The community taxon of iNaturalist with weighted votes. For each node n that has a vote or lies above one,
 *
 *     cumulative = weight of votes at n or below it,     disagree = weight of votes off n's line (neither at, above nor below),
 *     conservative = weight of firm votes at a node above n,     score = cumulative / (cumulative + disagree + conservative)
 *
 * and of the nodes that two votes or more stand at or below it takes the deepest with score over 2/3: of equally deep ones the
 * one of higher score, then the lower place. A vote above n that is not firm counts neither for nor against n, so that
 * "some dog" never hurts beagle. With equal weights it is iNaturalist's own rule (iNaturalist, Understanding iNaturalist
 * taxonomy: community taxon). Null where no node has two votes or the votes meet nowhere.
 */
export function communityNode(tree: AnswerTree, votes: readonly WeightedVote[]): ScoredPlace | null {
  const cumulative = new Map<number, number>();
  const count = new Map<number, number>();
  const at = new Map<number, { soft: number; firm: number }>();
  let total = 0;
  for (const { answer, weight, firm } of votes) {
    total += weight;
    const here = at.get(answer) ?? { soft: 0, firm: 0 };
    here[firm ? 'firm' : 'soft'] += weight;
    at.set(answer, here);
    for (let k = tree.upStart[answer] as number; k < (tree.upStart[answer + 1] as number); k++) {
      const place = tree.up[k] as number;
      cumulative.set(place, (cumulative.get(place) ?? 0) + weight);
      count.set(place, (count.get(place) ?? 0) + 1);
    }
  }
  let best: ScoredPlace | null = null;
  for (const [place, agree] of cumulative) {
    if ((count.get(place) as number) < LEAST_VOTES) continue;
    let softAbove = 0;
    for (let k = (tree.upStart[place] as number) + 1; k < (tree.upStart[place + 1] as number); k++) {
      softAbove += at.get(tree.up[k] as number)?.soft ?? 0;
    }
    // All that was said less what says nothing of this node: agreement, dissent and firm votes above remain.
    const score = agree / (total - softAbove);
    if (score <= LEAST_SCORE + ROUNDING) continue;
    if (best === null || comesBefore(tree, { place, score }, best)) best = { place, score };
  }
  return best;
}

function comesBefore({ level }: AnswerTree, a: ScoredPlace, b: ScoredPlace): boolean {
  const deeper = (level[a.place] as number) - (level[b.place] as number);
  if (deeper !== 0) return deeper > 0;
  return a.score > b.score || (a.score === b.score && a.place < b.place);
}
