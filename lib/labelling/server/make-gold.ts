import type pg from 'pg';
import { AppError } from '#lib/core/errors';
import { keepInTrain } from '#lib/datasets/server/keep-in-train';
import { assertRole, type Person } from '#lib/identity/person';
import { transaction } from '#lib/infra/db/transaction';
import { withDecision } from '../decision.ts';
import type { GoldInput, GoldUnit } from '../gold.ts';
import type { LockedUnit, NamedUnit, UnitVote } from '../locked-unit.ts';
import { progressBetween } from '../progress-change.ts';
import type { LabelCause, UnitState } from '../unit.ts';
import { votesWanted } from '../votes-needed.ts';
import { addProgress } from './add-progress.ts';
import { assertAnswers } from './assert-answers.ts';
import { type DecidingCampaign, loadDeciding, readLabelers } from './load-judge.ts';
import { lockUnit } from './lock-unit.ts';
import { changesOf, recordChanges } from './record-changes.ts';
import { writeUnits } from './write-units.ts';

/**
 * Makes a unit gold by an organiser's word, or gives gold another answer: it is settled for certain, costs no vote more, and
 * tells how good those are who are given it. Quiz gold is asked in the qualification, where its answer is told, so its image is
 * kept in train. Safe to repeat. Throws AppError `no-such-unit`, `bad-answer`, `noun-not-asked`, and `not-for-train` for a quiz
 * on an image that a version has in val or holds out.
 */
export async function makeGold(
  person: Person | null,
  { unitId, answer, quiz, note }: GoldInput & { unitId: number },
): Promise<GoldUnit> {
  assertRole(person, 'organiser');
  return transaction(async (client) => {
    const { unit, campaign } = await lockUnit(client, unitId);
    await assertAnswers(client, campaign, [answer]);
    if (quiz) await keepForQuiz(client, campaign.datasetId, unit);
    await client.query(
      `INSERT INTO gold (unit_id, campaign_id, synset_id, answer, origin, quiz, created_by)
       VALUES ($1, $2, $3, $4, 'organiser', $5, $6)
       ON CONFLICT (unit_id) DO UPDATE SET answer = excluded.answer, quiz = excluded.quiz, created_by = excluded.created_by,
         created_at = CASE WHEN excluded.quiz AND NOT gold.quiz THEN now() ELSE gold.created_at END`,
      [unitId, unit.campaignId, unit.synsetId, answer, quiz, person.id],
    );
    const holders = unit.gold ? [] : await readUsers(client, 'leases', unitId);
    const settled = withDecision(unit, answer);
    // Leases on gold stand in no unit; those that there are become such.
    const after = { ...settled, takers: unit.takers.filter((taker) => !holders.includes(taker)) };
    await change(client, person, { before: unit, after, note });
    return { unitId, answer, quiz };
  });
}

/**
 * Makes gold an ordinary unit again: its votes count from now on and decide it, unless an organiser has
 * decided it at the review desk, which stands; and a wrong candidate that was put in becomes
 * one to be asked about. Throws AppError `no-such-unit`, and `no-such-gold` for a unit that is none, as it is when removed again.
 */
export async function removeGold(
  person: Person | null,
  { unitId }: { unitId: number },
): Promise<{ unitId: number; state: UnitState; answer: string | null }> {
  assertRole(person, 'organiser');
  return transaction(async (client) => {
    const { unit, campaign } = await lockUnit(client, unitId);
    const { rows } = await client.query<{ origin: string }>(
      'DELETE FROM gold WHERE unit_id = $1 RETURNING origin',
      [unitId],
    );
    const gold = rows[0];
    if (!gold)
      throw new AppError(
        'not-found',
        'no-such-gold',
        `Unit ${unitId} is no gold, so there is none to take away.`,
      );
    const byVotes = await byItsVotes(client, campaign, unit);
    const decided = await readDecision(client, unitId);
    const after = decided === null ? byVotes : withDecision(byVotes, decided);
    const counted = gold.origin !== 'inserted';
    if (!counted) await countUnit(client, unit);
    // Its votes were counted as they came.
    const before: NamedUnit = {
      ...unit,
      state: counted ? unit.state : 'open',
      voteCount: after.voteCount,
    };
    // A label that goes back to a decision is one again, which votes do not touch.
    const cause = decided === null ? 'gold' : 'review';
    await change(client, person, { before: unit, after, counted: before, note: '', cause });
    return { unitId, state: after.state, answer: after.answer };
  });
}

async function keepForQuiz(client: pg.ClientBase, datasetId: string, { id }: NamedUnit): Promise<void> {
  const { rows } = await client.query<{ imageId: number }>(
    'SELECT image_id AS "imageId" FROM units WHERE id = $1',
    [id],
  );
  const imageIds = rows.map(({ imageId }) => imageId);
  if ((await keepInTrain(client, datasetId, imageIds)).length > 0) return;
  throw new AppError(
    'conflict',
    'not-for-train',
    `A dataset version has the image of unit ${id} in val or holds it out, so its label may not be told: choose another unit for the qualification.`,
  );
}

async function readUsers(
  client: pg.ClientBase,
  table: 'leases' | 'votes',
  unitId: number,
): Promise<string[]> {
  const { rows } = await client.query<{ userId: string }>(
    `SELECT user_id AS "userId" FROM ${table} WHERE unit_id = $1`,
    [unitId],
  );
  return rows.map(({ userId }) => userId);
}

/** What an organiser decided of a unit, apart from making it gold; null where its label is no such decision. */
async function readDecision(client: pg.ClientBase, unitId: number): Promise<string | null> {
  const { rows } = await client.query<{ cause: LabelCause; state: UnitState; answer: string | null }>(
    `SELECT cause, to_state AS state, to_answer AS answer FROM label_changes
     WHERE unit_id = $1 AND cause <> 'gold' ORDER BY id DESC LIMIT 1`,
    [unitId],
  );
  const last = rows[0];
  return last?.cause === 'review' && last.state === 'settled' ? last.answer : null;
}

/** The unit as its votes and leases alone make it. */
async function byItsVotes(
  client: pg.ClientBase,
  campaign: DecidingCampaign,
  unit: NamedUnit,
): Promise<LockedUnit> {
  const { rows: votes } = await client.query<UnitVote>(
    `SELECT unit_id AS "unitId", user_id AS "userId", answer FROM votes WHERE unit_id = $1`,
    [unit.id],
  );
  const holders = await readUsers(client, 'leases', unit.id);
  const voters = votes.map(({ userId }) => userId);
  const plain = { ...unit, voteCount: votes.length, takers: [...voters, ...holders] };
  const known = await readLabelers(client, campaign.id, voters);
  const answers = votes.map(({ answer }) => answer);
  const decide = await loadDeciding(client, campaign, known, answers);
  const decided = votes.length === 0 ? NOTHING_SAID : decide(plain, votes);
  const after = { ...plain, ...decided };
  return { ...after, wanted: votesWanted(campaign, after) };
}

const NOTHING_SAID = { state: 'open', answer: null, confidence: null } as const;

/** Counts a unit that was none of its campaign's until now. */
async function countUnit(client: pg.ClientBase, { campaignId, synsetId }: NamedUnit): Promise<void> {
  await client.query(
    `INSERT INTO campaign_progress AS p (campaign_id, synset_id, stripe, units) VALUES ($1, $2, 0, 1)
     ON CONFLICT (campaign_id, synset_id, stripe) DO UPDATE SET units = p.units + 1`,
    [campaignId, synsetId ?? ''],
  );
}

async function change(
  client: pg.ClientBase,
  person: Person,
  {
    before,
    after,
    counted = before,
    note,
    cause = 'gold',
  }: { before: NamedUnit; after: LockedUnit; counted?: NamedUnit; note: string; cause?: LabelCause },
): Promise<void> {
  await writeUnits(client, [after]);
  const changes = changesOf([before], [after]);
  await recordChanges(
    client,
    person.id,
    cause,
    changes.map((each) => ({ ...each, note })),
  );
  await addProgress(client, before.campaignId, person.id, progressBetween([counted], [after]));
}
