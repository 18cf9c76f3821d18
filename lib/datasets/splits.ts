import { createHash } from 'node:crypto';
import type { FreezeOptions } from './freeze-options.ts';
import type { Split } from './split.ts';

/**
 * What became of an image before: held out; shown with its label (train or val) by a version; or kept for train alone, since
 * its label was told outside of versions.
 */
export type Earlier = 'test' | 'shown' | 'train-only';

/** An image with its label, as far as its split hangs on it. */
export interface SplitItem {
  sha256: string;
  synsetId: string;
  /** Slug of its source. */
  source: string;
  /** Null where nothing became of it yet. */
  earlier: Earlier | null;
  /** The group of near duplicates that it is of; null where it has none. */
  group: number | null;
}

/**
 * Its split, or why it is left out: of a held-out source, and its label was shown before; or it would have to be held out, and
 * the label of a near duplicate was shown.
 */
export type SplitOutcome = Split | 'shown-before' | 'twin-shown';

type SplitOptions = Pick<FreezeOptions, 'seed' | 'valShare' | 'testShare' | 'heldOutSources'>;

/**
 * Gives each image its split, in the order of `items`, by a seeded hash, stratified by class:
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
 *   would have to be held out is left out, since its label is as good as told. `outside` says what became of
 *   images of a group that are not among the items.
 *
 * Whoever knows the seed can bound a held-out image's class from where the keys of each class's shown images begin: the
 * seed is a secret, and the order in which images stand (`position`) comes from another hash.
 */
export function assignSplits(
  items: readonly SplitItem[],
  options: SplitOptions,
  outside: ReadonlyMap<number, ReadonlySet<Earlier>> = new Map(),
): SplitOutcome[] {
  const heldOutSources = new Set(options.heldOutSources);
  const isHeldOut = (at: number) => heldOutSources.has((items[at] as SplitItem).source);
  const outcomes = new Array<SplitOutcome>(items.length);
  const parties: Party[] = [];
  for (const { members, became } of gather(items, outside)) {
    const told = became.has('shown') || became.has('train-only');
    const kept = members.filter((at) => {
      const { earlier } = items[at] as SplitItem;
      const toldItself = earlier === 'shown' || earlier === 'train-only';
      if (isHeldOut(at) && toldItself) outcomes[at] = 'shown-before';
      else if (told && (isHeldOut(at) || earlier === 'test')) outcomes[at] = 'twin-shown';
      return outcomes[at] === undefined;
    });
    if (kept.length === 0) continue;
    parties.push({
      members: kept,
      // Images of held-out sources take nobody's place.
      takes: kept.filter((at) => !isHeldOut(at)).map((at) => (items[at] as SplitItem).synsetId),
      key: kept
        .map((at) => seededKey(options.seed, 'split', (items[at] as SplitItem).sha256))
        .reduce((a, b) => (a < b ? a : b)),
      goes: told
        ? became.has('train-only')
          ? 'train'
          : 'not-test'
        : became.has('test') || kept.some(isHeldOut)
          ? 'test'
          : 'anywhere',
    });
  }

  const sizes = sumOf(parties);
  const forced = sumOf(parties.filter(({ goes }) => goes === 'test'));
  const testLeft = new Map<string, number>();
  const valLeft = new Map<string, number>();
  for (const [synsetId, size] of sizes) {
    testLeft.set(synsetId, shareOf(size, options.testShare) - (forced.get(synsetId) ?? 0));
    valLeft.set(synsetId, shareOf(size, options.valShare));
  }
  for (const party of parties.sort(byKey)) {
    const split = splitOf(party, testLeft, valLeft);
    for (const at of party.members) outcomes[at] = split;
  }
  return outcomes;
}

/** What goes one way: a group of near duplicates, or an image alone. */
interface Party {
  /** Places among the items. */
  members: number[];
  /** The classes of which it takes places, one for each image. */
  takes: string[];
  key: string;
  goes: 'test' | 'train' | 'not-test' | 'anywhere';
}

function* gather(items: readonly SplitItem[], outside: ReadonlyMap<number, ReadonlySet<Earlier>>) {
  const groups = new Map<number, { members: number[]; became: Set<Earlier> }>();
  for (const [at, { group, earlier }] of items.entries()) {
    if (group === null) {
      yield { members: [at], became: new Set(earlier ? [earlier] : []) };
      continue;
    }
    const known = groups.get(group) ?? { members: [], became: new Set(outside.get(group)) };
    groups.set(group, known);
    known.members.push(at);
    if (earlier) known.became.add(earlier);
  }
  yield* groups.values();
}

function splitOf({ goes, takes }: Party, testLeft: Map<string, number>, valLeft: Map<string, number>): Split {
  if (goes === 'test' || goes === 'train') return goes;
  if (goes === 'anywhere' && takePlaces(testLeft, takes)) return 'test';
  return takePlaces(valLeft, takes) ? 'val' : 'train';
}

/** Takes places where there are enough of every class; gives whether there were. */
function takePlaces(left: Map<string, number>, takes: readonly string[]): boolean {
  const taken: string[] = [];
  for (const synsetId of takes) {
    const places = left.get(synsetId) ?? 0;
    if (places <= 0) {
      for (const one of taken) left.set(one, (left.get(one) ?? 0) + 1);
      return false;
    }
    left.set(synsetId, places - 1);
    taken.push(synsetId);
  }
  return true;
}

function sumOf(parties: readonly Party[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { takes } of parties)
    for (const synsetId of takes) sums.set(synsetId, (sums.get(synsetId) ?? 0) + 1);
  return sums;
}

/**
 * The places of images in the version, from 0, in the order of `sha256s`: by SHA-256(seed, 0, 'position', 0, sha256), which
 * says nothing of class or split.
 */
export function assignPositions(sha256s: readonly string[], seed: string): number[] {
  const order = sha256s
    .map((sha256, index) => ({ index, key: seededKey(seed, 'position', sha256) }))
    .sort(byKey);
  const positions = new Array<number>(sha256s.length);
  for (const [position, { index }] of order.entries()) positions[index] = position;
  return positions;
}

function seededKey(seed: string, purpose: string, sha256: string): string {
  return createHash('sha256').update(`${seed}\0${purpose}\0${sha256}`).digest('hex');
}

function byKey(a: { key: string }, b: { key: string }): number {
  return a.key < b.key ? -1 : Number(a.key > b.key);
}

function shareOf(images: number, share: number): number {
  const exact = Math.round(images * share);
  return share > 0 && images >= 3 ? Math.max(1, exact) : exact;
}
