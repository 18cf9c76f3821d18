import type pg from 'pg';
import type { NamedUnit } from '../locked-unit.ts';
import { progressBetween } from '../progress-change.ts';
import { addProgress } from './add-progress.ts';
import { decideByVotes } from './decide-by-votes.ts';
import { lockUnits } from './lock-units.ts';
import { changesOf, recordChanges } from './record-changes.ts';
import { writeUnits } from './write-units.ts';

/**
 * Decides those of some units by the votes they have that are open and wait for nobody: they have all the votes that they may
 * get, and nobody holds them. Gives what they are now.
 */
export async function decideIdle(client: pg.ClientBase, unitIds: readonly number[]): Promise<NamedUnit[]> {
  const units = await lockUnits(client, unitIds);
  const idle = units.filter(
    ({ gold, state, wanted, takers, voteCount }) =>
      !gold && state === 'open' && wanted === 0 && takers.length === voteCount,
  );
  const decided: NamedUnit[] = [];
  for (const campaignId of new Set(idle.map((unit) => unit.campaignId))) {
    const before = idle.filter((unit) => unit.campaignId === campaignId);
    const after = await decideByVotes(client, campaignId, before);
    await writeUnits(client, after);
    await recordChanges(client, null, 'vote', changesOf(before, after));
    await addProgress(client, campaignId, campaignId, progressBetween(before, after));
    decided.push(...after);
  }
  return decided;
}
