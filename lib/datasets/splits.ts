import type { FreezeOptions } from './freeze-options.ts';
import { orderBy } from './seeded-order.ts';
import { type Split, splits } from './split.ts';

/**
 * What became of an image before, as bits: held out; shown with its label (train or val) by a version; or kept for train alone, since
 * its label was told outside of versions.
 */
export const earlier = { nothing: 0, test: 1, shown: 2, trainOnly: 4 } as const;
const TOLD = earlier.shown | earlier.trainOnly;

/** Images with their labels, as far as splits hang on them: a column each, of as many images. */
export interface SplitItems {
  /** SHA-256 of each, 32 bytes. */
  hashes: Buffer;
  /** seededKey(seed, 'split', sha256) of each. */
  splitKeys: Uint32Array;
  /** The number of the class of each, from 0. */
  classes: Int32Array;
  /** The number of the source of each. */
  sources: Int32Array;
  /** What became of each before; 0 where nothing did. */
  earlier: Uint8Array;
  /** The group of near duplicates that each is of, from 0; -1 where it has none. */
  groups: Int32Array;
}

/** What is known of the groups of near duplicates from outside: what became of images of each that are not among the items. */
export type OutsideGroups = Uint8Array;

/**
 * What may come of an image: a split, or why it is left out: of a held-out source, and its label was shown before; or it would have
 * to be held out, and the label of a near duplicate was shown.
 */
export const splitOutcomes = [...splits, 'shown-before', 'twin-shown'] as const;
export type SplitOutcome = (typeof splitOutcomes)[number];

/** Whether this is the number of a split in `splitOutcomes`. */
export const isSplit = (outcome: number): boolean => outcome < splits.length;

/** How many images are left out, by reason. */
export function countLeftOut(outcomes: Uint8Array): Partial<Record<Exclude<SplitOutcome, Split>, number>> {
  const counts: Partial<Record<Exclude<SplitOutcome, Split>, number>> = {};
  for (const outcome of outcomes) {
    if (isSplit(outcome)) continue;
    const reason = splitOutcomes[outcome] as Exclude<SplitOutcome, Split>;
    counts[reason] = (counts[reason] ?? 0) + 1;
  }
  return counts;
}

const outcomeNumber = Object.fromEntries(splitOutcomes.map((outcome, at) => [outcome, at])) as Record<
  SplitOutcome,
  number
>;
const UNDECIDED = 255;

/** Shares of the images of each class, and whether all of a source is held out, by the number of the source. */
export interface SplitOptions extends Pick<FreezeOptions, 'valShare' | 'testShare'> {
  isHeldOutSource: readonly boolean[];
}

/**
 * Gives each image its split (the number of its outcome in `splitOutcomes`), in the order of `items`, by a seeded hash, stratified by
 * class:
 *
 *     key(image) = SHA-256(seed, 0, 'split', 0, sha256)
 *
 * Images in order of their key: the first of a class go to test until its share is full, the next to val, the rest to train. A
 * share of n images is round(share * n), and at least one where the share is above 0 and the class has three or more.
 *
 * - Every image of a held-out source goes to test and does not count into the class's shares; one whose label was shown before
 *   cannot be held out any more: it is left out of the version.
 * - What was test stays test; what was shown never becomes test, what is for train alone neither test nor val. So a class may
 *   hold out more or less than its share.
 * - A group of near duplicates goes one way: by the lowest key in it, and to test or val only where the shares of all its classes
 *   have room for the whole of it. Where one of it has to be held out all are; but where the label of one was shown, what
 *   would have to be held out is left out, since its label is as good as told.
 *
 * Whoever knows the seed can bound a held-out image's class from where the keys of each class's shown images begin: the
 * seed is a secret, and the order in which images stand (frozen-images.ts) comes from another hash.
 *
 * Takes 10 bytes an image beside the items.
 */
export function assignSplits(items: SplitItems, options: SplitOptions, outside: OutsideGroups): Uint8Array {
  const { classes, groups } = items;
  const facts = factsOf(items, options, outside);
  const outcomes = Uint8Array.from(classes, (_, at) => facts.leftOut(at) ?? UNDECIDED);
  const isOpen = (at: number) => outcomes[at] === UNDECIDED;
  const takesPlace = (at: number) => isOpen(at) && !facts.isHeldOut(at);

  const classCount = classes.reduce((most, number) => Math.max(most, number + 1), 0);
  const sizes = countBy(classes, classCount, takesPlace);
  const forced = countBy(classes, classCount, (at) => takesPlace(at) && facts.wayOf(at) === 'test');
  const testLeft = sizes.map((size, of) => shareOf(size, options.testShare) - (forced[of] as number));
  const valLeft = sizes.map((size) => shareOf(size, options.valShare));

  const together = membersOf(groups, outside.length);
  for (const first of orderBy(items.splitKeys, items.hashes, isOpen)) {
    // The first of a group has decided for all of it.
    if (!isOpen(first)) continue;
    const group = groups[first] as number;
    const members = group < 0 ? [first] : together(group).filter(isOpen);
    // Images of held-out sources take nobody's place.
    const takes = Array.from(members)
      .filter(takesPlace)
      .map((at) => classes[at] as number);
    const split = outcomeNumber[splitOf(facts.wayOf(first), takes, testLeft, valLeft)];
    for (const at of members) outcomes[at] = split;
  }
  return outcomes;
}

type Way = 'test' | 'train' | 'not-test' | 'anywhere';

/** What holds for an image by what became of it and of its near duplicates. */
function factsOf(items: SplitItems, { isHeldOutSource }: SplitOptions, outside: OutsideGroups) {
  const { groups, sources } = items;
  const isHeldOut = (at: number) => isHeldOutSource[sources[at] as number] === true;
  const became = outside.slice();
  const holdsOut = new Uint8Array(outside.length);
  for (const [at, group] of groups.entries()) {
    if (group < 0) continue;
    became[group] = (became[group] as number) | (items.earlier[at] as number);
    if (isHeldOut(at)) holdsOut[group] = 1;
  }
  const bitsOf = (at: number) => {
    const group = groups[at] as number;
    return (group < 0 ? items.earlier[at] : became[group]) as number;
  };
  const leftOut = (at: number): number | undefined => {
    const own = items.earlier[at] as number;
    if (isHeldOut(at) && own & TOLD) return outcomeNumber['shown-before'];
    if (bitsOf(at) & TOLD && (isHeldOut(at) || own === earlier.test)) return outcomeNumber['twin-shown'];
    return undefined;
  };
  /** Where an image that is not left out may go, with all of its group. */
  const wayOf = (at: number): Way => {
    const bits = bitsOf(at);
    if (bits & TOLD) return bits & earlier.trainOnly ? 'train' : 'not-test';
    const group = groups[at] as number;
    return bits & earlier.test || (group < 0 ? isHeldOut(at) : holdsOut[group]) ? 'test' : 'anywhere';
  };
  return { isHeldOut, leftOut, wayOf };
}

/** The members of each of so many groups: one list of all, and where each group begins in it. */
function membersOf(groups: Int32Array, count: number): (group: number) => Uint32Array {
  const starts = new Uint32Array(count + 1);
  for (const group of groups) if (group >= 0) starts[group + 1] = (starts[group + 1] as number) + 1;
  for (let group = 0; group < count; group++)
    starts[group + 1] = (starts[group + 1] as number) + (starts[group] as number);
  const next = starts.slice();
  const members = new Uint32Array(starts[count] as number);
  for (const [at, group] of groups.entries()) {
    if (group < 0) continue;
    members[next[group] as number] = at;
    next[group] = (next[group] as number) + 1;
  }
  return (group) => members.subarray(starts[group], starts[group + 1]);
}

function splitOf(way: Way, takes: readonly number[], testLeft: Int32Array, valLeft: Int32Array): Split {
  if (way === 'test' || way === 'train') return way;
  if (way === 'anywhere' && takePlaces(testLeft, takes)) return 'test';
  return takePlaces(valLeft, takes) ? 'val' : 'train';
}

/** Takes places where there are enough of every class; gives whether there were. */
function takePlaces(left: Int32Array, takes: readonly number[]): boolean {
  for (const [taken, of] of takes.entries()) {
    const places = left[of] as number;
    if (places <= 0) {
      for (const one of takes.slice(0, taken)) left[one] = (left[one] as number) + 1;
      return false;
    }
    left[of] = places - 1;
  }
  return true;
}

function countBy(numbers: Int32Array, count: number, counts: (at: number) => boolean): Int32Array {
  const sums = new Int32Array(count);
  for (const [at, number] of numbers.entries()) if (counts(at)) sums[number] = (sums[number] as number) + 1;
  return sums;
}

function shareOf(images: number, share: number): number {
  const exact = Math.round(images * share);
  return share > 0 && images >= 3 ? Math.max(1, exact) : exact;
}
