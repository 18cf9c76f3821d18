import { pool } from '#lib/infra/db/client';
import type { CampaignKind } from '../answers.ts';
import { classifyJudge, type Judge, type LabelerFigures, verifyJudge } from '../judge.ts';
import type { UnitVote } from '../locked-unit.ts';
import { nounSetJudge } from '../noun-set-judge.ts';
import {
  classifyModelSchema,
  startClassifyModel,
  startVerifyModel,
  verifyModelSchema,
} from '../online-model.ts';
import { USUAL } from '../usual-settings.ts';
import { readLabelers } from './load-judge.ts';
import { readBelow, readLines } from './noun-lines.ts';

interface JudgedCampaign {
  id: string;
  kind: CampaignKind;
  rootSynsets: readonly string[];
  severalNouns: boolean;
  targetConfidence: number | null;
}

type GivenVote = Pick<UnitVote, 'userId' | 'answer'>;

/**
 * What is known of who gave some votes, and a function that says which answer the votes of a unit make likeliest and how likely:
 * by the model of the campaign's last estimate, also where the majority decides.
 */
export async function readBeliefs(
  campaign: JudgedCampaign,
  votes: readonly GivenVote[],
): Promise<{
  labelers: ReadonlyMap<string, LabelerFigures>;
  believe: (
    synsetId: string | null,
    votes: readonly GivenVote[],
  ) => { answer: string; confidence: number } | null;
}> {
  const userIds = [...new Set(votes.map(({ userId }) => userId))];
  const { labelers, estimate } = await readLabelers(pool(), campaign.id, userIds);
  const answers = new Set(votes.map(({ answer }) => answer));
  const judge = await readJudge(campaign, labelers, estimate, answers);
  return {
    labelers,
    believe: (synsetId, given) => {
      if (given.length === 0) return null;
      const { answer, confidence } = judge(synsetId, given);
      return answer === null ? null : { answer, confidence };
    },
  };
}

async function readJudge(
  { kind, rootSynsets, severalNouns, targetConfidence }: JudgedCampaign,
  labelers: ReadonlyMap<string, LabelerFigures>,
  estimate: number | null,
  answers: ReadonlySet<string>,
): Promise<Judge> {
  const kept = await readModel(estimate);
  if (kind === 'verify')
    return verifyJudge(kept === null ? startVerifyModel : verifyModelSchema.parse(kept), labelers);
  const model = kept === null ? startClassifyModel : classifyModelSchema.parse(kept);
  if (severalNouns) return nounSetJudge(model, labelers, await readBelow(pool(), answers));
  const lines = await readLines(pool(), rootSynsets, answers);
  return classifyJudge(model, labelers, lines, targetConfidence ?? USUAL.targetConfidence);
}

async function readModel(estimate: number | null): Promise<unknown> {
  if (estimate === null) return null;
  const { rows } = await pool().query<{ model: unknown }>('SELECT model FROM estimates WHERE id = $1', [
    estimate,
  ]);
  return rows[0]?.model ?? null;
}
