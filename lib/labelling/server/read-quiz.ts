import type pg from 'pg';
import type { CampaignKind } from '../answers.ts';
import { composeRound, isQuizEnough, passMark, type QuizUnit } from '../qualification.ts';
import { rightAnswer } from '../right-answer.ts';
import { readBelow } from './noun-lines.ts';

/** A campaign with what its qualification is made of. */
export interface QuizCampaign {
  id: string;
  slug: string;
  kind: CampaignKind;
  rootSynsets: readonly string[];
  /** Units of a round; 0 where there is no qualification. */
  qualificationUnits: number;
  qualifiedAt: Date | null;
}

/** Where somebody is in a campaign's quiz. */
export interface QuizStanding {
  state: 'not-asked' | 'asked' | 'passed' | 'out-of-gold';
  failed: number;
  answered: number;
  right: number;
  /** What is still to be answered of their round. */
  open: QuizUnit[];
}

/** Whether a campaign has gold enough for a round. Reads its quiz gold by an index: a few hundred rows at most. */
async function hasQuiz(sql: pg.Pool | pg.ClientBase, campaign: QuizCampaign): Promise<boolean> {
  if (campaign.qualificationUnits === 0) return false;
  const { rows } = await sql.query<{ all: number; yes: number; no: number }>(
    `SELECT count(*)::int AS all, count(*) FILTER (WHERE answer = 'yes')::int AS yes,
            count(*) FILTER (WHERE answer = 'no')::int AS no
     FROM gold WHERE campaign_id = $1 AND quiz`,
    [campaign.id],
  );
  return isQuizEnough(campaign.kind, campaign.qualificationUnits, rows[0] as (typeof rows)[number]);
}

/**
 * Where somebody stands, told by their votes on quiz gold alone: every so many of them, in order of time, were a round. What
 * they had voted on before it became quiz gold is no part of their quiz; where nothing else is left and they failed no round,
 * they are asked nothing. Everybody is given the gold in an order of their own, which is the same each time they look.
 */
export async function readQuiz(
  sql: pg.Pool | pg.ClientBase,
  campaign: QuizCampaign,
  userId: string,
): Promise<QuizStanding> {
  const none = { failed: 0, answered: 0, right: 0, open: [] };
  if (campaign.qualifiedAt) return { ...none, state: 'passed' };
  if (!(await hasQuiz(sql, campaign))) return { ...none, state: 'not-asked' };
  const { rows } = await sql.query<QuizUnit & { given: string | null }>(
    `SELECT g.unit_id AS "unitId", g.answer, v.answer AS given
     FROM gold g LEFT JOIN votes v ON v.unit_id = g.unit_id AND v.user_id = $2
     WHERE g.campaign_id = $1 AND g.quiz AND (v.unit_id IS NULL OR ${givenInQuiz})
     ORDER BY v.created_at, md5($2::text || g.unit_id)`,
    [campaign.id, userId],
  );
  const needed = campaign.qualificationUnits;
  const given = rows.filter(({ given }) => given !== null);
  const fresh = rows.filter(({ given }) => given === null);
  const failed = Math.floor(given.length / needed);
  const current = given.slice(failed * needed);
  const isRight = await readRight(
    sql,
    campaign,
    given.flatMap(({ given, answer }) => [given ?? '', answer]),
  );
  const right = (units: typeof given) =>
    units.filter(({ given, answer }) => given !== null && isRight(given, answer)).length;
  const open = restOfRound(campaign, current, fresh);
  if (open.length > 0) {
    return { state: 'asked', failed, answered: current.length, right: right(current), open };
  }
  if (failed === 0) return { ...none, state: 'not-asked' };
  const last = given.slice(Math.max(0, given.length - needed));
  return { state: 'out-of-gold', failed, answered: last.length, right: right(last), open: [] };
}

/** SQL: whether a vote v on quiz gold g was given in the quiz. */
export const givenInQuiz = 'v.created_at >= g.created_at';

/** Whether an answer to quiz gold is right, for these answers and truths (`rightAnswer`). */
export async function readRight(
  sql: pg.Pool | pg.ClientBase,
  { rootSynsets }: QuizCampaign,
  answers: readonly string[],
): Promise<(answer: string, truth: string) => boolean> {
  return rightAnswer(await readBelow(sql, answers), rootSynsets);
}

/** A round is composed of the answered and the fresh together, so that it stays the same while it is answered. */
function restOfRound(
  { kind, qualificationUnits: needed }: QuizCampaign,
  answered: readonly QuizUnit[],
  fresh: readonly QuizUnit[],
): QuizUnit[] {
  const round = composeRound(kind, needed, [...answered, ...fresh]);
  const done = new Set(answered.map(({ unitId }) => unitId));
  return round.filter(({ unitId }) => !done.has(unitId)).slice(0, needed - answered.length);
}

/** Whether the votes of a round are right often enough. */
export function isPassed(needed: number, right: number): boolean {
  return right >= passMark(needed);
}
