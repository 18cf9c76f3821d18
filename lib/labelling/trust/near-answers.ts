/** How the answers of a campaign lie to each other where one may say the same as another, only less of it. */
export interface NearAnswers {
  /** The answers on the line of each, in order: itself, those above, those below. */
  near: readonly Int32Array[];
  /** Of each answer those that say nothing that it does not: itself and those above. */
  above: readonly ReadonlySet<number>[];
}

/** A vote whose answers' line holds more of the units than this says nothing. */
export const SAYS_NOTHING = 0.98;

/**
 * Answers by what they name: of each one noun, or several. `nounsAbove` gives what lies above a noun. An answer is above
 * another where each of its nouns is, or is above, one of the other's; two are near where one noun of one is on a line with one of
 * the other's: "a dog" and "a beagle", "a dog and a ball" and "a beagle". Null where each is near itself alone.
 */
export function nearAnswers<Noun>(
  answers: readonly (readonly Noun[])[],
  nounsAbove: (noun: Noun) => Iterable<Noun>,
): NearAnswers | null {
  const named = answers.map((nouns) => new Set(nouns));
  const covered = answers.map((nouns) => new Set(nouns.flatMap((noun) => [noun, ...nounsAbove(noun)])));
  const naming = indexOf(named);
  const covering = indexOf(covered);
  const near = named.map((nouns, answer) => {
    const others = new Set<number>([answer]);
    for (const noun of nouns) for (const other of covering.get(noun) ?? []) others.add(other);
    for (const noun of covered[answer] ?? []) for (const other of naming.get(noun) ?? []) others.add(other);
    return Int32Array.from(others).sort();
  });
  if (near.every(({ length }) => length === 1)) return null;
  const above = near.map((others, answer) => {
    const all = covered[answer] as Set<Noun>;
    return new Set(others.filter((other) => [...(named[other] as Set<Noun>)].every((noun) => all.has(noun))));
  });
  return { near, above };
}

/** The answers that each noun is in. */
function indexOf<Noun>(sets: readonly ReadonlySet<Noun>[]): Map<Noun, number[]> {
  const index = new Map<Noun, number[]>();
  for (const [answer, nouns] of sets.entries()) {
    for (const noun of nouns) {
      const answers = index.get(noun);
      if (answers) answers.push(answer);
      else index.set(noun, [answer]);
    }
  }
  return index;
}

/** Whether two answers may both be right of one unit. */
export function areNear(lines: NearAnswers | null, one: number, other: number): boolean {
  return one === other || (lines !== null && isAmong(lines.near[one] as Int32Array, other));
}

function isAmong(sorted: Int32Array, wanted: number): boolean {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === wanted;
}

/** The share that `priors` give the line of an answer: how often it is right, whatever the unit. */
export function lineShare(lines: NearAnswers | null, priors: Float64Array, answer: number): number {
  if (lines === null) return priors[answer] as number;
  let sum = 0;
  for (const other of lines.near[answer] as Int32Array) sum += priors[other] as number;
  return Math.min(sum, 1);
}
