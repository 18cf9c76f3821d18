import { partsOf } from '../answer-of-nouns.ts';
import { dawidSkene } from '../consensus/dawid-skene.ts';
import { groupByUnit } from '../consensus/group-votes.ts';
import { krippendorffAlpha } from '../consensus/krippendorff-alpha.ts';
import { treeBelief } from '../consensus/tree-belief.ts';
import { estimateTreeCrowd } from '../consensus/tree-crowd.ts';
import { bounded, chanceOfYes } from '../judge.ts';
import { LEAST_VOTES } from '../settling.ts';
import { findSuspects } from '../trust/find-suspects.ts';
import { nearAnswers } from '../trust/near-answers.ts';
import type { Suspicion } from '../trust/suspicion.ts';
import { type CampaignVotes, linesOf } from './campaign-votes.ts';
import { estimateSeveralNouns } from './estimate-noun-sets.ts';
import { type LabelerCounts, measureLabelers } from './measure-labelers.ts';

/** What all votes of a campaign together say. */
export interface CampaignEstimate {
  iterations: number;
  /** Krippendorff's alpha; null where nobody could disagree. */
  alpha: number | null;
  /** What the numbers of answers stand for. */
  answerNames: readonly string[];
  /** Of each unit the likeliest answer, -1 where it has no vote. */
  answers: Int32Array;
  confidence: Float64Array;
  /** Of each unit the votes that it may be settled on. */
  backing: Int32Array;
  /** Of each unit how many votes it has. */
  counts: Int32Array;
  /** Of each labeler. */
  reliability: Float64Array;
  /** For verify: of each labeler P(yes | yes) and P(no | no). */
  rights: Float64Array | null;
  /** What labelers of whom nothing is known are taken for: the same of the crowd; one number for classify. */
  crowd: [number, number] | [number];
  /** For verify: the share of right candidates over all and of each noun. */
  yes: number;
  nounYes: Float64Array;
  figures: LabelerCounts;
  suspicions: Suspicion[][];
}

const ROUNDS = { rounds: 50, tolerance: 1e-4 };

/**
 * Estimates all reliabilities anew by EM over all votes, and then judges each unit just as its next vote would be judged. Verify:
 * Dawid and Skene's, drawn to the crowd, each noun with a prior of its own. Classify: `estimateTreeCrowd`. What is known of gold
 * and by organisers' decisions is taken for the truth.
 */
export function estimateCampaign(campaign: CampaignVotes): CampaignEstimate {
  const { votes, known, policy } = campaign;
  const model = modelOf(campaign);
  const labels = campaign.labels.slice();
  const { targetConfidence } = policy;
  for (let unit = 0; unit < labels.length; unit++) {
    if ((known[unit] as number) >= 0) labels[unit] = known[unit] as number;
    else if (targetConfidence !== null) {
      const settles =
        (model.backing[unit] as number) >= LEAST_VOTES &&
        (model.confidence[unit] as number) >= targetConfidence;
      labels[unit] = settles ? (model.answers[unit] as number) : -1;
    }
  }
  return {
    ...model,
    alpha: krippendorffAlpha(votes),
    figures: measureLabelers(campaign, labels, model.answerNames),
    suspicions: findSuspects({
      votes,
      milliseconds: campaign.milliseconds,
      at: campaign.at,
      gold: campaign.gold,
      labelerNames: campaign.labelerNames,
      answerNames: campaign.answerNames,
      lines: linesOfVotes(campaign),
    }),
  };
}

/** How the answers that were given lie to each other, for who looks at labelers. */
function linesOfVotes({ votes, lines, above, answerNames }: CampaignVotes) {
  if (above !== null) {
    return nearAnswers(answerNames.map(partsOf), (noun) => above.get(noun) ?? []);
  }
  if (lines === null) return null;
  const { up, upStart } = lines;
  return nearAnswers(
    Array.from({ length: votes.answerCount }, (_, answer) => [answer]),
    (answer) => up.subarray(upStart[answer], upStart[answer + 1]),
  );
}

type Model = Omit<CampaignEstimate, 'alpha' | 'figures' | 'suspicions'>;

function modelOf(campaign: CampaignVotes): Model {
  if (campaign.above !== null) {
    const { crowd, ...model } = estimateSeveralNouns(campaign);
    return { ...model, crowd: [crowd], ...noYes };
  }
  const { answerNames } = campaign;
  return campaign.lines === null
    ? { answerNames, ...estimateVerify(campaign) }
    : { answerNames, ...estimateClassify(campaign) };
}

/** What is said of verify alone. */
const noYes = { rights: null, yes: 0.5, nounYes: new Float64Array() };

/** Room for what is said of each unit, with its votes beside each other. */
function unitsOf({ votes }: CampaignVotes) {
  const { starts, order } = groupByUnit(votes);
  return {
    starts,
    order,
    answers: new Int32Array(votes.unitCount).fill(-1),
    confidence: new Float64Array(votes.unitCount),
    backing: new Int32Array(votes.unitCount),
    counts: Int32Array.from(
      { length: votes.unitCount },
      (_, u) => (starts[u + 1] as number) - (starts[u] as number),
    ),
  };
}

function estimateVerify(campaign: CampaignVotes): Omit<Model, 'answerNames'> {
  const { votes, known, nouns, nounCount } = campaign;
  const groups = { of: nouns, count: nounCount };
  const em = dawidSkene(votes, { ...ROUNDS, towardsCrowd: true, known, groups });
  // Cells of a labeler's 2 x 2: P(says l | truth is c) at 2 l + c.
  const rights = new Float64Array(2 * votes.labelerCount);
  for (let j = 0; j < votes.labelerCount; j++) {
    rights[2 * j] = em.confusion[4 * j + 3] as number;
    rights[2 * j + 1] = em.confusion[4 * j] as number;
  }
  // Rounded as they are kept, so that the next vote is judged by the same.
  const round = (chance: number) => Number(bounded(chance).toFixed(4));
  const nounYes = Float64Array.from({ length: nounCount }, (_, n) =>
    round(em.groupPriors[2 * n + 1] as number),
  );

  const { starts, order, ...units } = unitsOf(campaign);
  for (let unit = 0; unit < votes.unitCount; unit++) {
    const places = order.subarray(starts[unit], starts[unit + 1]);
    if (places.length === 0) continue;
    const own = new Float64Array(2 * places.length);
    for (const [i, place] of places.entries()) {
      const labeler = votes.labelers[place] as number;
      own.set(rights.subarray(2 * labeler, 2 * labeler + 2), 2 * i);
    }
    const answers = places.map((place) => votes.answers[place] as number);
    const yes = chanceOfYes(nounYes[nouns[unit] as number] as number, own, answers);
    units.answers[unit] = yes > 0.5 ? 1 : 0;
    units.confidence[unit] = Math.max(yes, 1 - yes);
    units.backing[unit] = places.length;
  }
  return {
    ...units,
    iterations: em.iterations,
    reliability: em.reliability,
    rights,
    crowd: crowdRights(votes.labelers, rights),
    yes: round(em.priors[1] as number),
    nounYes,
  };
}

/** The mean of labelers' rights, each as much as they voted: what a labeler is taken for whom nobody knows. */
function crowdRights(labelers: Int32Array, rights: Float64Array): [number, number] {
  let [yes, no] = [0, 0];
  for (const labeler of labelers) {
    yes += rights[2 * labeler] as number;
    no += rights[2 * labeler + 1] as number;
  }
  const all = Math.max(labelers.length, 1);
  return [bounded(yes / all), bounded(no / all)];
}

function estimateClassify(campaign: CampaignVotes): Omit<Model, 'answerNames'> {
  const { votes, known, policy } = campaign;
  const lines = linesOf(campaign.lines as NonNullable<CampaignVotes['lines']>);
  const { reliability, crowd, iterations } = estimateTreeCrowd(votes, lines, known);
  const { starts, order, ...units } = unitsOf(campaign);
  for (let unit = 0; unit < votes.unitCount; unit++) {
    const places = order.subarray(starts[unit], starts[unit + 1]);
    if (places.length === 0) continue;
    const own = Array.from(places, (place) => ({
      answer: votes.answers[place] as number,
      reliability: bounded(reliability[votes.labelers[place] as number] as number),
    }));
    const belief = treeBelief(lines, own, policy.targetConfidence ?? 1);
    units.answers[unit] = belief.answer;
    units.confidence[unit] = belief.chance;
    units.backing[unit] = belief.votes;
  }
  return {
    ...units,
    iterations,
    reliability,
    crowd: [bounded(crowd)],
    ...noYes,
  };
}
