import { AppError } from '#lib/core/errors';
import { assertSynset } from '#lib/hierarchy/server/assert-synset';
import { assertRole, type Person } from '#lib/identity/person';
import { transaction } from '#lib/infra/db/transaction';
import type { NounChoices } from '../import.ts';
import { findImport } from './find-import.ts';

/**
 * Says which nouns the names of an import mean that wait for one, or that they mean none. Their images become candidates at once,
 * those still to come when they come; with the last choice an import that has read everything is done. For organisers. Refuses
 * names that do not wait (`no-such-name`), so that a choice is made once. Gives how many names still wait.
 */
export async function chooseNouns(
  person: Person | null,
  { slug, id, choices }: NounChoices & { slug: string; id: string },
): Promise<{ waiting: number }> {
  assertRole(person, 'organiser');
  const row = await findImport(slug, id);
  for (const noun of new Set(choices.flatMap(({ noun }) => noun ?? []))) await assertSynset(noun);
  return transaction(async (client) => {
    await client.query('SELECT FROM imports WHERE id = $1 FOR UPDATE', [id]);
    const { rows: chosen } = await client.query<{ name: string }>(
      `UPDATE import_nouns n SET synset_id = given.noun,
         state = CASE WHEN given.noun IS NULL THEN 'none' ELSE 'chosen' END::"ImportNounState"
       FROM unnest($2::text[], $3::text[]) AS given (name, noun)
       WHERE n.import_id = $1 AND n.name = given.name AND n.state = 'waiting' RETURNING n.name`,
      [id, choices.map(({ name }) => name), choices.map(({ noun }) => noun)],
    );
    const known = new Set(chosen.map(({ name }) => name));
    const unknown = choices.find(({ name }) => !known.has(name));
    if (unknown) {
      throw new AppError(
        'conflict',
        'no-such-name',
        `"${unknown.name}" does not wait for a noun in this import: somebody has chosen one, or no image came under it.`,
      );
    }
    await client.query(
      `INSERT INTO dataset_candidates (dataset_id, image_id, synset_id)
       SELECT $2, w.image_id, n.synset_id FROM import_waiting w JOIN import_nouns n USING (import_id, name)
       WHERE w.import_id = $1 AND n.state = 'chosen' ON CONFLICT DO NOTHING`,
      [id, row.datasetId],
    );
    await client.query(
      `DELETE FROM import_waiting w USING import_nouns n
       WHERE w.import_id = $1 AND n.import_id = $1 AND n.name = w.name AND n.state <> 'waiting'`,
      [id],
    );
    const { rows } = await client.query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM import_nouns WHERE import_id = $1 AND state = 'waiting'`,
      [id],
    );
    const waiting = rows[0]?.waiting ?? 0;
    if (waiting === 0)
      await client.query(`UPDATE imports SET state = 'done' WHERE id = $1 AND state = 'waiting'`, [id]);
    return { waiting };
  });
}
