import { pool } from '#lib/infra/db/client';
import { readClassName } from '../class-folder.ts';

/**
 * The noun that each name means without doubt: that of a synset id which there is, or the only one of a word. Names that mean
 * none or several are left out.
 */
export async function matchNouns(names: readonly string[]): Promise<Map<string, string>> {
  const read = new Map(names.map((name) => [name, readClassName(name)]));
  const ids = [...read.values()].flatMap((sought) => ('id' in sought ? [sought.id] : []));
  const words = [...read.values()].flatMap((sought) => ('words' in sought ? sought.words : []));
  const { rows } = await pool().query<{ sought: string; synset: string }>(
    `SELECT id AS sought, id AS synset FROM synsets WHERE id = ANY($1)
     UNION ALL
     SELECT word, min(synset_id) FROM synset_words WHERE word = ANY($2) GROUP BY word HAVING count(*) = 1`,
    [ids, words],
  );
  const meant = new Map(rows.map(({ sought, synset }) => [sought, synset]));
  const matched = new Map<string, string>();
  for (const [name, sought] of read) {
    const noun = 'id' in sought ? meant.get(sought.id) : onlyOne(sought.words.map((word) => meant.get(word)));
    if (noun) matched.set(name, noun);
  }
  return matched;
}

function onlyOne(nouns: readonly (string | undefined)[]): string | undefined {
  const different = new Set(nouns.filter((noun) => noun !== undefined));
  return different.size === 1 ? [...different][0] : undefined;
}
