import type { UnitVote } from './admit-votes.ts';
import { unitPosterior } from './consensus/crowd-model.ts';
import { type AnswerLines, treeBelief } from './consensus/tree-belief.ts';
import { type ClassifyModel, START_RELIABILITY, type VerifyModel } from './online-model.ts';

/** What votes say of a unit. */
export interface Belief {
  /** The likeliest answer; null without votes. */
  answer: string | null;
  /** Its probability. */
  confidence: number;
  /** How many votes it may be settled on. */
  votes: number;
}

/** Says what the votes on a unit mean; `synsetId` is the noun that was asked about. */
export type Judge = (
  synsetId: string | null,
  votes: readonly Pick<UnitVote, 'userId' | 'answer'>[],
) => Belief;

/** What the last estimate says of a labeler. */
export interface LabelerFigures {
  reliability: number | null;
  /** For verify: P(yes | yes), P(no | no). */
  confusion: readonly number[];
}

/** As far as anybody is trusted: nobody is certain to be right, or to be wrong. */
const MOST = 0.999;
const bounded = (chance: number) => Math.min(Math.max(chance, 1 - MOST), MOST);

/**
 * Judges verify units: `unitPosterior` with each voter's own confusion, the crowd's for whom none is known, and the noun's share of
 * yes as the prior, the crowd's for a noun of which none is known. So two yes settle a noun most of whose candidates are right, and
 * not one of whose candidates few are, which is what ImageNet's table for each synset says (Deng et al., CVPR 2009).
 */
export function verifyJudge(model: VerifyModel, labelers: ReadonlyMap<string, LabelerFigures>): Judge {
  const posterior = new Float64Array(2);
  return (synsetId, votes) => {
    if (votes.length === 0) return { answer: null, confidence: 0, votes: 0 };
    const yes = bounded(model.nouns[synsetId ?? ''] ?? model.yes);
    const confusion = new Float64Array(4 * votes.length);
    for (const [i, { userId }] of votes.entries()) {
      const figures = labelers.get(userId)?.confusion ?? [];
      const [yesOfYes, noOfNo] = figures.length === 2 ? figures : model.crowd;
      confusion.set(verifyConfusion(bounded(yesOfYes as number), bounded(noOfNo as number)), 4 * i);
    }
    const answers = Int32Array.from(votes, ({ answer }) => (answer === 'yes' ? 1 : 0));
    const voters = answers.map((_, i) => i);
    const crowd = { answerCount: 2, priors: Float64Array.of(1 - yes, yes), confusion };
    unitPosterior(crowd, { labelers: voters, answers }, posterior);
    const [no, isYes] = posterior as unknown as [number, number];
    return { answer: isYes > no ? 'yes' : 'no', confidence: Math.max(no, isYes), votes: votes.length };
  };
}

/** P(labeler says l | truth is c) at 2 l + c, for no at 0 and yes at 1. */
function verifyConfusion(yesOfYes: number, noOfNo: number): number[] {
  return [noOfNo, 1 - yesOfYes, 1 - noOfNo, yesOfYes];
}

/** Judges classify units by each voter's reliability (`treeBelief`): of the answers that are sure enough the deepest. */
export function classifyJudge(
  model: ClassifyModel,
  labelers: ReadonlyMap<string, LabelerFigures>,
  lines: (answers: readonly string[]) => AnswerLines,
  target: number,
): Judge {
  return (_synsetId, votes) => {
    if (votes.length === 0) return { answer: null, confidence: 0, votes: 0 };
    const names = [...new Set(votes.map(({ answer }) => answer))].sort();
    const weighed = votes.map(({ userId, answer }) => ({
      answer: names.indexOf(answer),
      reliability: bounded(labelers.get(userId)?.reliability ?? model.reliability ?? START_RELIABILITY),
    }));
    const { answer, chance, votes: backing } = treeBelief(lines(names), weighed, target);
    return { answer: names[answer] as string, confidence: chance, votes: backing };
  };
}
