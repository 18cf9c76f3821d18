import type { LabelerVotes } from '../consensus/coded-votes.ts';
import { type Competence, chanceOf, type Outlook, outlookOf, weighOutlook } from './competence.ts';
import { lineShare, type NearAnswers, SAYS_NOTHING } from './near-answers.ts';

/** What may be behind a labeler's answers. */
export type Story =
  /** They look, and mostly know. */
  | 'honest'
  /** They answer by lot, whatever the unit is. */
  | 'random'
  /** They give one answer whatever the unit is. */
  | 'same'
  /** They know, and say something else. */
  | 'wrong';

/** One way in which a story may go, and how likely it is among the ways of its story. */
export interface Way {
  story: Story;
  weight: number;
}

/** How a labeler's answers fit what others and gold say. */
export interface AnswerEvidence {
  /** Votes of theirs on units of which others' votes or gold say something. */
  votes: number;
  /** The logarithm of how likely the answers are in each way (`waysOf`), up to one constant. */
  logs: Float64Array;
  /** Share of their votes that say what others and gold say. */
  agreed: number;
  /** The answer that they give most often, and its share. */
  answer: number;
  share: number;
}

/** One vote as it is weighed. */
interface Weighed {
  answer: number;
  /** The chance that it is right, by others and gold. */
  chance: number;
  /** How often it would be right of the labeler's units, whichever it is given. */
  usual: number;
}

/** A labeler's newest votes that are looked at: more would cost more and tell the same. */
const MOST_VOTES = 400;

/** No consensus is surer than this: some units are hard, and honest people err together there. */
const DOUBT = 0.03;

/** Whose units show one of many answers more often than this cannot be judged. */
const ONE_KIND = 0.75;

/** Who gives one answer slips now and then. */
const SLIP = 0.01;

/**
 * Weighs a labeler's answers against what others' votes and gold say, their own votes left out: how likely they are in each way
 * of each story. Units of which nothing else is known are left out, so pages of one kind of question accuse nobody. Null
 * where nothing can be told.
 */
export function weighAnswers(
  votes: LabelerVotes,
  competence: Competence,
  labeler: number,
  own: readonly number[],
): AnswerEvidence | null {
  const seen: { answer: number; outlook: Outlook }[] = [];
  for (const vote of own.slice(-MOST_VOTES)) {
    const outlook = outlookOf(votes, competence, votes.units[vote] as number, labeler);
    if (outlook) seen.push({ answer: votes.answers[vote] as number, outlook });
  }
  if (seen.length === 0) return null;
  const usual = usualChances(
    seen.map(({ outlook }) => outlook),
    competence.priors,
  );
  const { lines } = competence;
  const shares = new Map(seen.map(({ answer }) => [answer, 0]));
  for (const answer of shares.keys()) shares.set(answer, lineShare(lines, usual, answer));
  const weighed = seen
    .map(({ answer, outlook }) => {
      const share = shares.get(answer) as number;
      return { answer, usual: share, chance: chanceOf(outlook, usual, answer, lines, share) };
    })
    // "Some animal" is right of each unit where all are animals.
    .filter((each) => lines === null || each.usual <= SAYS_NOTHING);
  const count = weighed.length;
  if (count === 0) return null;
  const counts = new Map<number, number>();
  for (const { answer } of weighed) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  let top = -1;
  for (const [answer, times] of counts) if (times > (counts.get(top) ?? 0)) top = answer;
  const topVotes = counts.get(top) ?? 0;

  // Of many answers, those to units that nearly all show one tell nothing: right and always the same are one.
  if (!hasTwo(votes.answerCount, lines) && (usual[top] ?? 0) > ONE_KIND) return null;
  return {
    votes: count,
    logs: hasTwo(votes.answerCount, lines)
      ? weighTwo(weighed, usual, competence.shares)
      : weighMany(weighed, competence.shares, top),
    agreed: weighed.reduce((sum, { chance }) => sum + chance, 0) / count,
    answer: top,
    share: topVotes / count,
  };
}

/** Pseudo-votes of the campaign's priors in a labeler's own, and rounds in which those are found. */
const CAMPAIGN = 3;
const ROUNDS = 4;

/**
 * How often a labeler's units show each answer. Somebody may be given units of one kind, and then what others say of them has
 * to be read with that in mind: EM of the priors alone.
 */
function usualChances(outlooks: readonly Outlook[], priors: Float64Array): Float64Array {
  let usual = priors;
  for (let round = 0; round < ROUNDS; round++) {
    const sums = new Float64Array(priors.length);
    let unsaid = 0;
    for (const outlook of outlooks) {
      const { total, excess } = weighOutlook(outlook, usual);
      unsaid += 1 / total;
      for (const [place, answer] of outlook.answers.entries()) {
        sums[answer] = (sums[answer] as number) + (excess[place] as number);
      }
    }
    usual = sums.map(
      (sum, answer) =>
        (sum + unsaid * (usual[answer] as number) + CAMPAIGN * (priors[answer] as number)) /
        (outlooks.length + CAMPAIGN),
    );
  }
  return usual;
}

/** How often honest people say of two answers each where it is true, with weights; and least for both together. */
const RIGHT = [0.62, 0.68, 0.74, 0.8, 0.86, 0.91, 0.95, 0.98, 0.995];
const RIGHT_WEIGHT = [0.03, 0.05, 0.1, 0.14, 0.16, 0.16, 0.14, 0.12, 0.1];
const LEAST_SUM = 1.42;
const PAIRS = RIGHT.flatMap((s, i) =>
  RIGHT.map((p, k) => ({ s, p, weight: (RIGHT_WEIGHT[i] as number) * (RIGHT_WEIGHT[k] as number) })),
).filter(({ s, p }) => s + p >= LEAST_SUM);

/** How often who answers by lot says the second of two answers, beside even odds and the crowd's. */
const LOTS = [0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9];

const waysOfTwo: Way[] = [
  ...PAIRS.map(({ weight }) => ({ story: 'honest' as const, weight })),
  ...PAIRS.map(({ weight }) => ({ story: 'wrong' as const, weight })),
  { story: 'random', weight: 0.3 },
  { story: 'random', weight: 0.3 },
  ...LOTS.map(() => ({ story: 'random' as const, weight: 0.4 / LOTS.length })),
  { story: 'same', weight: 0.5 },
  { story: 'same', weight: 0.5 },
];

/**
 * How many times likelier a labeler's vote for each of two answers is where it says the truth than where not: both taken over
 * all ways, each as likely as `ways` has it of them.
 */
export function factorsOfTwo(ways: Float64Array, shares: Float64Array): [number, number] {
  const said = [0, 0, 0, 0];
  const add = (chance: number, yesWhereYes: number, yesWhereNo: number) => {
    said[0] = (said[0] as number) + chance * (1 - yesWhereNo);
    said[1] = (said[1] as number) + chance * (1 - yesWhereYes);
    said[2] = (said[2] as number) + chance * yesWhereNo;
    said[3] = (said[3] as number) + chance * yesWhereYes;
  };
  const lots = [0.5, shares[1] as number, ...LOTS, SLIP, 1 - SLIP];
  for (const [place, chance] of ways.entries()) {
    const pair = PAIRS[place % PAIRS.length] as (typeof PAIRS)[number];
    const lot = lots[place - 2 * PAIRS.length];
    if (lot !== undefined) add(chance, lot, lot);
    else if (place < PAIRS.length) add(chance, pair.s, 1 - pair.p);
    else add(chance, 1 - pair.s, pair.p);
  }
  const [noWhereNo, noWhereYes, yesWhereNo, yesWhereYes] = said as [number, number, number, number];
  return [noWhereNo / noWhereYes, yesWhereYes / yesWhereNo];
}

/**
 * The stories for two answers (0 and 1). Of a unit whose truth is 1 with chance q, says 1 with probability
 *
 *     honest  q s + (1 - q) (1 - p),  s and p from .62 to .995 each and s + p at least 1.42
 *     wrong   the same with 1 - s and 1 - p
 *     random  b: even odds, the crowd's share of votes, or any other
 *     same    .99 or .01
 *
 * s and p apart, since at one yes in ten "always no" is nine times in ten right (V. Raykar and S. Yu, Eliminating spammers and
 * ranking annotators for crowdsourced labeling tasks, JMLR 13, 2012: their score is (s + p - 1)^2).
 */
function weighTwo(weighed: readonly Weighed[], usual: Float64Array, shares: Float64Array): Float64Array {
  // How many votes of each answer there are by the chance that the truth is 1, in steps of half a percent.
  const counts = [new Map<number, number>(), new Map<number, number>()] as const;
  const cast = [0, 0];
  for (const { answer, chance } of weighed) {
    const doubtful = (1 - DOUBT) * chance + DOUBT * (usual[answer] as number);
    const step = Math.round(200 * (answer === 1 ? doubtful : 1 - doubtful));
    const own = counts[answer as 0 | 1];
    own.set(step, (own.get(step) ?? 0) + 1);
    cast[answer] = (cast[answer] as number) + 1;
  }
  const [no, yes] = counts.map((each) => [...each].map(([step, votes]) => ({ q: step / 200, votes }))) as [
    { q: number; votes: number }[],
    { q: number; votes: number }[],
  ];
  const looking = (s: number, p: number) => {
    let log = 0;
    for (const { q, votes } of yes) log += votes * Math.log(q * s + (1 - q) * (1 - p));
    for (const { q, votes } of no) log += votes * Math.log(q * (1 - s) + (1 - q) * p);
    return log;
  };
  const lot = (b: number) => (cast[1] as number) * Math.log(b) + (cast[0] as number) * Math.log(1 - b);
  return Float64Array.from([
    ...PAIRS.map(({ s, p }) => looking(s, p)),
    ...PAIRS.map(({ s, p }) => looking(1 - s, 1 - p)),
    lot(0.5),
    lot(shares[1] as number),
    ...LOTS.map(lot),
    lot(SLIP),
    lot(1 - SLIP),
  ]);
}

/** How often honest people know among many answers, with weights. */
const KNOWS = [0.45, 0.55, 0.65, 0.75, 0.85, 0.92, 0.97];
const KNOWS_WEIGHT = [0.05, 0.08, 0.12, 0.2, 0.22, 0.2, 0.13];

/** How often who says what is wrong is right all the same. */
const STILL_RIGHT = [0.01, 0.06, 0.12, 0.25];

const waysOfMany: Way[] = [
  ...KNOWS_WEIGHT.map((weight) => ({ story: 'honest' as const, weight: weight / 2 })),
  ...KNOWS_WEIGHT.map((weight) => ({ story: 'honest' as const, weight: weight / 2 })),
  ...STILL_RIGHT.map(() => ({ story: 'wrong' as const, weight: 1 / STILL_RIGHT.length })),
  { story: 'random', weight: 1 },
  { story: 'same', weight: 1 },
];

/**
 * The stories for more answers. How often each answer is given is left aside: it differs with what one was asked. Beside the
 * chance that it is given at all, that of answer a on a unit that shows it with chance q is, where m is the mean of q over
 * the labeler's units,
 *
 *     honest  (t q + (1 - t) b(a)) / (t m + (1 - t) b(a)),  t from .45 to .97, b even or the crowd's shares
 *     wrong   r q / m + (1 - r) (1 - q) / (1 - m),  r from .01 to .25
 *     random  1
 *     same    .96 / m for the answer given most often, .04 / (answers - 1) / m for others
 *
 * where answers lie on lines, q and m are of the truth being on the line of a;
 * which is of somebody who knows with probability t, else guesses (D. Hovy et al., MACE, NAACL 2013).
 */
function weighMany(weighed: readonly Weighed[], shares: Float64Array, most: number): Float64Array {
  const facts = weighed.map(({ answer, chance, usual: m }) => {
    return {
      q: (1 - DOUBT) * chance + DOUBT * m,
      m,
      share: shares[answer] as number,
      top: answer === most,
    };
  });
  const knowing = (t: number, guess: (share: number) => number) =>
    facts.reduce((log, { q, m, share }) => {
      const guessed = (1 - t) * guess(share);
      return log + Math.log((t * q + guessed) / (t * m + guessed));
    }, 0);
  return Float64Array.from([
    ...KNOWS.map((t) => knowing(t, () => 1 / shares.length)),
    ...KNOWS.map((t) => knowing(t, (share) => share)),
    ...STILL_RIGHT.map((r) =>
      facts.reduce(
        (log, { q, m }) => log + Math.log((r * q) / m + (1 - r) * (m < 1 ? (1 - q) / (1 - m) : 1)),
        0,
      ),
    ),
    0,
    facts.reduce((log, { m, top }) => log + Math.log((top ? 0.96 : 0.04 / (shares.length - 1)) / m), 0),
  ]);
}

/** The ways that `logs` are of, with how likely each is thought among those of its story before any vote. */
export function waysOf(answerCount: number, lines: NearAnswers | null): readonly Way[] {
  return hasTwo(answerCount, lines) ? waysOfTwo : waysOfMany;
}

/** Whether one of two answers is right and the other wrong. */
export function hasTwo(answerCount: number, lines: NearAnswers | null): boolean {
  return answerCount === 2 && lines === null;
}
