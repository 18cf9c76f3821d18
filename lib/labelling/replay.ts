import type { LabelerVotes } from './consensus/coded-votes.ts';
import { type CrowdModel, estimateCrowd, type UnitVotes, unitPosterior } from './consensus/crowd-model.ts';
import { groupByUnit } from './consensus/group-votes.ts';
import { LEAST_VOTES, type SettlingPolicy, settleUnit } from './settling.ts';
import type { UnitState } from './unit.ts';

/** What a campaign would have come to. */
export interface Replay {
  /** Of each unit, the likeliest answer by the votes used; -1 where it has none. */
  answers: Int32Array;
  confidence: Float64Array;
  /** Votes used on each unit. */
  used: Int32Array;
  votesUsed: number;
  /** Units that the policy did not settle with all their votes. */
  contested: number;
}

/** Reliabilities are estimated anew when there are so many more votes than at the last time. */
const ANEW = 1.05;

/**
 * Plays votes that were all given as a campaign under `policy` would have asked for them: in passes, each open unit taking
 * its next vote in the order given, until the policy settles it or its votes run out. A vote moves its unit's probabilities
 * at once, by what is known of its labeler; now and then all is estimated anew, from the votes used so far and no others,
 * which settles units and reopens some. Under either policy the labels are those of the same estimate
 * (`estimateCrowd`), so that policies differ only in where they stop.
 */
export function replay(votes: LabelerVotes, policy: SettlingPolicy): Replay {
  const { unitCount, answerCount } = votes;
  const { starts, order } = groupByUnit(votes);
  const used = new Int32Array(unitCount);
  const open = new Uint8Array(unitCount).fill(1);
  const most = policy.kind === 'fixed' ? policy.votes : Number.POSITIVE_INFINITY;
  const votesOn = (unit: number) => Math.min(most, (starts[unit + 1] as number) - (starts[unit] as number));
  const posterior = new Float64Array(answerCount);
  const best = { answers: new Int32Array(unitCount).fill(-1), confidence: new Float64Array(unitCount) };
  let model: CrowdModel | null = null;
  let votesUsed = 0;
  let estimatedAt = 0;
  let contested = 0;

  /** What the votes used on a unit make of it. */
  const settle = (unit: number, known: CrowdModel): UnitState => {
    const start = starts[unit] as number;
    const places = order.subarray(start, start + (used[unit] as number));
    unitPosterior(known, votesAt(votes, places), posterior);
    const confidence = Math.max(...posterior);
    best.answers[unit] = posterior.indexOf(confidence);
    best.confidence[unit] = confidence;
    const state = settleUnit(policy, {
      votes: places.length,
      left: votesOn(unit) - places.length,
      confidence,
    });
    open[unit] = state === 'open' ? 1 : 0;
    return state;
  };

  for (let pass = 1; ; pass++) {
    let taken = 0;
    for (let unit = 0; unit < unitCount; unit++) {
      if (!open[unit] || (used[unit] as number) >= votesOn(unit)) continue;
      used[unit] = (used[unit] as number) + 1;
      taken++;
      if (model !== null) settle(unit, model);
    }
    votesUsed += taken;
    const due = pass >= LEAST_VOTES && policy.kind === 'adaptive' && votesUsed >= ANEW * estimatedAt;
    if (taken > 0 && !due) continue;
    if (votesUsed === estimatedAt) break;
    model = estimateCrowd(takeUsed(votes, starts, order, used, votesUsed));
    estimatedAt = votesUsed;
    contested = 0;
    for (let unit = 0; unit < unitCount; unit++) if (settle(unit, model) === 'contested') contested++;
  }
  return { ...best, used, votesUsed, contested };
}

function votesAt({ labelers, answers }: LabelerVotes, places: Int32Array): UnitVotes {
  return {
    labelers: places.map((place) => labelers[place] as number),
    answers: places.map((place) => answers[place] as number),
  };
}

/** The votes used so far. */
function takeUsed(
  votes: LabelerVotes,
  starts: Int32Array,
  order: Int32Array,
  used: Int32Array,
  count: number,
): LabelerVotes {
  const taken = {
    ...votes,
    units: new Int32Array(count),
    labelers: new Int32Array(count),
    answers: new Int32Array(count),
  };
  let next = 0;
  for (let unit = 0; unit < used.length; unit++) {
    const start = starts[unit] as number;
    for (let i = start; i < start + (used[unit] as number); i++) {
      const place = order[i] as number;
      taken.units[next] = unit;
      taken.labelers[next] = votes.labelers[place] as number;
      taken.answers[next] = votes.answers[place] as number;
      next++;
    }
  }
  return taken;
}
