import type { LabelerVotes } from '../consensus/coded-votes.ts';
import { groupByUnit } from '../consensus/group-votes.ts';
import { type Competence, chanceOf, factor, outlookOf, weighOutlook } from './competence.ts';
import { lineShare, type NearAnswers } from './near-answers.ts';

const ROUNDS = 25;
const SMALL_CHANGE = 1e-3;
/** Pseudo-counts: a labeler begins as one who knows two times in three, and guesses as the crowd answers. */
const KNOWING = { yes: 4, no: 2 };
const GUESSED = 10;
const SMOOTHING = 0.5;

/**
 * How much each labeler knows, estimated so that those who do not look weigh nothing. Model: labeler j looks at a unit with
 * probability t(j) and then says its truth; else draws the answer from a distribution b(j, a) of their own, whatever the unit is:
 *
 *     P(j says a | truth c) = t(j) [a = c] + (1 - t(j)) b(j, a)
 *
 * with EM from the shares of the votes; gold units have their truth. D. Hovy, T. Berg-Kirkpatrick, A. Vaswani and E. Hovy, Learning
 * whom to trust with MACE, NAACL 2013. With it "always no" where nine of ten units are "no" is worth nothing, though nine times
 * in ten right: t(j)^2 is the spammer score of V. Raykar and S. Yu, Eliminating spammers and ranking annotators for
 * crowdsourced labeling tasks, JMLR 13, 2012. Time of a round grows with votes, whatever the number of answers.
 *
 * With `lines`, [a = c] becomes "a is c or above it", so that "some dog" speaks for a beagle, and a vote counts as much as its
 * answer could have been wrong: one minus the share of units on its line.
 */
export function estimateCompetence(
  votes: LabelerVotes,
  gold: Int32Array,
  lines: NearAnswers | null = null,
): Competence {
  const { units, labelers, answers, labelerCount, answerCount } = votes;
  const count = units.length;
  const { starts, order } = groupByUnit(votes);
  const cells = cellsOf(votes);
  const cellCount = cells.labeler.length;

  const shares = new Float64Array(answerCount).fill(SMOOTHING);
  for (let i = 0; i < count; i++) shares[answers[i] as number] = (shares[answers[i] as number] as number) + 1;
  for (let a = 0; a < answerCount; a++) {
    shares[a] = (shares[a] as number) / (count + SMOOTHING * answerCount);
  }
  const priors = Float64Array.from(shares);
  const knows = new Float64Array(labelerCount).fill(KNOWING.yes / (KNOWING.yes + KNOWING.no));
  const guesses = new Float64Array(count);
  const guess = Float64Array.from(cells.answer, (answer) => shares[answer] as number);
  const competence = { priors, shares, knows, guesses, starts, order, gold, lines };
  const chances = new Float64Array(count);
  for (let i = 0; i < count; i++) guesses[i] = guess[cells.ofVote[i] as number] as number;

  const cast = new Float64Array(labelerCount);
  for (const labeler of labelers) cast[labeler] = (cast[labeler] as number) + 1;
  const knew = new Float64Array(labelerCount);
  const guessed = new Float64Array(labelerCount);
  const guessedCell = new Float64Array(cellCount);
  for (let round = 0; round < ROUNDS; round++) {
    const weights = shares.map((_, answer) => (lines ? 1 - lineShare(lines, priors, answer) : 1));
    if (lines) expectOnLines(votes, competence, lines, chances);
    else expect(votes, competence, chances);
    knew.fill(KNOWING.yes);
    guessed.fill(GUESSED);
    guessedCell.fill(0);
    for (let i = 0; i < count; i++) {
      const labeler = labelers[i] as number;
      const t = knows[labeler] as number;
      const known = (chances[i] as number) * (t / (t + (1 - t) * (guesses[i] as number)));
      const weight = weights[answers[i] as number] as number;
      knew[labeler] = (knew[labeler] as number) + weight * known;
      guessed[labeler] = (guessed[labeler] as number) + weight * (1 - known);
      const cell = cells.ofVote[i] as number;
      guessedCell[cell] = (guessedCell[cell] as number) + 1 - known;
    }
    let change = 0;
    for (let j = 0; j < labelerCount; j++) {
      const t = (knew[j] as number) / ((cast[j] as number) + KNOWING.yes + KNOWING.no);
      change = Math.max(change, Math.abs(t - (knows[j] as number)));
      knows[j] = t;
    }
    for (let cell = 0; cell < cellCount; cell++) {
      const crowd = GUESSED * (shares[cells.answer[cell] as number] as number);
      const total = guessed[cells.labeler[cell] as number] as number;
      guess[cell] = ((guessedCell[cell] as number) + crowd) / total;
    }
    for (let i = 0; i < count; i++) guesses[i] = guess[cells.ofVote[i] as number] as number;
    if (change < SMALL_CHANGE) break;
  }
  return competence;
}

/** Of each vote the chance that it says the truth, all votes taken, written into `chances`; and the priors anew. */
function expect(votes: LabelerVotes, competence: Competence, chances: Float64Array): void {
  const { priors, knows, guesses, starts, order, gold } = competence;
  const { answerCount, unitCount, labelers, answers } = votes;
  const counts = new Float64Array(answerCount).fill(SMOOTHING);
  const weight = new Float64Array(answerCount).fill(1);
  // What the units' votes leave to answers that nobody gave them, in shares of the priors.
  let unsaid = 0;
  for (let unit = 0; unit < unitCount; unit++) {
    const [start, end] = [starts[unit] as number, starts[unit + 1] as number];
    const known = gold[unit] as number;
    if (known >= 0) {
      for (let i = start; i < end; i++) {
        const vote = order[i] as number;
        chances[vote] = answers[vote] === known ? 1 : 0;
      }
      continue;
    }
    let total = 1;
    for (let i = start; i < end; i++) {
      const vote = order[i] as number;
      const said = answers[vote] as number;
      const times = factor(knows[labelers[vote] as number] as number, guesses[vote] as number);
      total += (priors[said] as number) * (weight[said] as number) * (times - 1);
      weight[said] = (weight[said] as number) * times;
    }
    unsaid += 1 / total;
    for (let i = start; i < end; i++) {
      const vote = order[i] as number;
      const said = answers[vote] as number;
      chances[vote] = Math.min(((priors[said] as number) * (weight[said] as number)) / total, 1);
    }
    for (let i = start; i < end; i++) {
      const said = answers[order[i] as number] as number;
      if (weight[said] === 1) continue;
      counts[said] =
        (counts[said] as number) + ((priors[said] as number) * ((weight[said] as number) - 1)) / total;
      weight[said] = 1;
    }
  }
  let all = 0;
  for (let a = 0; a < answerCount; a++) {
    counts[a] = (counts[a] as number) + unsaid * (priors[a] as number);
    all += counts[a] as number;
  }
  for (let a = 0; a < answerCount; a++) priors[a] = (counts[a] as number) / all;
}

/** As `expect`, where answers lie on lines: each unit's votes among themselves. */
function expectOnLines(
  votes: LabelerVotes,
  competence: Competence,
  lines: NearAnswers,
  chances: Float64Array,
): void {
  const { priors, starts, order, gold } = competence;
  const { unitCount, answers } = votes;
  const shares = priors.map((_, answer) => lineShare(lines, priors, answer));
  const counts = new Float64Array(priors.length).fill(SMOOTHING);
  let unsaid = 0;
  for (let unit = 0; unit < unitCount; unit++) {
    const outlook = outlookOf(votes, competence, unit, -1);
    if (!outlook) continue;
    for (let i = starts[unit] as number; i < (starts[unit + 1] as number); i++) {
      const said = answers[order[i] as number] as number;
      chances[order[i] as number] = chanceOf(outlook, priors, said, lines, shares[said]);
    }
    if ((gold[unit] as number) >= 0) continue;
    const { total, excess } = weighOutlook(outlook, priors);
    unsaid += 1 / total;
    for (const [place, answer] of outlook.answers.entries()) {
      counts[answer] = (counts[answer] as number) + (excess[place] as number);
    }
  }
  let all = 0;
  for (let a = 0; a < counts.length; a++) {
    counts[a] = (counts[a] as number) + unsaid * (priors[a] as number);
    all += counts[a] as number;
  }
  for (let a = 0; a < priors.length; a++) priors[a] = (counts[a] as number) / all;
}

/** Numbers the pairs of a labeler and an answer of theirs. */
function cellsOf({ labelers, answers, answerCount }: LabelerVotes) {
  const numbers = new Map<number, number>();
  const ofVote = new Int32Array(labelers.length);
  const labeler: number[] = [];
  const answer: number[] = [];
  for (let i = 0; i < ofVote.length; i++) {
    const pair = (labelers[i] as number) * answerCount + (answers[i] as number);
    let cell = numbers.get(pair);
    if (cell === undefined) {
      cell = numbers.size;
      numbers.set(pair, cell);
      labeler.push(labelers[i] as number);
      answer.push(answers[i] as number);
    }
    ofVote[i] = cell;
  }
  return { ofVote, labeler: Int32Array.from(labeler), answer: Int32Array.from(answer) };
}
