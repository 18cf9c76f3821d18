import type pg from 'pg';
import type { LockedUnit } from '../locked-unit.ts';
import type { LabelCause } from '../unit.ts';

/** A unit's label before and after. */
export interface LabelChange {
  before: Pick<LockedUnit, 'id' | 'state' | 'answer'>;
  after: Pick<LockedUnit, 'state' | 'answer'>;
  note?: string;
}

/** The changes between units before and after, in the same order; of units that were open and are, there is none. */
export function changesOf(before: readonly LockedUnit[], after: readonly LockedUnit[]): LabelChange[] {
  return before.flatMap((unit, i) => {
    const now = after[i] as LockedUnit;
    return unit.state === now.state && unit.answer === now.answer ? [] : [{ before: unit, after: now }];
  });
}

/** Keeps what votes made of units whose label had been changed before: of others the votes themselves tell it. */
export async function recordVoted(
  client: pg.ClientBase,
  before: readonly LockedUnit[],
  after: readonly LockedUnit[],
): Promise<void> {
  const unitOf = new Map(before.map((unit) => [unit.id, unit]));
  const decided = after.flatMap((unit) => {
    const was = unitOf.get(unit.id);
    return was && was.state !== unit.state ? [{ before: was, after: unit }] : [];
  });
  if (decided.length === 0) return;
  await insertChanges(client, null, 'vote', decided, 'changed-before');
}

/** Keeps changes of labels with who made them (null for a job) and why, in the transaction that makes them. */
export async function recordChanges(
  client: pg.ClientBase,
  userId: string | null,
  cause: LabelCause,
  changes: readonly LabelChange[],
): Promise<void> {
  if (changes.length > 0) await insertChanges(client, userId, cause, changes, 'all');
}

/** SQL on the changes c: which of them are kept. */
const kept = {
  all: 'true',
  'changed-before': 'EXISTS (SELECT FROM label_changes earlier WHERE earlier.unit_id = c.unit_id)',
};

async function insertChanges(
  client: pg.ClientBase,
  userId: string | null,
  cause: LabelCause,
  changes: readonly LabelChange[],
  which: keyof typeof kept,
): Promise<void> {
  await client.query({
    name: `keep-changes-${which}`,
    text: `INSERT INTO label_changes (unit_id, cause, user_id, from_state, from_answer, to_state, to_answer, note)
     SELECT unit_id, $2::"LabelCause", $1::uuid, from_state::"UnitState", from_answer, to_state::"UnitState", to_answer, note
     FROM unnest($3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
       AS c (unit_id, from_state, from_answer, to_state, to_answer, note)
     WHERE ${kept[which]}`,
    values: [
      userId,
      cause,
      changes.map(({ before }) => before.id),
      changes.map(({ before }) => before.state),
      changes.map(({ before }) => before.answer),
      changes.map(({ after }) => after.state),
      changes.map(({ after }) => after.answer),
      changes.map(({ note }) => note ?? ''),
    ],
  });
}
