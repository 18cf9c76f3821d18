import type pg from 'pg';
import type { CampaignKind } from '../answers.ts';
import { byMajority, type DecideUnit, whenSure } from '../deciding.ts';
import { classifyJudge, type Judge, type LabelerFigures, verifyJudge } from '../judge.ts';
import { nounSetJudge } from '../noun-set-judge.ts';
import {
  type ClassifyModel,
  classifyModelSchema,
  startClassifyModel,
  startVerifyModel,
  type VerifyModel,
  verifyModelSchema,
} from '../online-model.ts';
import type { VotePolicy } from '../votes-needed.ts';
import { readBelow, readLines } from './noun-lines.ts';

/** What a campaign's votes are judged by. */
export interface JudgedCampaign {
  id: string;
  kind: CampaignKind;
  rootSynsets: readonly string[];
  severalNouns: boolean;
}

/** What a campaign's votes are decided by. */
export interface DecidingCampaign extends JudgedCampaign, VotePolicy {}

/** SQL: the columns of DecidingCampaign, from campaigns c. */
export const decidingColumns = `c.id, c.kind, c.root_synsets AS "rootSynsets", c.votes_per_unit AS "votesPerUnit",
  c.target_confidence AS "targetConfidence", c.several_nouns AS "severalNouns"`;

/** The campaign with this id; undefined where there is none. */
export async function readDeciding(
  sql: pg.Pool | pg.ClientBase,
  campaignId: string,
): Promise<DecidingCampaign | undefined> {
  const { rows } = await sql.query<DecidingCampaign>(
    `SELECT ${decidingColumns} FROM campaigns c WHERE c.id = $1`,
    [campaignId],
  );
  return rows[0];
}

/** A labeler as the last estimate and the organisers have them. */
export interface KnownLabeler extends LabelerFigures {
  userId: string;
  withdrawnAt: Date | null;
}

export interface KnownLabelers {
  labelers: Map<string, KnownLabeler>;
  /** The newest estimate's id; null before the first. */
  estimate: number | null;
}

/**
 * Reads what is known of some labelers in a campaign, and of all who have voted on some units, and which estimate is its newest, in
 * one statement.
 */
export async function readLabelers(
  sql: pg.Pool | pg.ClientBase,
  campaignId: string,
  userIds: readonly string[],
  votedOn: readonly number[] = [],
): Promise<KnownLabelers> {
  const { rows } = await sql.query<{ estimate: number | null } & KnownLabeler>({
    name: 'labelers-known',
    text: `SELECT newest.id AS estimate, l.user_id AS "userId", l.reliability, l.confusion, l.withdrawn_at AS "withdrawnAt"
     FROM (SELECT (SELECT id FROM estimates WHERE campaign_id = $1 ORDER BY id DESC LIMIT 1) AS id) AS newest
     LEFT JOIN campaign_labelers l ON l.campaign_id = $1
       AND l.user_id = ANY($2::uuid[] || ARRAY(SELECT DISTINCT user_id FROM votes WHERE unit_id = ANY($3)))`,
    values: [campaignId, userIds, votedOn],
  });
  const known = rows.filter(({ userId }) => userId !== null);
  return {
    estimate: rows[0]?.estimate ?? null,
    labelers: new Map(known.map((labeler) => [labeler.userId, labeler])),
  };
}

/** How a campaign decides units on which these labelers gave these answers. */
export async function loadDeciding(
  sql: pg.Pool | pg.ClientBase,
  campaign: DecidingCampaign,
  known: KnownLabelers,
  answers: Iterable<string>,
): Promise<DecideUnit> {
  const { targetConfidence } = campaign;
  if (targetConfidence === null) return byMajority(campaign);
  const judge = await loadJudge(sql, { ...campaign, targetConfidence }, known, answers);
  return whenSure({ ...campaign, targetConfidence }, judge);
}

/** What votes with such answers say of a unit, by what is known of these labelers. */
export async function loadJudge(
  sql: pg.Pool | pg.ClientBase,
  campaign: JudgedCampaign & { targetConfidence: number },
  { labelers, estimate }: KnownLabelers,
  answers: Iterable<string>,
): Promise<Judge> {
  const model = await readModel(sql, campaign, estimate);
  if (model.kind === 'verify') return verifyJudge(model, labelers);
  if (campaign.severalNouns) return nounSetJudge(model, labelers, await readBelow(sql, answers));
  const lines = await readLines(sql, campaign.rootSynsets, answers);
  return classifyJudge(model, labelers, lines, campaign.targetConfidence);
}

type OnlineModel = VerifyModel | ClassifyModel;

// A campaign's newest model: an estimate never changes, so its id says whether this one still is.
const models = new Map<string, { estimate: number; model: OnlineModel }>();
const MOST_MODELS = 200;

async function readModel(
  sql: pg.Pool | pg.ClientBase,
  { id, kind }: JudgedCampaign,
  estimate: number | null,
): Promise<OnlineModel> {
  if (estimate === null) return kind === 'verify' ? startVerifyModel : startClassifyModel;
  const cached = models.get(id);
  if (cached?.estimate === estimate) return cached.model;
  const { rows } = await sql.query<{ model: unknown }>('SELECT model FROM estimates WHERE id = $1', [
    estimate,
  ]);
  const schema = kind === 'verify' ? verifyModelSchema : classifyModelSchema;
  const model = schema.parse(rows[0]?.model);
  if (models.size >= MOST_MODELS) models.clear();
  models.set(id, { estimate, model });
  return model;
}
