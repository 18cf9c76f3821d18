import { belowIn } from '#lib/hierarchy/is-below';
import { rightAnswer } from '../right-answer.ts';
import { type CampaignVotes, linesOf } from './campaign-votes.ts';

/** What can be counted of each labeler. */
export interface LabelerCounts {
  votes: Int32Array;
  goldAsked: Int32Array;
  goldRight: Int32Array;
  /** Votes on settled units that are no gold, and of those the ones that say what was settled. */
  settled: Int32Array;
  agreed: Int32Array;
  medianMilliseconds: Int32Array;
}

/**
 * Counts what labelers did, `labels` being what each unit is settled as (-1 for none), of `answerNames`. A vote at another depth
 * on the line of the right answer is right: "some dog" of a beagle.
 */
export function measureLabelers(
  campaign: CampaignVotes,
  labels: Int32Array,
  answerNames: readonly string[],
): LabelerCounts {
  const { votes, gold, milliseconds } = campaign;
  const { labelerCount } = votes;
  const isRight = rightness(campaign, answerNames);
  const count = () => new Int32Array(labelerCount);
  const add = (counts: Int32Array, labeler: number) => {
    counts[labeler] = (counts[labeler] as number) + 1;
  };
  const figures = {
    votes: count(),
    goldAsked: count(),
    goldRight: count(),
    settled: count(),
    agreed: count(),
  };
  for (let i = 0; i < votes.units.length; i++) {
    const unit = votes.units[i] as number;
    const labeler = votes.labelers[i] as number;
    const answer = votes.answers[i] as number;
    add(figures.votes, labeler);
    const [known, label] = [gold[unit] as number, labels[unit] as number];
    if (known >= 0) {
      add(figures.goldAsked, labeler);
      if (isRight(answer, known)) add(figures.goldRight, labeler);
    } else if (label >= 0) {
      add(figures.settled, labeler);
      if (isRight(answer, label)) add(figures.agreed, labeler);
    }
  }
  return { ...figures, medianMilliseconds: medians(votes.labelers, milliseconds, figures.votes) };
}

/** `rightAnswer` in codes. */
function rightness(
  { lines, above }: CampaignVotes,
  names: readonly string[],
): (answer: number, truth: number) => boolean {
  if (above !== null) {
    const isRight = rightAnswer(belowIn(above));
    return (answer, truth) => isRight(names[answer] as string, names[truth] as string);
  }
  if (lines === null) return (answer, truth) => answer === truth;
  const { covers } = linesOf(lines);
  return (answer, truth) => covers(answer, truth) || covers(truth, answer);
}

/** The median time of each labeler's votes; of an even number the lower of the two in the middle. */
function medians(labelers: Int32Array, milliseconds: Int32Array, counts: Int32Array): Int32Array {
  const next = new Int32Array(counts.length);
  for (let j = 1; j < counts.length; j++) next[j] = (next[j - 1] as number) + (counts[j - 1] as number);
  const starts = next.slice();
  const times = new Int32Array(labelers.length);
  for (let i = 0; i < labelers.length; i++) {
    const labeler = labelers[i] as number;
    times[next[labeler] as number] = milliseconds[i] as number;
    next[labeler] = (next[labeler] as number) + 1;
  }
  return counts.map((count, j) => {
    const start = starts[j] as number;
    const own = times.subarray(start, start + count).sort();
    return count === 0 ? 0 : (own[Math.floor((count - 1) / 2)] as number);
  });
}
