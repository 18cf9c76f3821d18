import type pg from 'pg';
import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { transaction } from '#lib/infra/db/transaction';
import { withDecision, withoutDecision } from '../decision.ts';
import type { LockedUnit, NamedUnit, UnitVote } from '../locked-unit.ts';
import type { DecisionInput, ReviewedUnit } from '../review.ts';
import { assertAnswers } from './assert-answers.ts';
import { decideIdle } from './decide-idle.ts';
import { isDecision, type KeptChange, lastChanges } from './last-changes.ts';
import { type DecidingCampaign, loadDeciding, readLabelers } from './load-judge.ts';
import { keepDecision, lockUnit } from './lock-unit.ts';

/**
 * Settles a unit by an organiser's word, resolves its flags and keeps the change in its history. Safe to repeat: the same
 * answer again changes no label. Where `seen` is given and the label has been changed since by somebody else, it is refused with
 * `changed-meanwhile`. Throws AppError `no-such-unit`, `bad-answer` and `noun-not-asked`.
 */
export async function decideUnit(
  person: Person | null,
  { unitId, answer, note, seen }: DecisionInput & { unitId: number },
): Promise<ReviewedUnit> {
  assertRole(person, 'organiser');
  return transaction(async (client) => {
    const { unit, campaign } = await lockUnit(client, unitId);
    await assertAnswers(client, campaign, [answer]);
    const [last] = await lastChanges(client, unitId);
    if (isDecision(last) && unit.answer === answer) {
      await resolve(client, unitId, person.id);
      return { unitId, state: unit.state, answer, change: last.id };
    }
    if (seen !== undefined && seen !== (last?.id ?? null)) throw changedMeanwhile(unit);
    const after = withDecision(unit, answer);
    await resolve(client, unitId, person.id);
    return keepDecision(client, person, { cause: 'review', before: unit, after, note });
  });
}

/**
 * Takes an organiser's decision of a unit back: it stands as before it, with the flags open that it resolved. The history keeps
 * both. Where `seen` is given and is not the last change, it is refused with `changed-meanwhile`: what somebody else decided since
 * stands. Throws AppError `no-such-unit`, and `nothing-decided` where the label is not a decision.
 */
export async function takeBackDecision(
  person: Person | null,
  { unitId, seen }: Pick<DecisionInput, 'seen'> & { unitId: number },
): Promise<ReviewedUnit> {
  assertRole(person, 'organiser');
  return transaction(async (client) => {
    const { unit, campaign } = await lockUnit(client, unitId);
    const [last, previous] = await lastChanges(client, unitId);
    if (!isDecision(last)) {
      throw new AppError(
        'conflict',
        'nothing-decided',
        `The label of unit ${unitId} is no decision of an organiser, so there is none to take back.`,
      );
    }
    if (seen !== undefined && seen !== last.id) throw changedMeanwhile(unit);
    if (unit.gold && last.fromState !== 'settled') {
      throw new AppError(
        'conflict',
        'known-answer',
        `Unit ${unitId} was made gold since it was decided: take it out of the gold first.`,
      );
    }
    const earlier = isDecision(previous);
    const confidence = earlier ? 1 : await confidenceByVotes(client, campaign, unit, last);
    const before = { state: last.fromState, answer: last.fromAnswer, confidence };
    const after = withoutDecision(campaign, unit, before);
    await reopenFlags(client, unitId, last);
    // Back to an earlier decision is a decision; back to what votes made of it is none.
    const cause = earlier ? 'review' : 'undo';
    const kept = await keepDecision(client, person, { cause, before: unit, after, note: '' });
    // Its votes may all have come meanwhile, as restored ones do.
    const [decided] = await decideIdle(client, [unitId]);
    if (!decided) return kept;
    const [change] = await lastChanges(client, unitId);
    return { unitId, state: decided.state, answer: decided.answer, change: (change as KeptChange).id };
  });
}

/** Says that an organiser has looked at a unit's flags; its label stays. Safe to repeat. Throws AppError `no-such-unit`. */
export async function resolveFlags(
  person: Person | null,
  { unitId }: { unitId: number },
): Promise<{ resolved: number }> {
  assertRole(person, 'organiser');
  return transaction(async (client) => {
    await lockUnit(client, unitId);
    return { resolved: await resolve(client, unitId, person.id) };
  });
}

function changedMeanwhile({ id, state, answer }: LockedUnit): AppError {
  return new AppError(
    'conflict',
    'changed-meanwhile',
    `Somebody changed the label of unit ${id} since you saw it; it is ${state}${answer === null ? '' : ` as ${answer}`} now. Look at it again.`,
  );
}

/** How sure a unit's votes made it before it was decided. */
async function confidenceByVotes(
  client: pg.ClientBase,
  campaign: DecidingCampaign,
  unit: NamedUnit,
  { fromState, fromAnswer }: KeptChange,
): Promise<number | null> {
  const { rows: votes } = await client.query<UnitVote>(
    `SELECT unit_id AS "unitId", user_id AS "userId", answer FROM votes WHERE unit_id = $1`,
    [unit.id],
  );
  const known = await readLabelers(
    client,
    campaign.id,
    votes.map(({ userId }) => userId),
  );
  const decide = await loadDeciding(
    client,
    campaign,
    known,
    votes.map(({ answer }) => answer),
  );
  const { answer, confidence } = decide(unit, votes);
  if (fromState !== 'settled' || answer === fromAnswer) return confidence;
  return votes.filter((vote) => vote.answer === fromAnswer).length / Math.max(votes.length, 1);
}

async function resolve(client: pg.ClientBase, unitId: number, userId: string): Promise<number> {
  const { rowCount } = await client.query(
    'UPDATE flags SET resolved_at = now(), resolved_by = $2 WHERE unit_id = $1 AND resolved_at IS NULL',
    [unitId, userId],
  );
  return rowCount ?? 0;
}

/** Flags that a decision resolved have its very time, that of its transaction. */
async function reopenFlags(client: pg.ClientBase, unitId: number, { id }: KeptChange): Promise<void> {
  await client.query(
    `UPDATE flags SET resolved_at = NULL, resolved_by = NULL FROM label_changes c
     WHERE c.id = $2 AND flags.unit_id = $1 AND flags.resolved_at = c.at`,
    [unitId, id],
  );
}
