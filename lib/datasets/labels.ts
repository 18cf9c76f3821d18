/** A settled unit's consensus about its image. */
export interface Verdict {
  /** What a verify unit asked about; null for classify. */
  synsetId: string | null;
  /** yes or no for verify; for classify a synset id, several with spaces between, none, cannot-tell or broken. */
  answer: string;
  confidence: number;
  /** Whether only simulated labelers voted for the answer. */
  simulated: boolean;
  /** Whether a model's vote is among those for the answer. */
  machine: boolean;
}

/** Consensus that may be accepted into a dataset. */
export interface Label {
  synsetId: string;
  confidence: number;
  simulated: boolean;
  machine: boolean;
}

/** Why an image with settled units has no label. */
export type NoLabelReason =
  | 'no-noun'
  | 'several-nouns'
  | 'unsuitable'
  | 'low-confidence'
  | 'conflicting'
  | 'too-coarse';

/** The nouns above each noun, and itself, with the links on the shortest way up to them. */
export type NounsAbove = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * What an image shows by its settled units.
 *
 * 1. A `yes` of verify and a noun of classify speak for that noun, each with its confidence; a `no` speaks against it. A noun
 *    stands while the best word for it is stronger than the best against it, and at or over `minimumConfidence`.
 * 2. Of the nouns that stand the one of highest confidence is the label. Of equals on one line of the hierarchy (dog, beagle)
 *    the deepest is taken; other equals are `conflicting`. An image that was found broken with at least that confidence is
 *    `unsuitable`; one that was found to show several nouns with at least that confidence has `several-nouns`, since a label
 *    is one.
 *
 * Which class of a version the noun counts as is decided over all images (`classesOf`).
 */
export function strongestNoun(
  said: readonly Verdict[],
  minimumConfidence: number,
  above: NounsAbove,
): Label | NoLabelReason {
  const against = new Map<string, number>();
  let broken = Number.NEGATIVE_INFINITY;
  let several = Number.NEGATIVE_INFINITY;
  for (const { synsetId, answer, confidence } of said) {
    if (answer === 'no' && synsetId !== null)
      against.set(synsetId, Math.max(confidence, against.get(synsetId) ?? confidence));
    if (answer === 'broken') broken = Math.max(broken, confidence);
    if (answer.includes(' ')) several = Math.max(several, confidence);
  }
  const standing = said.flatMap(({ synsetId, answer, confidence, simulated, machine }) => {
    const noun = answer === 'yes' ? synsetId : nounOf(answer);
    const stands = noun !== null && confidence > (against.get(noun) ?? Number.NEGATIVE_INFINITY);
    return stands ? [{ synsetId: noun, confidence, simulated, machine }] : [];
  });
  const strength = Math.max(...standing.map(({ confidence }) => confidence));
  if (broken > Number.NEGATIVE_INFINITY && broken >= strength) return 'unsuitable';
  if (several > Number.NEGATIVE_INFINITY && several >= strength) return 'several-nouns';
  if (standing.length === 0) return 'no-noun';
  if (strength < minimumConfidence) return 'low-confidence';
  const strongest = standing.filter(({ confidence }) => confidence === strength);
  const deepest = strongest.find((one) =>
    strongest.every((other) => above.get(one.synsetId)?.has(other.synsetId)),
  );
  if (!deepest) return 'conflicting';
  const same = strongest.filter(({ synsetId }) => synsetId === deepest.synsetId);
  return {
    ...deepest,
    simulated: same.every(({ simulated }) => simulated),
    machine: same.some(({ machine }) => machine),
  };
}

const nounOf = (answer: string) => (/^n\d{8}$/.test(answer) ? answer : null);

/** What a noun counts as in a version, or why its images have no label there. */
export type ClassOfNoun = { synsetId: string } | { reason: NoLabelReason };

/**
 * Chooses classes of which none lies above another: nouns in order of their images, most first, each becomes a class unless one
 * above or below it has. A noun below a class counts as that class (the nearest; of two equally near its images are
 * `conflicting`); one that lies only above classes (some dog, where beagle and poodle are classes) is `too-coarse`. `nouns` says
 * how many images each noun has.
 */
export function classesOf(nouns: ReadonlyMap<string, number>, above: NounsAbove): Map<string, ClassOfNoun> {
  const classes = chooseClasses(nouns, above);
  return new Map([...nouns.keys()].map((noun) => [noun, classOf(noun, classes, above)]));
}

function chooseClasses(nouns: ReadonlyMap<string, number>, above: NounsAbove): Set<string> {
  const ordered = [...nouns].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const classes = new Set<string>();
  const overClasses = new Set<string>();
  for (const [noun] of ordered) {
    const line = [...(above.get(noun)?.keys() ?? [])];
    if (overClasses.has(noun) || line.some((other) => classes.has(other))) continue;
    classes.add(noun);
    for (const other of line) overClasses.add(other);
  }
  return classes;
}

function classOf(noun: string, classes: ReadonlySet<string>, above: NounsAbove): ClassOfNoun {
  const over = [...(above.get(noun) ?? [])].filter(([other]) => classes.has(other));
  const least = Math.min(...over.map(([, steps]) => steps));
  const [nearest, second] = over.filter(([, steps]) => steps === least);
  if (!nearest) return { reason: 'too-coarse' };
  return second ? { reason: 'conflicting' } : { synsetId: nearest[0] };
}
