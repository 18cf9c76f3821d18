import type { LabelerVotes } from '../consensus/coded-votes.ts';
import { areNear, lineShare, type NearAnswers } from './near-answers.ts';

/** What is known of a crowd that may hold many who do not look. */
export interface Competence {
  /** Prior of each answer. */
  priors: Float64Array;
  /** Share of each answer among all votes. */
  shares: Float64Array;
  /** P(labeler j looks and knows), from 0 to 1. */
  knows: Float64Array;
  /** Of each vote the chance that its labeler, when guessing, says what it says. */
  guesses: Float64Array;
  /** Of each vote, where something better is known of its labeler, how many times likelier it is where it says the truth. */
  factors?: Float64Array;
  /** Votes of each unit: `order` from `starts[u]` to `starts[u + 1]`. */
  starts: Int32Array;
  order: Int32Array;
  /** Of each unit the number of its known answer, or -1. */
  gold: Int32Array;
  /** How answers lie to each other; null where none says part of another. */
  lines: NearAnswers | null;
}

/** What is said of a unit's truth: how many times likelier its votes are where it is each of `answers` than where it is none. */
export interface Outlook {
  answers: number[];
  times: number[];
}

/** Gold leaves no other answer a chance that counts. */
const SURE = 1e9;

/** What gold, else others' votes say of a unit, those of the labelers `without` and `other` left out; null where nothing does. */
export function outlookOf(
  votes: LabelerVotes,
  { knows, guesses, factors, starts, order, gold, lines }: Competence,
  unit: number,
  without: number,
  other = -1,
): Outlook | null {
  const known = gold[unit] as number;
  if (known >= 0) return { answers: [known], times: [SURE] };
  const end = starts[unit + 1] as number;
  const answers: number[] = [];
  const times: number[] = [];
  for (let i = starts[unit] as number; i < end; i++) {
    const vote = order[i] as number;
    const by = votes.labelers[vote] as number;
    if (by === without || by === other) continue;
    const said = votes.answers[vote] as number;
    let place = answers.indexOf(said);
    if (place < 0) {
      place = answers.length;
      answers.push(said);
      times.push(1);
    }
    times[place] =
      (times[place] as number) * (factors?.[vote] ?? factor(knows[by] as number, guesses[vote] as number));
  }
  if (answers.length === 0) return null;
  return { answers, times: lines ? withAbove(lines, answers, times) : times };
}

/** What is said of each answer, by what is said of it and of those above it. */
function withAbove({ above }: NearAnswers, answers: readonly number[], times: readonly number[]): number[] {
  return answers.map((answer) =>
    answers.reduce(
      (all, other, place) => (above[answer]?.has(other) ? all * (times[place] as number) : all),
      1,
    ),
  );
}

/** The chances of a unit's answers under a prior: what each of `answers` has beyond prior / total, which all have. */
export function weighOutlook({ answers, times }: Outlook, priors: Float64Array) {
  const odds = times.map((each, place) => (priors[answers[place] as number] as number) * (each - 1));
  const total = odds.reduce((sum, each) => sum + each, 1);
  return { total, excess: odds.map((each) => each / total) };
}

/** The chance under a prior that an answer is right: the truth, or on its line, of which the prior is `share`. */
export function chanceOf(
  outlook: Outlook | null,
  priors: Float64Array,
  answer: number,
  lines: NearAnswers | null,
  share = lineShare(lines, priors, answer),
): number {
  if (!outlook) return share;
  const { total, excess } = weighOutlook(outlook, priors);
  let chance = share / total;
  for (const [place, other] of outlook.answers.entries()) {
    if (areNear(lines, answer, other)) chance += excess[place] as number;
  }
  return Math.min(chance, 1);
}

/** How many times likelier a vote is where it says the truth than where not. */
export function factor(knows: number, guess: number): number {
  return 1 + knows / ((1 - knows) * guess);
}
