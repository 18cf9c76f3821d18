import { pool } from '#lib/infra/db/client';
import type { LabelerFigures } from '../judge.ts';
import type { UnitVote } from '../locked-unit.ts';
import { USUAL } from '../usual-settings.ts';
import { type JudgedCampaign, loadJudge, readLabelers } from './load-judge.ts';

type GivenVote = Pick<UnitVote, 'userId' | 'answer'>;

/**
 * What is known of who gave some votes, and a function that says which answer the votes of a unit make likeliest and how likely:
 * by the model of the campaign's last estimate, also where the majority decides.
 */
export async function readBeliefs(
  campaign: JudgedCampaign & { targetConfidence: number | null },
  votes: readonly GivenVote[],
): Promise<{
  labelers: ReadonlyMap<string, LabelerFigures>;
  believe: (
    synsetId: string | null,
    votes: readonly GivenVote[],
  ) => { answer: string; confidence: number } | null;
}> {
  const userIds = [...new Set(votes.map(({ userId }) => userId))];
  const known = await readLabelers(pool(), campaign.id, userIds);
  const judged = { ...campaign, targetConfidence: campaign.targetConfidence ?? USUAL.targetConfidence };
  const judge = await loadJudge(pool(), judged, known, new Set(votes.map(({ answer }) => answer)));
  return {
    labelers: known.labelers,
    believe: (synsetId, given) => {
      if (given.length === 0) return null;
      const { answer, confidence } = judge(synsetId, given);
      return answer === null ? null : { answer, confidence };
    },
  };
}
