/** Where EM begins: most votes of most people are right. */
export const FIRST_RELIABILITY = 0.8;
/** Each labeler is taken to have given so many votes more, as good as the crowd's. */
const CROWD_VOTES = 2;
/** Added to the crowd's counts of right and of wrong, so that neither is impossible. */
const SMOOTHING = 0.01;

/** Votes at different depths of a hierarchy, as the M step sees them. */
export interface TellingVotes {
  /** Whose vote each is. */
  labelers: Int32Array;
  /** How much each says of its labeler (`tellsOfLabeler`). */
  tells: Float64Array;
  /** The chance that each is right: that the truth is at or below it. */
  right: Float64Array;
}

/** How much a vote says of its labeler that is right of `breadth` of all answers: 0 where of all, 1 where of one. */
export function tellsOfLabeler(breadth: number, answerCount: number): number {
  return (answerCount - breadth) / Math.max(answerCount - 1, 1);
}

/**
 * The M step for labelers whose answers lie at different depths: writes into `reliability` of each the chance that a vote is
 * at or above the truth, and gives the same of the crowd, r:
 *
 *     r(j) = (sum over j's votes (u, v) of g(v) P(u, v) + 2 r) / (sum of g(v) + 2)
 *     r = (sum over all votes of g(v) P(u, v) + s) / (sum of g(v) + 2 s),    g(v) = (K - m(v)) / (K - 1)
 *
 * with s = 0.01, P(u, v) the chance that unit u's truth is at or below v, m(v) the number of the K answers that are. A vote so
 * broad that it is always right says nothing of its labeler.
 */
export function estimateTreeReliability(
  { labelers, tells, right }: TellingVotes,
  reliability: Float64Array,
): number {
  const hits = new Float64Array(reliability.length);
  const tries = new Float64Array(reliability.length);
  let [allHits, allTries] = [SMOOTHING, 2 * SMOOTHING];
  for (let i = 0; i < labelers.length; i++) {
    const labeler = labelers[i] as number;
    const told = tells[i] as number;
    const hit = told * (right[i] as number);
    hits[labeler] = (hits[labeler] as number) + hit;
    tries[labeler] = (tries[labeler] as number) + told;
    allHits += hit;
    allTries += told;
  }
  const crowd = allHits / allTries;
  for (let j = 0; j < reliability.length; j++) {
    reliability[j] = ((hits[j] as number) + CROWD_VOTES * crowd) / ((tries[j] as number) + CROWD_VOTES);
  }
  return crowd;
}
