import type { LockedUnit, NamedUnit } from './locked-unit.ts';

/** What a transaction changes in the counts of one noun's units ('' for classify). */
export interface ProgressChange {
  synsetId: string;
  votes: number;
  settled: number;
  contested: number;
}

/** Gold among units as their counts have it after a vote more, or one less, on each of `unitIds`; the rows themselves stay. */
export function countedGold(
  units: readonly NamedUnit[],
  unitIds: Iterable<number>,
  difference: 1 | -1,
): LockedUnit[] {
  const votes = new Map<number, number>();
  for (const id of unitIds) votes.set(id, (votes.get(id) ?? 0) + difference);
  return units
    .filter(({ id, gold }) => gold && votes.has(id))
    .map((unit) => ({ ...unit, voteCount: unit.voteCount + (votes.get(unit.id) ?? 0) }));
}

/** What units make of the counts of their nouns by becoming what they are `after`; every one of those is among `before`. */
export function progressBetween(
  before: readonly NamedUnit[],
  after: readonly LockedUnit[],
): ProgressChange[] {
  const unitOf = new Map(before.map((unit) => [unit.id, unit]));
  const changes = new Map<string, ProgressChange>();
  for (const unit of after) {
    const was = unitOf.get(unit.id) as NamedUnit;
    if (was.state === unit.state && was.voteCount === unit.voteCount) continue;
    const synsetId = was.synsetId ?? '';
    const change = changes.get(synsetId) ?? { synsetId, votes: 0, settled: 0, contested: 0 };
    changes.set(synsetId, change);
    change.votes += unit.voteCount - was.voteCount;
    if (was.state !== 'open') change[was.state]--;
    if (unit.state !== 'open') change[unit.state]++;
  }
  return [...changes.values()];
}
