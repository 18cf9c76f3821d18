import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import type { UnitState } from '../unit.ts';
import { type FiledVote, type VotesFileInput, votesFileHeader, votesFileRow } from '../votes-file.ts';
import { findCampaign } from './find-campaign.ts';
import { notHeldOut } from './held-out.ts';
import { labelerPseudonym } from './labeler-pseudonym.ts';
import { countHeldOutWithin } from './read-left-out.ts';

/** A file of votes to send. */
export interface VotesFile {
  fileName: string;
  /** Votes that are not in it because a version holds their images out; null where counting them would have kept it waiting. */
  leftOut: number | null;
  stream: Readable;
}

/** What counting the votes that are left out may take before the file begins. */
const LEFT_OUT_MS = 250;

/** Units that are read at once: what is in memory does not grow with the campaign. */
const WINDOW = 2_000;

/**
 * All votes of a campaign as CSV, a row each, in order of image and, of a unit, of time: task, worker, label and more
 * (lib/labelling/votes-file). Votes on images that any version holds out never leave: what remains of those labels is the
 * sum of a score. Made while it is read, some thousand units at a time and without a transaction, so votes that come in
 * meanwhile may be in it or not. Reads every vote once: 10 million take about as long as sending them. For organisers.
 * Throws AppError `no-such-campaign`.
 */
export async function exportVotes(
  person: Person | null,
  { campaign: slug, ...input }: VotesFileInput & { campaign: string },
): Promise<VotesFile> {
  assertRole(person, 'organiser');
  const campaign = await findCampaign(slug);
  const rows = Readable.from(fileRows(campaign.id, input), { objectMode: false });
  const named = `${slug}-votes.csv`;
  const leftOut = await countHeldOutWithin(LEFT_OUT_MS, campaign.id);
  if (input.compress === 'none') return { fileName: named, leftOut, stream: rows };
  const zipped = createGzip();
  // What goes wrong on the way ends the stream that is sent, which says so to its reader.
  pipeline(rows, zipped).catch((error: Error) => zipped.destroy(error));
  return { fileName: `${named}.gz`, leftOut, stream: zipped };
}

async function* fileRows(
  campaignId: string,
  input: Omit<VotesFileInput, 'compress'>,
): AsyncGenerator<string> {
  yield votesFileHeader(input.workers);
  const labelers = new Map<string, Labeler>();
  for (let after = 0; ; ) {
    const last = await lastImage(campaignId, after);
    if (last === null) return;
    const votes = await readVotes(campaignId, { after, last }, input.withdrawn === 'include');
    await addLabelers(labelers, campaignId, votes);
    const text = votes.map(({ userId, ...vote }) => {
      const { worker, by, name } = labelers.get(userId) as Labeler;
      return votesFileRow({ ...vote, worker, by, ...(input.workers === 'names' && { name }) });
    });
    if (text.length > 0) yield text.join('');
    after = last;
  }
}

/** The image that the window after an image ends with; null at the end of the campaign. */
async function lastImage(campaignId: string, after: number): Promise<number | null> {
  const { rows } = await pool().query<{ last: number | null }>(
    `SELECT max(image_id) AS last FROM (
       SELECT image_id FROM units WHERE campaign_id = $1 AND image_id > $2 ORDER BY image_id LIMIT ${WINDOW}
     ) AS w`,
    [campaignId, after],
  );
  return rows[0]?.last ?? null;
}

type VoteRow = Omit<FiledVote, 'worker' | 'by' | 'name'> & { userId: string };

async function readVotes(
  campaignId: string,
  { after, last }: { after: number; last: number },
  withWithdrawn: boolean,
): Promise<VoteRow[]> {
  const columns = 'unit_id, user_id, answer, milliseconds, created_at';
  const { rows } = await pool().query<{ task: number; state: UnitState } & VoteRow>(
    `SELECT u.id AS task, u.state, u.synset_id AS synset, i.sha256 AS image, v.user_id AS "userId", v.answer AS label,
            v.milliseconds, v.created_at AS time, v.withdrawn,
            EXISTS (SELECT FROM gold g WHERE g.unit_id = u.id) AS gold
     FROM units u JOIN images i ON i.id = u.image_id, LATERAL (
       SELECT ${columns}, false AS withdrawn FROM votes WHERE unit_id = u.id
       ${withWithdrawn ? `UNION ALL SELECT ${columns}, true FROM withdrawn_votes WHERE unit_id = u.id` : ''}
     ) AS v
     WHERE u.campaign_id = $1 AND u.image_id > $2 AND u.image_id <= $3 AND ${notHeldOut('u.image_id')}
     ORDER BY u.image_id, u.id, v.created_at, v.user_id`,
    [campaignId, after, last],
  );
  return rows;
}

interface Labeler {
  worker: string;
  by: FiledVote['by'];
  name: string;
}

/** Finds out about those whose votes come for the first time. */
async function addLabelers(
  labelers: Map<string, Labeler>,
  campaignId: string,
  votes: readonly VoteRow[],
): Promise<void> {
  const unknown = [...new Set(votes.map(({ userId }) => userId))].filter((id) => !labelers.has(id));
  if (unknown.length === 0) return;
  const { rows } = await pool().query<{ id: string; name: string; simulated: boolean; machine: boolean }>(
    'SELECT id, name, simulated, machine FROM users WHERE id = ANY($1)',
    [unknown],
  );
  for (const { id, name, simulated, machine } of rows) {
    const by = machine ? 'model' : simulated ? 'simulated' : 'person';
    labelers.set(id, { worker: labelerPseudonym(campaignId, id), by, name });
  }
}
