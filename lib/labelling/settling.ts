import { z } from 'zod';
import type { UnitState } from './unit.ts';

/** When a unit has votes enough: as soon as its consensus is sure enough, or at a fixed number. */
export const settlingPolicySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('adaptive'), target: z.number().gt(0).lt(1) }),
  z.object({ kind: z.literal('fixed'), votes: z.number().int().min(1) }),
]);
export type SettlingPolicy = z.infer<typeof settlingPolicySchema>;

/** Nobody settles a unit alone, however good they are: who is good is known by agreement only. */
export const LEAST_VOTES = 2;

/** Where a unit stands. */
export interface UnitStanding {
  votes: number;
  /** Votes that it may still get. */
  left: number;
  /** The probability of its likeliest answer, from 0 to 1. */
  confidence: number;
}

/**
 * What becomes of a unit after a vote, or after all reliabilities were estimated anew. Adaptive: settled once the probability of
 * its answer is the target or more and two people have voted; contested, for review, when its votes have run out before; else
 * open, also if it was settled and fell under the bar. Fixed: open until its votes are there. Stopping when the risk is
 * low instead of at a number: Van Horn et al., Lean multiclass crowdsourcing, CVPR 2018.
 */
export function settleUnit(policy: SettlingPolicy, { votes, left, confidence }: UnitStanding): UnitState {
  if (policy.kind === 'fixed') return votes >= policy.votes || left === 0 ? 'settled' : 'open';
  if (votes >= LEAST_VOTES && confidence >= policy.target) return 'settled';
  return left === 0 ? 'contested' : 'open';
}
