import { createHash } from 'node:crypto';
import type { FreezeOptions } from './freeze-options.ts';
import type { Split } from './split.ts';

/** An image with its label, as far as its split hangs on it. */
export interface SplitItem {
  sha256: string;
  synsetId: string;
  /** Slug of its source. */
  source: string;
  /**
   * What became of it before: held out, or shown with its label (train or val) by an earlier version; kept for train alone,
   * since its label was told outside of versions; null where nothing did.
   */
  earlier: 'test' | 'shown' | 'train-only' | null;
}

type SplitOptions = Pick<FreezeOptions, 'seed' | 'valShare' | 'testShare' | 'heldOutSources'>;

/**
 * Gives each image its split, in the order of `items`, by a seeded hash, stratified by class:
 *
 *     key(image) = SHA-256(seed, 0, 'split', 0, sha256)
 *
 * Within a class, images in order of their key: the first go to test until its share is full, the next to val, the rest to
 * train. A share of n images is round(share * n), and at least one where the share is above 0 and the class has three or more.
 *
 * - Every image of a held-out source goes to test and does not count into the class's shares; one whose label was shown before
 *   cannot be held out any more and gets null: it is left out of the version.
 * - What was test stays test; what was shown never becomes test, what is for train alone neither test nor val. So a class may
 *   hold out more or less than its share.
 *
 * Whoever knows the seed can bound a held-out image's class from where the keys of each class's shown images begin: the
 * seed is a secret, and the order in which images stand (`position`) comes from another hash.
 */
export function assignSplits(items: readonly SplitItem[], options: SplitOptions): (Split | null)[] {
  const heldOut = new Set(options.heldOutSources);
  const splits = new Array<Split | null>(items.length);
  const classes = new Map<string, { index: number; key: string; earlier: SplitItem['earlier'] }[]>();
  for (const [index, { sha256, synsetId, source, earlier }] of items.entries()) {
    if (heldOut.has(source)) {
      splits[index] = earlier === 'shown' || earlier === 'train-only' ? null : 'test';
      continue;
    }
    const members = classes.get(synsetId) ?? [];
    members.push({ index, key: seededKey(options.seed, 'split', sha256), earlier });
    classes.set(synsetId, members);
  }
  for (const members of classes.values()) {
    members.sort(byKey);
    let testLeft =
      shareOf(members.length, options.testShare) - members.filter(({ earlier }) => earlier === 'test').length;
    let valLeft = shareOf(members.length, options.valShare);
    for (const { index, earlier } of members) {
      if (earlier === 'test') splits[index] = 'test';
      else if (earlier === 'train-only') splits[index] = 'train';
      else if (earlier === null && testLeft-- > 0) splits[index] = 'test';
      else splits[index] = valLeft-- > 0 ? 'val' : 'train';
    }
  }
  return splits;
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
