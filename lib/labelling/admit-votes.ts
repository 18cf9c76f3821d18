import { codeVotes } from './consensus/coded-votes.ts';
import { majority } from './consensus/majority.ts';
import { stepUnit, type UnitState } from './unit.ts';
import type { VoteOutcome } from './vote.ts';

/** A unit while its row is locked. */
export interface LockedUnit {
  id: number;
  state: UnitState;
  voteCount: number;
  /** Votes that may still be leased: those needed less those that live leases will bring. */
  wanted: number;
  /** Who has answered it or holds it on a lease. */
  takers: string[];
  /** Its consensus, where it has one. */
  answer: string | null;
  confidence: number | null;
}

/** A unit with where it belongs. */
export interface NamedUnit extends LockedUnit {
  /** For verify: the noun that is asked about. */
  synsetId: string | null;
  campaignId: string;
}

/** One labeler's answer to one unit. */
export interface UnitVote {
  unitId: number;
  userId: string;
  answer: string;
}

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
 * it; one without takes a place that no lease has, if there is one. Nobody counts twice on a unit, and no unit gets more
 * than `votesPerUnit`. A unit with all its votes is decided by majority: settled, or contested where there is a tie.
 * `before` are the units' votes so far.
 */
export function admitVotes<Vote extends UnitVote>(
  votesPerUnit: number,
  units: readonly LockedUnit[],
  before: readonly UnitVote[],
  votes: readonly Vote[],
): Admission<Vote> {
  const byId = new Map(units.map((unit) => [unit.id, { ...unit, takers: [...unit.takers] }]));
  const answered = new Map(before.map((vote) => [key(vote.unitId, vote.userId), vote.answer]));
  const kept: Vote[] = [];

  const outcomes = votes.map((vote): VoteOutcome => {
    const place = key(vote.unitId, vote.userId);
    const earlier = answered.get(place);
    if (earlier !== undefined) return earlier === vote.answer ? 'repeated' : 'answered-before';
    const unit = byId.get(vote.unitId);
    if (unit?.state !== 'open') return 'not-needed';
    if (!unit.takers.includes(vote.userId)) {
      if (unit.wanted === 0) return 'not-needed';
      unit.wanted--;
      unit.takers.push(vote.userId);
    }
    unit.voteCount++;
    answered.set(place, vote.answer);
    kept.push(vote);
    return 'kept';
  });

  const changed = [...new Set(kept.map(({ unitId }) => unitId))].map((id) => byId.get(id) as LockedUnit);
  decide(
    changed.filter((unit) => unit.voteCount >= votesPerUnit),
    [...before, ...kept],
  );
  return { outcomes, kept, units: changed };
}

/** Settles units by majority over their votes. */
function decide(units: LockedUnit[], votes: readonly UnitVote[]): void {
  const full = new Map(units.map((unit) => [unit.id, unit]));
  const coding = codeVotes(
    votes.filter(({ unitId }) => full.has(unitId)).map(({ unitId, answer }) => ({ unit: unitId, answer })),
  );
  const { answers, confidence } = majority(coding.votes);
  for (const [index, id] of coding.unitNames.entries()) {
    const unit = full.get(id) as LockedUnit;
    const answer = coding.answerNames[answers[index] as number];
    unit.state = stepUnit(unit.state, answer === undefined ? 'contested' : 'settled');
    unit.answer = answer ?? null;
    unit.confidence = answer === undefined ? null : (confidence[index] as number);
    unit.wanted = 0;
  }
}
