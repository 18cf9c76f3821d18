import type { DecideUnit } from './deciding.ts';
import type { LockedUnit, NamedUnit, UnitVote } from './locked-unit.ts';
import { stepUnit } from './unit.ts';
import type { VoteOutcome } from './vote.ts';
import { type VotePolicy, votesWanted } from './votes-needed.ts';

export interface Admission<Vote> {
  /** What became of each vote, in order. */
  outcomes: VoteOutcome[];
  kept: Vote[];
  /** The units that change, as they are to be written. */
  units: LockedUnit[];
}

const key = (unitId: number, userId: string) => `${unitId} ${userId}`;

/**
 * Decides which of `votes` count, in their order, and what that makes of their units. A vote on a lease has its place kept for
 * it; one without takes a place that no lease has, if there is one. Nobody counts twice on a unit, and once `decide` has settled or
 * contested it, it takes no vote more, also among those that come together. A vote on gold counts for those who are
 * its takers (`readGoldTakers`), and its unit stays as it is. `before` are the units' votes so far.
 */
export function admitVotes<Vote extends UnitVote>(
  policy: VotePolicy,
  decide: DecideUnit,
  units: readonly NamedUnit[],
  before: readonly UnitVote[],
  votes: readonly Vote[],
): Admission<Vote> {
  const byId = new Map(units.map((unit) => [unit.id, { ...unit, takers: [...unit.takers] }]));
  const answered = new Map(before.map((vote) => [key(vote.unitId, vote.userId), vote.answer]));
  const votesOf = new Map<number, UnitVote[]>(units.map(({ id }) => [id, []]));
  for (const vote of before) votesOf.get(vote.unitId)?.push(vote);
  const kept: Vote[] = [];
  const changed = new Set<NamedUnit>();

  const outcomes = votes.map((vote): VoteOutcome => {
    const place = key(vote.unitId, vote.userId);
    const earlier = answered.get(place);
    if (earlier !== undefined) return earlier === vote.answer ? 'repeated' : 'answered-before';
    const unit = byId.get(vote.unitId);
    if (!unit) return 'not-needed';
    if (unit.gold) {
      if (!unit.takers.includes(vote.userId)) return 'not-needed';
    } else {
      if (unit.state !== 'open') return 'not-needed';
      if (!unit.takers.includes(vote.userId)) {
        if (unit.wanted === 0) return 'not-needed';
        unit.takers.push(vote.userId);
      }
      const own = votesOf.get(unit.id) as UnitVote[];
      own.push(vote);
      unit.voteCount++;
      const { state, answer, confidence } = decide(unit, own);
      if (state !== 'open') unit.state = stepUnit(unit.state, state);
      unit.answer = answer;
      unit.confidence = confidence;
      unit.wanted = votesWanted(policy, unit);
      changed.add(unit);
    }
    answered.set(place, vote.answer);
    kept.push(vote);
    return 'kept';
  });
  return { outcomes, kept, units: [...changed] };
}
