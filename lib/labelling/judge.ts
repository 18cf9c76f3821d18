import { unitPosterior } from './consensus/crowd-model.ts';
import { type AnswerLines, treeBelief } from './consensus/tree-belief.ts';
import type { UnitVote } from './locked-unit.ts';
import type { ClassifyModel, VerifyModel } from './online-model.ts';

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
export const bounded = (chance: number) => Math.min(Math.max(chance, 1 - MOST), MOST);

/**
 * The chance that a candidate is right: `unitPosterior` with each voter's own confusion, and the noun's share of yes as the prior.
 * So two yes settle a noun most of whose candidates are right, and not one of whose candidates few are, which is what ImageNet's
 * table for each synset says (Deng et al., CVPR 2009). `rights` holds P(yes | yes) and P(no | no) of each vote's labeler,
 * `answers` 1 for yes and 0 for no.
 */
export function chanceOfYes(yes: number, rights: ArrayLike<number>, answers: Int32Array): number {
  const confusion = new Float64Array(4 * answers.length);
  for (let i = 0; i < answers.length; i++) {
    const [yesOfYes, noOfNo] = [bounded(rights[2 * i] as number), bounded(rights[2 * i + 1] as number)];
    // P(labeler says l | truth is c) at 2 l + c.
    confusion.set([noOfNo, 1 - yesOfYes, 1 - noOfNo, yesOfYes], 4 * i);
  }
  const prior = bounded(yes);
  const crowd = { answerCount: 2, priors: Float64Array.of(1 - prior, prior), confusion };
  const posterior = new Float64Array(2);
  unitPosterior(crowd, { labelers: answers.map((_, i) => i), answers }, posterior);
  return posterior[1] as number;
}

/** Judges verify units by `chanceOfYes`; of whom and of what nothing is known, the crowd's figures are taken. */
export function verifyJudge(model: VerifyModel, labelers: ReadonlyMap<string, LabelerFigures>): Judge {
  return (synsetId, votes) => {
    if (votes.length === 0) return { answer: null, confidence: 0, votes: 0 };
    const rights = votes.flatMap(({ userId }) => {
      const confusion = labelers.get(userId)?.confusion ?? [];
      return confusion.length === 2 ? confusion : model.crowd;
    });
    const answers = Int32Array.from(votes, ({ answer }) => (answer === 'yes' ? 1 : 0));
    const yes = chanceOfYes(model.nouns[synsetId ?? ''] ?? model.yes, rights, answers);
    return { answer: yes > 0.5 ? 'yes' : 'no', confidence: Math.max(yes, 1 - yes), votes: votes.length };
  };
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
      reliability: bounded(labelers.get(userId)?.reliability ?? model.reliability),
    }));
    const { answer, chance, votes: backing } = treeBelief(lines(names), weighed, target);
    return { answer: names[answer] as string, confidence: chance, votes: backing };
  };
}
