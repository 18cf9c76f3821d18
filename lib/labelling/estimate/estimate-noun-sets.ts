import { belowIn } from '#lib/hierarchy/is-below';
import { partsOf } from '../answer-of-nouns.ts';
import { groupByUnit } from '../consensus/group-votes.ts';
import { estimateNounSets } from '../consensus/noun-sets.ts';
import { bounded } from '../judge.ts';
import { nounSetJudge } from '../noun-set-judge.ts';
import type { CampaignVotes } from './campaign-votes.ts';

/**
 * What the votes of a campaign say whose answers may be several nouns: labelers by `estimateNounSets`, then each unit as
 * `nounSetJudge` would judge its next vote. `answerNames` are the campaign's and those that nobody gave as they are, such as what
 * two people who name different nouns say together. What is known of units is taken for the truth.
 */
export function estimateSeveralNouns({ votes, above, ...campaign }: CampaignVotes) {
  const isBelow = belowIn(above ?? new Map());
  const answerNames = [...campaign.answerNames];
  const codes = new Map(answerNames.map((name, code) => [name, code]));
  const rows = Array.from(votes.units, (unit, i) => ({
    unit,
    labeler: votes.labelers[i] as number,
    nouns: partsOf(answerNames[votes.answers[i] as number] as string),
  }));
  const known = new Map<number, string[]>();
  for (const [unit, answer] of campaign.known.entries()) {
    if (answer >= 0) known.set(unit, partsOf(answerNames[answer] as string));
  }
  const { reliability, iterations } = estimateNounSets(rows, votes.labelerCount, isBelow, known);
  const crowd = bounded(
    rows.reduce((sum, { labeler }) => sum + (reliability[labeler] as number), 0) / Math.max(rows.length, 1),
  );

  const labelers = new Map(
    campaign.labelerNames.map((name, j) => [name, { reliability: reliability[j] as number, confusion: [] }]),
  );
  const judge = nounSetJudge({ kind: 'classify', reliability: crowd }, labelers, isBelow);
  const { starts, order } = groupByUnit(votes);
  const answers = new Int32Array(votes.unitCount).fill(-1);
  const confidence = new Float64Array(votes.unitCount);
  const counts = new Int32Array(votes.unitCount);
  for (let unit = 0; unit < votes.unitCount; unit++) {
    const own = Array.from(order.subarray(starts[unit], starts[unit + 1]), (place) => ({
      userId: campaign.labelerNames[votes.labelers[place] as number] as string,
      answer: campaign.answerNames[votes.answers[place] as number] as string,
    }));
    counts[unit] = own.length;
    const belief = judge(null, own);
    confidence[unit] = belief.confidence;
    if (belief.answer === null) continue;
    const code = codes.get(belief.answer) ?? answerNames.push(belief.answer) - 1;
    codes.set(belief.answer, code);
    answers[unit] = code;
  }
  return { answerNames, answers, confidence, counts, backing: counts, reliability, crowd, iterations };
}
