import type pg from 'pg';
import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { sentTogether } from '#lib/infra/db/sent-together';
import { transaction } from '#lib/infra/db/transaction';
import type { Assignment } from '../assignment.ts';
import type { CastVotesInput, VoteOutcome } from '../vote.ts';
import { addProgress } from './add-progress.ts';
import { assertAnswers } from './assert-answers.ts';
import { assertOpen } from './find-campaign.ts';
import { keepVotes } from './keep-votes.ts';
import { leaseUnits } from './lease-units.ts';
import { type DecidingCampaign, decidingColumns } from './load-judge.ts';

export interface CastVotes {
  /** What became of each vote, in order. */
  outcomes: { unitId: number; outcome: VoteOutcome }[];
  /** The next units, where some were asked for and there are any. */
  next: Assignment | null;
}

/**
 * Keeps a labeler's votes on units of an assignment of theirs and settles the units that they decide, in one transaction; with
 * `next` then leases that many more, if they may still work on the campaign. Safe to repeat: the same votes again change nothing.
 * Votes that come after the lease is over count where the unit still needs them.
 */
export async function castVotes(
  person: Person | null,
  input: CastVotesInput & { assignmentId: string },
): Promise<CastVotes> {
  assertRole(person, 'labeler');
  const { assignment, outcomes } = await transaction((client) => keep(client, person, input));
  // Apart from the votes' transaction, which has others wait for its units.
  const next = input.next > 0 ? await leaseMore(person, assignment.slug, input.next) : null;
  return {
    outcomes: input.votes.map(({ unitId }, index) => ({ unitId, outcome: outcomes[index] as VoteOutcome })),
    next,
  };
}

/** The next units; none for who may not work on in the campaign, whose votes are kept all the same. */
async function leaseMore(person: Person, slug: string, count: number): Promise<Assignment | null> {
  try {
    return await leaseUnits(person, { campaign: slug, count });
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

async function keep(
  client: pg.ClientBase,
  person: Person,
  input: CastVotesInput & { assignmentId: string },
): Promise<{ assignment: AssignmentRow; outcomes: VoteOutcome[] }> {
  // The lock makes two sendings of one assignment, such as a double click's, follow one another.
  const { rows } = await client.query<AssignmentRow>({
    name: 'assignment-to-answer',
    text: `SELECT a.unit_ids AS "unitIds", c.slug, c.state, ${decidingColumns}
     FROM assignments a JOIN campaigns c ON c.id = a.campaign_id
     WHERE a.id = $1 AND a.user_id = $2 FOR UPDATE OF a`,
    values: [input.assignmentId, person.id],
  });
  const assignment = rows[0];
  if (!assignment) throw noSuchAssignment(input.assignmentId);
  assertOpen(assignment);
  const own = new Set(assignment.unitIds);
  const foreign = input.votes.find(({ unitId }) => !own.has(unitId));
  if (foreign) {
    throw new AppError(
      'invalid',
      'not-in-assignment',
      `Unit ${foreign.unitId} is not in this assignment: vote only on the units that it leased.`,
    );
  }
  await assertAnswers(
    client,
    assignment,
    input.votes.map(({ answer }) => answer),
  );

  const votes = input.votes.map((vote) => ({ ...vote, userId: person.id }));
  const { outcomes, progress } = await keepVotes(client, assignment, votes, {
    assignmentId: input.assignmentId,
  });
  await sentTogether([
    client.query({
      name: 'assignment-answered',
      text: `UPDATE assignments SET state = 'answered' WHERE id = $1 AND state = 'leased'
         AND NOT EXISTS (SELECT FROM leases WHERE assignment_id = $1)`,
      values: [input.assignmentId],
    }),
    addProgress(client, assignment.id, person.id, progress),
  ]);
  return { assignment, outcomes };
}

/** What an assignment holds, with the campaign that it is of. */
interface AssignmentRow extends DecidingCampaign {
  unitIds: number[];
  slug: string;
  state: 'open' | 'closed';
}

/** The same words for one that is not there and for another person's. */
export function noSuchAssignment(id: string): AppError {
  return new AppError('not-found', 'no-such-assignment', `You have no assignment ${id}.`);
}
