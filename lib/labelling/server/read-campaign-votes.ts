import type pg from 'pg';
import { type CampaignVotes, flatLines } from '../estimate/campaign-votes.ts';
import { decidedByReview } from './last-changes.ts';
import type { DecidingCampaign } from './load-judge.ts';
import { readAbove, readLines } from './noun-lines.ts';

/** Rows of a cursor at once: few enough that reading them holds nothing else up. */
const ROWS = 10_000;

/** A campaign's votes in numbers, with the names that units and nouns stand for. */
export interface ReadVotes {
  votes: CampaignVotes;
  /** Units that have a vote or are gold, in order. */
  unitIds: Int32Array;
  nounNames: string[];
  /** What the campaign's progress counted as votes in the same moment. */
  counted: number;
}

/**
 * Reads all votes of a campaign by cursor into flat arrays, some 40 bytes a vote: no vote becomes an object that stays. In one
 * snapshot, so that units and votes fit each other.
 */
export async function readCampaignVotes(
  client: pg.ClientBase,
  campaign: DecidingCampaign,
): Promise<ReadVotes> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    const answers = codes(campaign.kind === 'verify' ? ['no', 'yes'] : []);
    const units = await readUnits(client, campaign.id, answers);
    const votes = await readVotes(client, campaign.id, answers, units);
    const nouns = campaign.kind === 'verify' ? null : await readNounLines(client, campaign, answers.names);
    const counted = await readCounted(client, campaign.id);
    const { unitIds, nounNames, expected: _, ...ofUnits } = units;
    const { labelerNames, milliseconds, at, ...coded } = votes;
    return {
      unitIds,
      nounNames,
      counted,
      votes: {
        policy: campaign,
        votes: {
          ...coded,
          unitCount: unitIds.length,
          labelerCount: labelerNames.length,
          answerCount: answers.names.length,
        },
        milliseconds,
        at,
        ...ofUnits,
        nounCount: nounNames.length,
        lines: nouns?.lines ?? null,
        above: nouns && campaign.severalNouns ? nouns.above : null,
        labelerNames,
        answerNames: answers.names,
      },
    };
  } finally {
    await client.query('ROLLBACK');
  }
}

async function readCounted(client: pg.ClientBase, campaignId: string): Promise<number> {
  const { rows } = await client.query<{ votes: number }>(
    'SELECT coalesce(sum(votes), 0)::int AS votes FROM campaign_progress WHERE campaign_id = $1',
    [campaignId],
  );
  return (rows[0] as { votes: number }).votes;
}

/** Numbers for names, in order of first appearance after those that are given. */
function codes(first: readonly string[]) {
  const names = [...first];
  const known = new Map(names.map((name, code) => [name, code]));
  return {
    names,
    of(name: string): number {
      const code = known.get(name) ?? names.length;
      if (code === names.length) {
        names.push(name);
        known.set(name, code);
      }
      return code;
    },
  };
}
type Codes = ReturnType<typeof codes>;

async function readUnits(client: pg.ClientBase, campaignId: string, answers: Codes) {
  const decided = await readDecided(client, campaignId);
  const { rows } = await client.query<{ count: number; votes: number }>(
    `SELECT count(*)::int AS count, coalesce(sum(vote_count), 0)::int AS votes FROM units
     WHERE campaign_id = $1 AND ${ASKED}`,
    [campaignId],
  );
  const { count, votes: expected } = rows[0] as { count: number; votes: number };
  const unitIds = new Int32Array(count);
  const nouns = new Int32Array(count);
  const gold = new Int32Array(count).fill(-1);
  const known = new Int32Array(count).fill(-1);
  const labels = new Int32Array(count).fill(-1);
  const nounCodes = codes([]);
  let unit = 0;
  type Row = [id: number, noun: string | null, label: string | null, gold: string | null, certain: boolean];
  await readAll<Row>(
    client,
    `SELECT units.id, units.synset_id, CASE WHEN units.state = 'settled' THEN units.answer END, g.answer,
            coalesce(g.origin <> 'settled', false)
     FROM units LEFT JOIN gold g ON g.unit_id = units.id
     WHERE units.campaign_id = $1 AND ${ASKED} ORDER BY units.id`,
    [campaignId],
    ([id, noun, label, goldAnswer, certain]) => {
      unitIds[unit] = id;
      nouns[unit] = nounCodes.of(noun ?? '');
      if (label !== null) labels[unit] = answers.of(label);
      if (goldAnswer !== null) gold[unit] = answers.of(goldAnswer);
      if (certain) known[unit] = gold[unit] as number;
      else if (decided.has(id)) known[unit] = labels[unit] as number;
      unit++;
    },
  );
  return { unitIds, nouns, gold, known, labels, nounNames: nounCodes.names, expected };
}

const ASKED = '(vote_count > 0 OR EXISTS (SELECT FROM gold WHERE gold.unit_id = units.id))';

/** The units whose label an organiser gave. */
async function readDecided(client: pg.ClientBase, campaignId: string): Promise<Set<number>> {
  const { rows } = await client.query<{ id: number }>(
    `SELECT u.id FROM units u
     WHERE u.campaign_id = $1 AND u.id IN (SELECT unit_id FROM label_changes WHERE cause = 'review')
       AND ${decidedByReview('u.id')}`,
    [campaignId],
  );
  return new Set(rows.map(({ id }) => id));
}

async function readVotes(
  client: pg.ClientBase,
  campaignId: string,
  answers: Codes,
  { unitIds, expected }: { unitIds: Int32Array; expected: number },
) {
  const labelers = codes([]);
  // Votes on gold are not among those expected.
  let room = expected + 1024;
  let columns = {
    units: new Int32Array(room),
    labelers: new Int32Array(room),
    answers: new Int32Array(room),
  };
  let times = { milliseconds: new Int32Array(room), at: new Float64Array(room) };
  let count = 0;
  let unit = 0;
  type Row = [unitId: number, userId: string, answer: string, milliseconds: number, at: number];
  await readAll<Row>(
    client,
    `SELECT v.unit_id, v.user_id, v.answer, v.milliseconds, extract(epoch FROM v.created_at)::float8 * 1000
     FROM units u JOIN votes v ON v.unit_id = u.id WHERE u.campaign_id = $1 ORDER BY v.unit_id, v.user_id`,
    [campaignId],
    ([unitId, userId, answer, milliseconds, at]) => {
      while ((unitIds[unit] as number) < unitId) unit++;
      if (count === room) {
        room = Math.ceil(1.5 * room);
        const { units, labelers, answers } = columns;
        columns = {
          units: grown(units, room),
          labelers: grown(labelers, room),
          answers: grown(answers, room),
        };
        times = { milliseconds: grown(times.milliseconds, room), at: grown(times.at, room) };
      }
      columns.units[count] = unit;
      columns.labelers[count] = labelers.of(userId);
      columns.answers[count] = answers.of(answer);
      times.milliseconds[count] = milliseconds;
      times.at[count] = at;
      count++;
    },
  );
  return {
    units: columns.units.subarray(0, count),
    labelers: columns.labelers.subarray(0, count),
    answers: columns.answers.subarray(0, count),
    milliseconds: times.milliseconds.subarray(0, count),
    at: times.at.subarray(0, count),
    labelerNames: labelers.names,
  };
}

function grown<Column extends Int32Array | Float64Array>(column: Column, room: number): Column {
  const larger = new (column.constructor as new (length: number) => Column)(room);
  larger.set(column);
  return larger;
}

/** Reads a statement's rows by cursor and shows each, as a list of its values. */
async function readAll<Row extends unknown[]>(
  client: pg.ClientBase,
  text: string,
  values: readonly unknown[],
  see: (row: Row) => void,
): Promise<void> {
  await client.query(`DECLARE rows NO SCROLL CURSOR FOR ${text}`, [...values]);
  for (;;) {
    const { rows } = await client.query<Row>({ text: `FETCH ${ROWS} FROM rows`, rowMode: 'array' });
    for (const row of rows) see(row);
    if (rows.length < ROWS) break;
  }
  await client.query('CLOSE rows');
}

/** How the answers lie to each other, and what lies above each of their nouns. */
async function readNounLines(
  client: pg.ClientBase,
  { rootSynsets }: DecidingCampaign,
  names: readonly string[],
) {
  const lines = await readLines(client, rootSynsets, names);
  const above = await readAbove(client, names);
  return { lines: flatLines(lines(names), above, names), above };
}
