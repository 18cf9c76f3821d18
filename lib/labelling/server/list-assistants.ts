import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import { isOver, type JobState } from '#lib/jobs/job-state';
import { type AssistantView, TO_GO_MOST } from '../assistant.ts';
import { isPassing } from '../passing-problem.ts';
import { findCampaign } from './find-campaign.ts';
import { machineUnits } from './machine-units.ts';
import { holdsPlace } from './one-assistant.ts';

interface AssistantRow {
  id: string;
  name: string;
  userId: string;
  modelSha256: string;
  state: JobState;
  votes: number;
  labels: string[];
  problemCode: string | null;
  problem: string | null;
  withdrawn: boolean;
  holdsPlace: boolean;
  hasVotes: boolean;
  createdAt: Date;
}

/** The models that vote in a campaign, the newest first. For organisers. Throws AppError `no-such-campaign`. */
export async function listAssistants(person: Person | null, campaign: string): Promise<AssistantView[]> {
  assertRole(person, 'organiser');
  const { id, state, dataset } = await findCampaign(campaign);
  const { rows } = await pool().query<AssistantRow>(
    `SELECT a.id, a.name, a.user_id AS "userId", a.model_sha256 AS "modelSha256", a.state, a.votes, a.labels,
            a.problem_code AS "problemCode", a.problem_message AS problem, a.created_at AS "createdAt",
            ${holdsPlace} AS "holdsPlace", l.withdrawn_at IS NOT NULL AS withdrawn,
            EXISTS (SELECT FROM votes v WHERE v.user_id = a.user_id)
              OR EXISTS (SELECT FROM withdrawn_votes v WHERE v.user_id = a.user_id) AS "hasVotes"
     FROM assistants a LEFT JOIN campaign_labelers l ON l.campaign_id = a.campaign_id AND l.user_id = a.user_id
     WHERE a.campaign_id = $1 ORDER BY a.created_at DESC, a.id DESC`,
    [id],
  );
  const running = rows.find((row) => row.state === 'running');
  const toGo = running ? await countToGo({ id, dataset }, running.userId) : null;
  return rows.map(({ labels, problemCode, hasVotes, ...row }) => ({
    ...row,
    nouns: new Set(labels.filter((label) => label !== '')).size,
    toGo: row.id === running?.id ? toGo : null,
    mayRetry:
      row.state === 'failed' &&
      state === 'open' &&
      isPassing(problemCode) &&
      !row.withdrawn &&
      !rows.some((other) => other.holdsPlace && other.id !== row.id),
    removable: isOver(row.state) && !hasVotes,
  }));
}

/** Counts what a model has not come to: it goes through the units in order of id, some hundred at a time. */
async function countToGo(campaign: { id: string; dataset: { id: string } }, userId: string): Promise<number> {
  const { rows: last } = await pool().query<{ unitId: number | null }>(
    `SELECT max(unit_id) AS "unitId" FROM votes
     WHERE user_id = $1 AND created_at = (SELECT max(created_at) FROM votes WHERE user_id = $1)`,
    [userId],
  );
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (SELECT ${machineUnits} LIMIT ${TO_GO_MOST}) AS n`,
    [campaign.id, campaign.dataset.id, userId, last[0]?.unitId ?? 0],
  );
  return rows[0]?.count ?? 0;
}
