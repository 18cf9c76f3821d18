import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { checkInclusion, type InclusionProof, imageLeaf } from './inclusion-proof.ts';
import { merklePath, merkleRoot } from './merkle.ts';

const names = Array.from({ length: 5 }, (_, at) => createHash('sha256').update(`${at}`).digest('hex')).sort();
const root = merkleRoot(names.map(imageLeaf)).toString('hex');
const [sha256] = names.slice(2) as [string];
const proof: InclusionProof = {
  dataset: 'birds',
  version: 1,
  sha256,
  index: 2,
  images: 5,
  path: merklePath(names.map(imageLeaf), 2).map((hash) => hash.toString('hex')),
  root,
};

describe('checking a proof', () => {
  test('accepts an image of the version', () => {
    expect(() => checkInclusion(proof, { sha256, root })).not.toThrow();
  });

  test.each([
    ['another-image', proof, { sha256: names[3] as string, root }],
    ['proof-does-not-lead-to-root', proof, { sha256, root: names[0] as string }],
    ['proof-does-not-lead-to-root', { ...proof, index: 3 }, { sha256, root }],
    ['proof-does-not-lead-to-root', { ...proof, path: proof.path.slice(1) }, { sha256, root }],
    // What the proof itself calls the root is nothing to trust.
    [
      'proof-does-not-lead-to-root',
      { ...proof, root: names[0] as string },
      { sha256, root: names[0] as string },
    ],
  ])('refuses %s', (code, given, against) => {
    expect(() => checkInclusion(given, against)).toThrow(expect.objectContaining({ code }));
  });
});
