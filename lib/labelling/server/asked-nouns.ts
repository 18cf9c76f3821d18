import type pg from 'pg';
import { pool } from '#lib/infra/db/client';
import type { AskedNoun } from '../assignment.ts';

/** Nouns with their words and definitions, by id. Within a transaction they are read with its own connection. */
export async function askedNouns(
  ids: readonly string[],
  sql: pg.Pool | pg.ClientBase = pool(),
): Promise<Map<string, AskedNoun>> {
  const { rows } = await sql.query<AskedNoun>('SELECT id, words, gloss FROM synsets WHERE id = ANY($1)', [
    [...ids],
  ]);
  return new Map(rows.map((synset) => [synset.id, synset]));
}
