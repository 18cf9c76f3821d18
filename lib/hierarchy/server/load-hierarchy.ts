import type pg from 'pg';
import { pool } from '#lib/infra/db/client';
import { type CopyValue, copyRows } from '#lib/infra/db/copy';
import { copyTransaction } from '#lib/infra/db/transaction';
import { withoutIndexes } from '#lib/infra/db/without-indexes';
import { closureRows, walkDown } from '../ancestors.ts';
import { buildHierarchy, childrenOf, type Hierarchy } from '../hierarchy.ts';
import type { Wordnet } from '../parse-wordnet.ts';
import { readWordnet, WORDNET_SOURCE } from '../read-wordnet.ts';
import type { SynsetLink } from '../synset.ts';

const SETTING = 'hierarchy';

/** How many rows each part of the hierarchy has. */
export interface LoadedHierarchy {
  synsets: number;
  links: number;
  words: number;
  closure: number;
}

/**
 * Loads all nouns of WordNet into the database in one transaction and gives what it loaded, or undefined where they
 * stand there already. Several processes may call it at once: one loads, the others wait for it.
 */
export async function loadHierarchy(): Promise<LoadedHierarchy | undefined> {
  if (await isLoaded(pool())) return undefined;
  return copyTransaction(async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [SETTING]);
    return (await isLoaded(client)) ? undefined : copyAll(client, await readWordnet());
  });
}

async function isLoaded(client: pg.Pool | pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query('SELECT value FROM settings WHERE key = $1', [SETTING]);
  return rows[0]?.value.source === WORDNET_SOURCE;
}

async function copyAll(client: pg.ClientBase, wordnet: Wordnet): Promise<LoadedHierarchy> {
  const hierarchy = buildHierarchy(wordnet.synsets, wordnet.links);
  const synsets = await copySynsets(client, wordnet, hierarchy);
  const tables: [name: string, columns: string[], rows: Iterable<readonly CopyValue[]>][] = [
    ['synset_links', ['child_id', 'parent_id', 'kind', 'position'], linkRows(wordnet.links)],
    ['synset_words', ['word', 'synset_id', 'sense'], senseRows(wordnet)],
    ['synset_closure', ['ancestor_id', 'descendant_id', 'distance'], closureRows(hierarchy)],
  ];
  const names = tables.map(([name]) => name);
  const [links, words, closure] = await withoutIndexes(client, names, async () => {
    await client.query(`TRUNCATE ${names}`);
    const counts: number[] = [];
    for (const table of tables) counts.push(await copyRows(client, ...table));
    return counts as [number, number, number];
  });
  await client.query('TRUNCATE synset_word_tails');
  await client.query(
    `INSERT INTO synset_word_tails (tail, word, synset_id)
     SELECT array_to_string(parts[n:], ' '), word, synset_id
     FROM (SELECT word, synset_id, string_to_array(word, ' ') AS parts FROM synset_words) AS split
     CROSS JOIN LATERAL generate_series(2, cardinality(parts)) AS n`,
  );
  await client.query(`ANALYZE synsets, synset_word_tails, ${names}`);
  await client.query(
    'INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    [SETTING, { source: WORDNET_SOURCE }],
  );
  return { synsets, links, words, closure };
}

/** Images and labels refer to synsets: where there are some, those are renewed in place. */
async function copySynsets(client: pg.ClientBase, wordnet: Wordnet, hierarchy: Hierarchy): Promise<number> {
  const columns = ['id', 'words', 'gloss', 'depth', 'height', 'child_count', 'descendant_count'];
  const rows = synsetRows(wordnet, hierarchy);
  const { rowCount } = await client.query('SELECT FROM synsets LIMIT 1');
  if (!rowCount) return copyRows(client, 'synsets', columns, rows);
  await client.query('CREATE TEMPORARY TABLE incoming (LIKE synsets) ON COMMIT DROP');
  const count = await copyRows(client, 'incoming', columns, rows);
  await client.query(
    `INSERT INTO synsets (${columns}) SELECT ${columns} FROM incoming
     ON CONFLICT (id) DO UPDATE SET (${columns}) = (${columns.map((column) => `excluded.${column}`)})`,
  );
  return count;
}

function* synsetRows({ synsets }: Wordnet, hierarchy: Hierarchy): Generator<CopyValue[]> {
  const { depth, height } = hierarchy;
  for (const [node, { id, words, gloss }] of synsets.entries()) {
    const descendants = walkDown(hierarchy, node).nodes.length - 1;
    const children = childrenOf(hierarchy, node).length;
    yield [id, words, gloss, depth[node] as number, height[node] as number, children, descendants];
  }
}

function* linkRows(links: readonly SynsetLink[]): Generator<CopyValue[]> {
  let position = 0;
  for (const [i, { child, parent, kind }] of links.entries()) {
    position = child === links[i - 1]?.child ? position + 1 : 0;
    yield [child, parent, kind, position];
  }
}

function* senseRows({ senses }: Wordnet): Generator<CopyValue[]> {
  for (const { word, synset, sense } of senses) yield [word, synset, sense];
}
