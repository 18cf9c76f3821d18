import { seededRandom } from '#lib/core/random';
import type { LabelerVotes } from '../consensus/coded-votes.ts';

export interface CrowdPlan {
  units: number;
  labelers: number;
  answers: number;
  /** Votes that each unit gets, of different labelers. */
  votesPerUnit: number;
  /** How often labeler j is right of an ordinary unit. */
  accuracy: (labeler: number) => number;
  /** Share of units that are hard, and how often anybody is right of them; the rest take it for one other answer. */
  hard?: { share: number; accuracy: number };
  seed: number;
}

export interface SimulatedCrowd {
  /** A unit's first votes before its second ones. */
  votes: LabelerVotes;
  truth: Int32Array;
}

/** Votes of a crowd as the plan has it; the same seed makes the same. */
export function simulateCrowd(plan: CrowdPlan): SimulatedCrowd {
  const random = seededRandom(plan.seed);
  const count = plan.units * plan.votesPerUnit;
  const votes = {
    units: new Int32Array(count),
    labelers: new Int32Array(count),
    answers: new Int32Array(count),
    unitCount: plan.units,
    labelerCount: plan.labelers,
    answerCount: plan.answers,
  };
  const truth = Int32Array.from({ length: plan.units }, () => random.below(plan.answers));
  const other = truth.map((answer) => (answer + 1 + random.below(plan.answers - 1)) % plan.answers);
  const isHard = Array.from(truth, () => random.next() < (plan.hard?.share ?? 0));
  const asked = Array.from(truth, () => new Set<number>());
  for (let i = 0; i < count; i++) {
    const unit = i % plan.units;
    const before = asked[unit] as Set<number>;
    let labeler = random.below(plan.labelers);
    while (before.has(labeler)) labeler = random.below(plan.labelers);
    before.add(labeler);
    const right = truth[unit] as number;
    const wrong = isHard[unit]
      ? (other[unit] as number)
      : (right + 1 + random.below(plan.answers - 1)) % plan.answers;
    const skill = isHard[unit] ? (plan.hard?.accuracy as number) : plan.accuracy(labeler);
    votes.units[i] = unit;
    votes.labelers[i] = labeler;
    votes.answers[i] = random.next() < skill ? right : wrong;
  }
  return { votes, truth };
}

/** Share of units whose answer is the truth. */
export function accuracyOf(answers: Int32Array, truth: Int32Array): number {
  return truth.filter((right, unit) => answers[unit] === right).length / truth.length;
}
