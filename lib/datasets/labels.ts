/** A settled unit's consensus. */
export interface Verdict {
  imageId: number;
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

/** Consensus accepted into a dataset. */
export interface Label {
  imageId: number;
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

/** Links on the shortest way from a synset up to another; undefined where the other is neither it nor above it. */
export type StepsUp = (from: string, to: string) => number | undefined;

/** The label of each image, or why it has none, by image id in the order of the verdicts. */
export type Resolved = Map<number, Label | NoLabelReason>;

/**
 * Decides each image's label from its settled units.
 *
 * 1. A `yes` of verify and a noun of classify speak for that noun, each with its confidence; a `no` speaks against it. A noun
 *    stands while the best word for it is stronger than the best against it, and at or over `minimumConfidence`.
 * 2. Of the nouns that stand the one of highest confidence is the label. Of equals on one line of the hierarchy (dog, beagle)
 *    the deepest is taken; other equals are `conflicting`. An image that was found broken with at least that confidence is
 *    `unsuitable`; one that was found to show several nouns with at least that confidence has `several-nouns`, since a label
 *    is one.
 * 3. Classes are chosen so that none lies above another: nouns in order of their images, most first, each becomes a class
 *    unless one above or below it has. A label below a class counts as that class (the nearest; two equally near are
 *    `conflicting`); one that lies only above classes (some dog, where beagle and poodle are classes) is `too-coarse`.
 */
export function resolveLabels(
  verdicts: readonly Verdict[],
  minimumConfidence: number,
  stepsUp: StepsUp,
): Resolved {
  const byImage = new Map<number, Verdict[]>();
  for (const verdict of verdicts) {
    const known = byImage.get(verdict.imageId);
    if (known) known.push(verdict);
    else byImage.set(verdict.imageId, [verdict]);
  }
  const resolved: Resolved = new Map();
  for (const [imageId, said] of byImage) {
    resolved.set(imageId, strongestNoun(imageId, said, minimumConfidence, stepsUp));
  }
  const nouns = countImages(resolved);
  const classes = chooseClasses(nouns, stepsUp);
  const classOfNoun = new Map([...nouns.keys()].map((noun) => [noun, classOf(noun, classes, stepsUp)]));
  for (const [imageId, label] of resolved) {
    if (typeof label === 'string') continue;
    const found = classOfNoun.get(label.synsetId) as ClassOfNoun;
    resolved.set(imageId, 'reason' in found ? found.reason : { ...label, synsetId: found.synsetId });
  }
  return resolved;
}

function strongestNoun(
  imageId: number,
  said: readonly Verdict[],
  minimumConfidence: number,
  stepsUp: StepsUp,
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
    return stands ? [{ imageId, synsetId: noun, confidence, simulated, machine }] : [];
  });
  const strength = Math.max(...standing.map(({ confidence }) => confidence));
  if (broken > Number.NEGATIVE_INFINITY && broken >= strength) return 'unsuitable';
  if (several > Number.NEGATIVE_INFINITY && several >= strength) return 'several-nouns';
  if (standing.length === 0) return 'no-noun';
  if (strength < minimumConfidence) return 'low-confidence';
  const strongest = standing.filter(({ confidence }) => confidence === strength);
  const deepest = strongest.find((one) =>
    strongest.every((other) => stepsUp(one.synsetId, other.synsetId) !== undefined),
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

function countImages(resolved: Resolved): Map<string, number> {
  const nouns = new Map<string, number>();
  for (const label of resolved.values()) {
    if (typeof label !== 'string') nouns.set(label.synsetId, (nouns.get(label.synsetId) ?? 0) + 1);
  }
  return nouns;
}

function chooseClasses(nouns: ReadonlyMap<string, number>, stepsUp: StepsUp): string[] {
  const ordered = [...nouns].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([noun]) => noun);
  const classes: string[] = [];
  for (const noun of ordered) {
    const onLine = (other: string) =>
      stepsUp(noun, other) !== undefined || stepsUp(other, noun) !== undefined;
    if (!classes.some(onLine)) classes.push(noun);
  }
  return classes;
}

type ClassOfNoun = { synsetId: string } | { reason: NoLabelReason };

function classOf(noun: string, classes: readonly string[], stepsUp: StepsUp): ClassOfNoun {
  const above = classes.flatMap((synsetId) => {
    const steps = stepsUp(noun, synsetId);
    return steps === undefined ? [] : [{ synsetId, steps }];
  });
  const least = Math.min(...above.map(({ steps }) => steps));
  const [nearest, second] = above.filter(({ steps }) => steps === least);
  if (!nearest) return { reason: 'too-coarse' };
  return second ? { reason: 'conflicting' } : { synsetId: nearest.synsetId };
}
