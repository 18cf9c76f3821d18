import type pg from 'pg';
import type { DecideUnit } from '../deciding.ts';
import type { NamedUnit, UnitVote } from '../locked-unit.ts';
import { restate } from '../unit.ts';
import { type VotePolicy, votesLeft, votesWanted } from '../votes-needed.ts';
import { decidedByReview, waitsForOpinion } from './last-changes.ts';
import { type DecidingCampaign, loadDeciding, readDeciding, readLabelers } from './load-judge.ts';

/**
 * What locked units of a campaign are by the votes that stand, their counts and takers being right. Labels that organisers gave
 * stay, and what waits for a second opinion is open as long as it may get one. Gives them in order.
 */
export async function decideByVotes<Unit extends NamedUnit>(
  client: pg.ClientBase,
  campaignId: string,
  units: readonly Unit[],
): Promise<Unit[]> {
  if (units.length === 0) return [];
  const unitIds = units.map(({ id }) => id);
  const { rows: votes } = await client.query<UnitVote>(
    `SELECT unit_id AS "unitId", user_id AS "userId", answer FROM votes WHERE unit_id = ANY($1)`,
    [unitIds],
  );
  const campaign = (await readDeciding(client, campaignId)) as DecidingCampaign;
  const known = await readLabelers(client, campaignId, [...new Set(votes.map((vote) => vote.userId))]);
  const decide = await loadDeciding(client, campaign, known, new Set(votes.map(({ answer }) => answer)));
  const votesOf = new Map<number, UnitVote[]>(unitIds.map((id) => [id, []]));
  for (const vote of votes) votesOf.get(vote.unitId)?.push(vote);
  const { decided, waiting } = await readWords(client, unitIds);
  return units.map((unit) => {
    if (decided.has(unit.id)) return unit;
    const waits = waiting.has(unit.id) && votesLeft(campaign, unit) > 0;
    return redecided(campaign, decide, unit, votesOf.get(unit.id) ?? [], waits);
  });
}

/** The units whose label an organiser gave, and those that an organiser asked further people about. */
async function readWords(client: pg.ClientBase, unitIds: readonly number[]) {
  const { rows } = await client.query<{ id: number; decided: boolean; waiting: boolean }>(
    `SELECT id, ${decidedByReview('units.id')} AS decided, ${waitsForOpinion('units.id')} AS waiting
     FROM units WHERE id = ANY($1)`,
    [unitIds],
  );
  const those = (flag: 'decided' | 'waiting') => new Set(rows.filter((row) => row[flag]).map(({ id }) => id));
  return { decided: those('decided'), waiting: those('waiting') };
}

function redecided<Unit extends NamedUnit>(
  policy: VotePolicy,
  decide: DecideUnit,
  unit: Unit,
  votes: readonly UnitVote[],
  waits: boolean,
): Unit {
  const deciding = decide(unit, votes);
  const label = waits ? ({ state: 'open', answer: null } as const) : deciding;
  const confidence = votes.length === 0 ? null : deciding.confidence;
  const after = { ...unit, answer: label.answer, confidence, state: restate(unit, label) };
  return { ...after, wanted: votesWanted(policy, after) };
}
