import type pg from 'pg';
import type { IsBelow } from '#lib/hierarchy/is-below';
import { nounsOf } from '../answers.ts';
import type { AnswerLines } from '../consensus/tree-belief.ts';

/** none, cannot-tell and broken may be answered too. */
const ANSWERS_OFF_THE_TREE = 3;

interface NounFacts {
  /** Itself and everything above it. */
  above: ReadonlySet<string>;
  /** How many nouns lie at or below it. */
  breadth: number;
}

// The hierarchy stays as it was loaded, and so do a campaign's roots: what was read once holds.
const nouns = new Map<string, NounFacts>();
const allowed = new Map<string, number>();

/**
 * Reads how some answers lie to each other among all that a classify campaign takes; gives what `AnswerLines` is made from, for any
 * of them. Reads nothing for nouns that this process has met before.
 */
export async function readLines(
  sql: pg.Pool | pg.ClientBase,
  rootSynsets: readonly string[],
  answers: Iterable<string>,
): Promise<(answers: readonly string[]) => AnswerLines> {
  await readNouns(sql, answers);
  const answerCount = (await countNouns(sql, rootSynsets)) + ANSWERS_OFF_THE_TREE;
  return (names) => ({
    answerCount,
    breadth: names.map((name) => nouns.get(name)?.breadth ?? 1),
    covers: (a, b) => a === b || (nouns.get(names[b] as string)?.above.has(names[a] as string) ?? false),
  });
}

/** Reads how the nouns of some answers lie to each other. */
export async function readBelow(sql: pg.Pool | pg.ClientBase, answers: Iterable<string>): Promise<IsBelow> {
  await readNouns(sql, answers);
  return (noun, other) => noun === other || (nouns.get(noun)?.above.has(other) ?? false);
}

/** Reads the same to be sent to another thread: what of the nouns of these answers is, or lies above, each of them (`belowIn`). */
export async function readAbove(
  sql: pg.Pool | pg.ClientBase,
  answers: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  await readNouns(sql, answers);
  const named = [...new Set(answers.flatMap(nounsOf))];
  const isNamed = new Set(named);
  const aboveOf = (noun: string) => [...(nouns.get(noun)?.above ?? [])].filter((other) => isNamed.has(other));
  return new Map(named.map((noun) => [noun, aboveOf(noun)]));
}

async function readNouns(sql: pg.Pool | pg.ClientBase, answers: Iterable<string>): Promise<void> {
  const ids = [...new Set([...answers].flatMap(nounsOf))].filter((noun) => !nouns.has(noun));
  if (ids.length === 0) return;
  const { rows } = await sql.query<{ id: string; breadth: number; above: string[] }>(
    `SELECT s.id, s.descendant_count + 1 AS breadth,
            ARRAY(SELECT c.ancestor_id FROM synset_closure c WHERE c.descendant_id = s.id) AS above
     FROM synsets s WHERE s.id = ANY($1)`,
    [ids],
  );
  for (const { id, breadth, above } of rows) nouns.set(id, { breadth, above: new Set(above) });
}

/** How many nouns lie at or below the roots, each once. */
async function countNouns(sql: pg.Pool | pg.ClientBase, rootSynsets: readonly string[]): Promise<number> {
  const key = rootSynsets.join(' ');
  const known = allowed.get(key);
  if (known !== undefined) return known;
  const { rows } = await sql.query<{ count: number }>(
    'SELECT count(DISTINCT descendant_id)::int AS count FROM synset_closure WHERE ancestor_id = ANY($1)',
    [rootSynsets],
  );
  const count = rows[0]?.count ?? 0;
  allowed.set(key, count);
  return count;
}
