import { DOUBT, type Way, type Weighed } from './story.ts';

/** How often honest people know among many answers, with weights. */
const KNOWS = [0.45, 0.55, 0.65, 0.75, 0.85, 0.92, 0.97];
const KNOWS_WEIGHT = [0.05, 0.08, 0.12, 0.2, 0.22, 0.2, 0.13];

/** How often who says what is wrong is right all the same. */
const STILL_RIGHT = [0.01, 0.06, 0.12, 0.25];

/** The ways that `weighMany` weighs, in its order. */
export const waysOfMany: Way[] = [
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
 * which is of somebody who knows with probability t, else guesses (D. Hovy et al., MACE, NAACL 2013). Where answers lie on lines, q
 * and m are of the truth being on the line of a.
 */
export function weighMany(weighed: readonly Weighed[], shares: Float64Array, most: number): Float64Array {
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
