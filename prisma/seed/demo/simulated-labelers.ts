import type { Random } from '#lib/core/random';

/** A labeler made up for the demo. Wherever its votes show it is marked as simulated. */
export interface SimulatedLabeler {
  /** Says what it is and how reliable, so that nobody takes it for a person. */
  name: string;
  /** The probability that it answers rightly. */
  reliability: number;
  /** Median time for one answer. */
  milliseconds: number;
}

const reliabilities = [0.99, 0.98, 0.97, 0.96, 0.95, 0.94, 0.92, 0.9, 0.88, 0.86, 0.83, 0.8];

/** The 12 simulated labelers, from careful to careless; the careless ones are also the quick ones. */
export const simulatedLabelers: readonly SimulatedLabeler[] = reliabilities.map((reliability, i) => ({
  name: `Simulated labeler ${i + 1} (right in ${Math.round(reliability * 100)} % of answers)`,
  reliability,
  milliseconds: Math.round(600 + 1400 * ((reliability - 0.8) / 0.19)),
}));

/** A simulated vote. */
export interface SimulatedVote {
  answer: boolean;
  milliseconds: number;
}

/**
 * What a simulated labeler answers to a `verify` unit: the truth with probability `reliability`, else its opposite (the
 * one-coin model), after a log-normal time about its median.
 */
export function simulateVerifyVote(labeler: SimulatedLabeler, truth: boolean, random: Random): SimulatedVote {
  const right = random.next() < labeler.reliability;
  const milliseconds = Math.round(labeler.milliseconds * Math.exp(0.35 * random.gaussian()));
  return { answer: right ? truth : !truth, milliseconds };
}
