import type pg from 'pg';
import { AppError } from '#lib/core/errors';
import { sentTogether } from '#lib/infra/db/sent-together';
import { type Admission, admitVotes } from '../admit-votes.ts';
import type { UnitVote } from '../locked-unit.ts';
import { countedGold, type ProgressChange, progressBetween } from '../progress-change.ts';
import type { VoteOutcome } from '../vote.ts';
import { countDays } from './count-days.ts';
import { type DecidingCampaign, loadDeciding, readLabelers } from './load-judge.ts';
import { lockUnits } from './lock-units.ts';
import { assertVotesCount } from './open-campaign-for.ts';
import { type GoldVoting, readGoldTakers, readLeases } from './read-gold-takers.ts';
import { recordVoted } from './record-changes.ts';
import { releaseLeases } from './release-leases.ts';
import { writeUnits } from './write-units.ts';

/** A vote to keep; `at` is now where it is left out. */
export interface NewVote extends UnitVote {
  milliseconds: number;
  at?: Date;
}

/**
 * Keeps votes on units of one campaign, inside the caller's transaction, and decides the units that they decide. What is
 * already known of a vote is no error (VoteOutcome); votes of a labeler whose votes were withdrawn are refused. The units' rows are
 * locked in order of id, so that two transactions never wait for each other in a circle, and everything is decided on what stands
 * there then. `voting` says from whom votes on gold are kept. The change of progress is for `addProgress`, at the transaction's end.
 */
export async function keepVotes(
  client: pg.ClientBase,
  campaign: DecidingCampaign & { slug: string },
  votes: readonly NewVote[],
  voting: GoldVoting,
): Promise<{ outcomes: VoteOutcome[]; progress: ProgressChange[] }> {
  const unitIds = [...new Set(votes.map(({ unitId }) => unitId))];
  const userIds = [...new Set(votes.map(({ userId }) => userId))];
  // Sent together, and read in this order: nothing that the units' locks keep still changes between them.
  const [locked, { rows: before }, known, leases] = await sentTogether([
    lockUnits(client, unitIds),
    client.query<UnitVote>({
      name: 'votes-before',
      text: `SELECT unit_id AS "unitId", user_id AS "userId", answer FROM votes WHERE unit_id = ANY($1)`,
      values: [unitIds],
    }),
    readLabelers(client, campaign.id, userIds, unitIds),
    readLeases(client, votes),
  ]);
  // Compared here and not in the statement, where the planner may take the campaign's index and read it all.
  const units = locked.filter(({ campaignId }) => campaignId === campaign.id);
  if (units.length < unitIds.length) {
    const known = new Set(units.map(({ id }) => id));
    const missing = unitIds.filter((id) => !known.has(id)).slice(0, 5);
    throw new AppError('invalid', 'no-such-unit', `The campaign has no unit ${missing.join(', ')}.`);
  }
  for (const userId of userIds) {
    const withdrawnAt = known.labelers.get(userId)?.withdrawnAt ?? null;
    assertVotesCount({ slug: campaign.slug, withdrawnAt });
  }
  const answers = [...before, ...votes].map(({ answer }) => answer);
  const decide = await loadDeciding(client, campaign, known, answers);
  const takers = await readGoldTakers(client, units, votes, leases, voting);
  const taken = units.map((unit) => (unit.gold ? { ...unit, takers: takers.get(unit.id) ?? [] } : unit));
  const admission = admitVotes(campaign, decide, taken, before, votes);
  await sentTogether([write(client, campaign.id, admission), recordVoted(client, units, admission.units)]);
  await endLeasesOf(
    client,
    votes.filter((_, i) => admission.outcomes[i] === 'not-needed'),
  );
  // Votes on gold are counted like others: a count that stood still would tell which unit is gold.
  const gold = countedGold(
    units,
    admission.kept.map(({ unitId }) => unitId),
    1,
  );
  return { outcomes: admission.outcomes, progress: progressBetween(units, [...admission.units, ...gold]) };
}

/** Who has answered holds a unit no longer, also where others have settled it meanwhile. */
async function endLeasesOf(client: pg.ClientBase, votes: readonly NewVote[]): Promise<void> {
  if (votes.length === 0) return;
  await releaseLeases(client, '(l.unit_id, l.user_id) IN (SELECT * FROM unnest($1::int[], $2::uuid[]))', [
    votes.map(({ unitId }) => unitId),
    votes.map(({ userId }) => userId),
  ]);
}

async function write(
  client: pg.ClientBase,
  campaignId: string,
  { kept, units }: Admission<NewVote>,
): Promise<void> {
  if (kept.length === 0) return;
  const keeping = client.query({
    name: 'keep-votes',
    text: `WITH cast_votes AS (
       SELECT * FROM unnest($1::int[], $2::uuid[], $3::text[], $4::int[], $5::timestamptz[])
         AS v (unit_id, user_id, answer, milliseconds, at)
     ), kept AS (
       INSERT INTO votes (unit_id, user_id, answer, milliseconds, created_at)
       SELECT unit_id, user_id, answer, milliseconds, coalesce(at, now()) FROM cast_votes
     )
     DELETE FROM leases l USING cast_votes v WHERE l.unit_id = v.unit_id AND l.user_id = v.user_id`,
    values: [
      kept.map((vote) => vote.unitId),
      kept.map((vote) => vote.userId),
      kept.map((vote) => vote.answer),
      kept.map((vote) => vote.milliseconds),
      kept.map((vote) => vote.at ?? null),
    ],
  });
  await sentTogether([
    keeping,
    units.length > 0 && writeUnits(client, units),
    countDays(client, campaignId, kept),
  ]);
}
