import type pg from 'pg';
import type { LockedUnit } from '../locked-unit.ts';
import { keptQuestion } from './questions.ts';

/**
 * Writes units as they became while their rows were locked, their votes being written: what is settled gets its time, what is
 * contested its question.
 */
export async function writeUnits(client: pg.ClientBase, units: readonly LockedUnit[]): Promise<void> {
  await client.query({
    name: 'write-units',
    text: `UPDATE units SET
       state = u.state::"UnitState", vote_count = u.vote_count, wanted = u.wanted, takers = u.takers::uuid[],
       extra_votes = u.extra_votes,
       answer = u.answer, confidence = u.confidence, question = ${keptQuestion('units', 'u.state')},
       settled_at = CASE WHEN u.state <> 'settled' THEN NULL
         WHEN units.state = 'settled' AND units.answer IS NOT DISTINCT FROM u.answer THEN units.settled_at ELSE now() END
     FROM unnest($1::int[], $2::text[], $3::int[], $4::int[], $5::text[], $6::text[], $7::float8[],
         $8::int[]) AS u (id, state, vote_count, wanted, takers, answer, confidence, extra_votes)
     WHERE units.id = u.id`,
    values: [
      units.map((unit) => unit.id),
      units.map((unit) => unit.state),
      units.map((unit) => unit.voteCount),
      units.map((unit) => unit.wanted),
      units.map((unit) => `{${unit.takers.join(',')}}`),
      units.map((unit) => unit.answer),
      units.map((unit) => unit.confidence),
      units.map((unit) => unit.extraVotes),
    ],
  });
}
