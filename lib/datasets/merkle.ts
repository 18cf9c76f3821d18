import { createHash } from 'node:crypto';

/**
 * The hash of a leaf: SHA-256 of a zero byte and its data. Leaves and nodes begin with different bytes, so that no node can
 * be passed off as a leaf (RFC 6962, section 2.1).
 */
export function leafHash(data: Uint8Array): Buffer {
  return createHash('sha256').update(LEAF).update(data).digest();
}

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(NODE).update(left).update(right).digest();
}

/**
 * The root over hashes of leaves, as RFC 6962 defines it: of a tree whose left half is the largest power of two below the
 * number of leaves. Made level by level: neighbours are joined, and one without a neighbour goes up as it is. So the hashes
 * may as well be those of subtrees of equally many leaves, a power of two, of which the last may have fewer.
 */
export function merkleRoot(hashes: readonly Uint8Array[]): Buffer {
  let level = hashes;
  while (level.length > 1) level = levelAbove(level);
  return level[0] ? Buffer.from(level[0]) : createHash('sha256').digest();
}

/** What stands beside the way from a leaf (or subtree) up to the root, lowest first: the audit path of RFC 6962. */
export function merklePath(hashes: readonly Uint8Array[], index: number): Buffer[] {
  const path: Buffer[] = [];
  let level = hashes;
  for (let at = index; level.length > 1; at >>= 1) {
    const beside = level[at ^ 1];
    if (beside) path.push(Buffer.from(beside));
    level = levelAbove(level);
  }
  return path;
}

function levelAbove(level: readonly Uint8Array[]): Uint8Array[] {
  const above: Uint8Array[] = [];
  for (let at = 0; at < level.length; at += 2) {
    const [left, right] = [level[at] as Uint8Array, level[at + 1]];
    above.push(right ? nodeHash(left, right) : left);
  }
  return above;
}

/**
 * The root that a path leads to from the leaf at `index` of `size`; undefined where the path is too short or too long for
 * that place (RFC 9162, section 2.1.3.2). Whoever compares it with a root that they trust has checked the proof.
 */
export function rootOfPath(
  leaf: Uint8Array,
  { index, size, path }: { index: number; size: number; path: readonly Uint8Array[] },
): Buffer | undefined {
  if (index < 0 || index >= size) return undefined;
  let hash: Buffer = Buffer.from(leaf);
  let [at, last] = [index, size - 1];
  let used = 0;
  for (; last > 0; at = Math.floor(at / 2), last = Math.floor(last / 2)) {
    // The last of a level with nobody beside it goes up as it is.
    if (at === last && at % 2 === 0) continue;
    const beside = path[used++];
    if (!beside) return undefined;
    hash = at % 2 === 1 ? nodeHash(beside, hash) : nodeHash(hash, beside);
  }
  return used === path.length ? hash : undefined;
}
