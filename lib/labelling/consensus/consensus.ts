/** What an estimator says of each unit. */
export interface Consensus {
  /** The answer's number; -1 where the votes decide none. */
  answers: Int32Array;
  /** From 0 to 1. */
  confidence: Float64Array;
}

/** What an estimator that works in rounds says. */
export interface EstimatedConsensus extends Consensus {
  /** Rounds of EM that it took. */
  iterations: number;
  /** Of each labeler the share of answers expected to be right, from 0 to 1. */
  reliability: Float64Array;
}

/** How long EM goes on, unless told otherwise. */
export const MOST_ROUNDS = 100;
export const SMALL_CHANGE = 1e-6;

/** How long EM goes on. */
export interface Rounds {
  /** At most so many; 100 unless given. */
  rounds?: number | undefined;
  /** It ends once the mean change of a unit's probabilities, summed over its answers, is below this. */
  tolerance?: number | undefined;
}
