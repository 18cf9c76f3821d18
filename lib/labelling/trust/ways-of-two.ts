import { DOUBT, type Way, type Weighed } from './story.ts';

/** Who gives one answer slips now and then. */
const SLIP = 0.01;

/** How often honest people say of two answers each where it is true, with weights; and least for both together. */
const RIGHT = [0.62, 0.68, 0.74, 0.8, 0.86, 0.91, 0.95, 0.98, 0.995];
const RIGHT_WEIGHT = [0.03, 0.05, 0.1, 0.14, 0.16, 0.16, 0.14, 0.12, 0.1];
const LEAST_SUM = 1.42;
const PAIRS = RIGHT.flatMap((s, i) =>
  RIGHT.map((p, k) => ({ s, p, weight: (RIGHT_WEIGHT[i] as number) * (RIGHT_WEIGHT[k] as number) })),
).filter(({ s, p }) => s + p >= LEAST_SUM);

/** How often who answers by lot says the second of two answers, beside even odds and the crowd's. */
const LOTS = [0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9];

/** The ways that `weighTwo` weighs, in its order. */
export const waysOfTwo: Way[] = [
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
export function weighTwo(
  weighed: readonly Weighed[],
  usual: Float64Array,
  shares: Float64Array,
): Float64Array {
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
