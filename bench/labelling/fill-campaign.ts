import { createHash } from 'node:crypto';
import type pg from 'pg';
import { type CopyValue, copyRows } from '#lib/infra/db/copy';
import { LEAST_VOTES } from '#lib/labelling/settling';
import { dropIndexes, RELEASE, scramble, uuid } from '../fill.ts';

/** The slug of the campaign that is made. */
export const CAMPAIGN = 'bench';

const IMAGES_OF_A_NOUN = Math.ceil(RELEASE.images / RELEASE.nouns);

/** Who has voted so far. */
const VOTERS = 2_000;
/** Gold a noun. */
const GOLD = 12;

/** How a unit of the bench stands, by its number alone: 85 in 100 are settled, 3 contested, 12 open. */
interface Standing {
  state: 'settled' | 'contested' | 'open';
  votes: number;
  answer: 'yes' | 'no';
  confidence: number | null;
}

function standing(unit: number, fresh: boolean): Standing {
  if (fresh) return { state: 'open', votes: 0, answer: 'no', confidence: null };
  const lot = scramble(unit);
  const part = lot % 100;
  const more = Math.floor(lot / 100) % 4;
  const answer = Math.floor(lot / 400) % 10 === 0 ? 'yes' : 'no';
  if (part < 85) return { state: 'settled', votes: 2 + more, answer, confidence: more === 3 ? 0.995 : 0.97 };
  if (part < 88) return { state: 'contested', votes: 7, answer, confidence: 0.6 };
  return { state: 'open', votes: more, answer, confidence: more === 0 ? null : 0.5 + 0.1 * more };
}

const DATASET = uuid(0xd0);
const ID = uuid(0xc0);
const voter = (number: number) => uuid(0x100000 + number);
/** The nth voter of a unit: another one each time. */
const voterOf = (unit: number, nth: number) => voter((scramble(unit + 7) + nth * 277) % VOTERS);

/**
 * Fills a prepared database with a dataset and a verify campaign of which most is settled, with COPY: nouns of some 610 images
 * each, three votes an image; a `fresh` one has no votes yet. The rows are what the use cases would have written. Gives
 * what was made.
 */
export async function fillCampaign(
  client: pg.Client,
  images: number,
  fresh: boolean,
): Promise<{ units: number; votes: number }> {
  const nouns = Math.ceil(images / IMAGES_OF_A_NOUN);
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM synsets s WHERE NOT EXISTS (SELECT FROM synset_links l WHERE l.parent_id = s.id) ORDER BY id LIMIT $1`,
    [nouns],
  );
  const nounOf = (unit: number) => rows[Math.floor((unit - 1) / IMAGES_OF_A_NOUN)]?.id as string;
  const numbers = function* <Row>(row: (unit: number) => Row): Generator<Row> {
    for (let unit = 1; unit <= images; unit++) yield row(unit);
  };
  const copy = (table: string, columns: readonly string[], from: Iterable<readonly CopyValue[]>) =>
    copyRows(client, table, columns, from);

  // What is copied fits together; checking each row and keeping each index in order takes several times as long.
  await client.query(
    "SET session_replication_role = replica; SET maintenance_work_mem = '1GB'; SET synchronous_commit = off",
  );
  const indexes = await dropIndexes(client, ['images', 'dataset_images', 'units', 'votes']);
  await copy(
    'users',
    ['id', 'email', 'name', 'roles'],
    Array.from({ length: VOTERS }, (_, i) => [voter(i), `voter-${i}@example.org`, `Voter ${i}`, ['labeler']]),
  );
  await client.query(
    `INSERT INTO sources (id, slug, title, author, license, license_url) VALUES (1, 'bench', 'Bench', 'Nobody', 'CC0-1.0', 'https://example.org');
     INSERT INTO datasets (id, slug, title, created_by) VALUES ('${DATASET}', 'bench', 'Bench', '${voter(0)}');
     INSERT INTO campaigns (id, slug, dataset_id, kind, title, votes_per_unit, target_confidence, gold_share, root_synsets, created_by)
     VALUES ('${ID}', '${CAMPAIGN}', '${DATASET}', 'verify', 'Bench', 7, 0.95, 0.05, '{}', '${voter(0)}')`,
  );
  await copy(
    'images',
    ['id', 'sha256', 'mime', 'bytes', 'width', 'height', 'source_id', 'source_ref'],
    numbers((i) => [
      i,
      createHash('sha256').update(`${i}`).digest('hex'),
      'image/jpeg',
      60_000,
      400,
      350,
      1,
      `${i}.jpg`,
    ]),
  );
  await copy(
    'dataset_images',
    ['dataset_id', 'image_id'],
    numbers((i) => [DATASET, i]),
  );
  await copy(
    'units',
    [
      'id',
      'campaign_id',
      'image_id',
      'synset_id',
      'state',
      'vote_count',
      'wanted',
      'takers',
      'answer',
      'confidence',
      'settled_at',
    ],
    numbers((i) => {
      const { state, votes, answer, confidence } = standing(i, fresh);
      const takers = Array.from({ length: votes }, (_, nth) => voterOf(i, nth));
      const wanted = state === 'open' ? Math.max(1, LEAST_VOTES - votes) : 0;
      const settled = state === 'settled';
      const image = images + 1 - i;
      return [
        i,
        ID,
        image,
        nounOf(i),
        state,
        votes,
        wanted,
        takers,
        settled ? answer : null,
        confidence,
        settled ? '2026-01-01' : null,
      ];
    }),
  );
  const votes = await copy(
    'votes',
    ['unit_id', 'user_id', 'answer', 'milliseconds'],
    fresh ? [] : votesOf(images),
  );
  await client.query(
    `INSERT INTO gold (unit_id, campaign_id, synset_id, answer, origin)
     SELECT id, campaign_id, synset_id, answer, 'settled' FROM (
       SELECT u.*, row_number() OVER (PARTITION BY synset_id ORDER BY id) AS number FROM units u WHERE state = 'settled'
     ) AS settled WHERE number <= ${GOLD};
     INSERT INTO campaign_progress (campaign_id, synset_id, stripe, units, settled, contested, votes)
     SELECT campaign_id, synset_id, 0, count(*), count(*) FILTER (WHERE state = 'settled'),
            count(*) FILTER (WHERE state = 'contested'), sum(vote_count) FROM units GROUP BY 1, 2`,
  );
  for (const index of indexes) await client.query(index);
  for (const table of ['images', 'units', 'sources'])
    await client.query(
      `SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT max(id) FROM ${table}))`,
    );
  await client.query('SET session_replication_role = DEFAULT');
  await client.query('VACUUM ANALYZE');
  await client.query('CHECKPOINT');
  return { units: images, votes };
}

function* votesOf(units: number): Generator<CopyValue[]> {
  for (let unit = 1; unit <= units; unit++) {
    const { votes, answer, state } = standing(unit, false);
    const other = answer === 'yes' ? 'no' : 'yes';
    for (let nth = 0; nth < votes; nth++) {
      const agrees = state === 'settled' || nth % 2 === 0;
      yield [unit, voterOf(unit, nth), agrees ? answer : other, 1_000];
    }
  }
}
