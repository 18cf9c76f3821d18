import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Manifest, manifestLines, manifestSha256 } from './manifest.ts';

const image = (sha256: string, split: 'train' | 'test') =>
  ({
    sha256,
    split,
    synsetId: 'n02084071',
    confidence: 2 / 3,
    simulated: split === 'test',
    machine: false,
  }) as const;
const manifest: Manifest = {
  dataset: 'garden',
  version: 2,
  options: { seed: 's', valShare: 0.1, testShare: 0.2, heldOutSources: ['b', 'a'], minimumConfidence: 0 },
  images: [image('aa', 'train'), image('bb', 'test')],
};

test('the canonical form, written out', () => {
  const text = [...manifestLines(manifest)].join('');
  expect(text).toBe(
    'imagenest-manifest 1\ngarden\n2\n' +
      '{"heldOutSources":["a","b"],"minimumConfidence":0,"seed":"s","testShare":0.2,"valShare":0.1}\n' +
      'aa\ttrain\tn02084071\t0.666667\t0\n' +
      'bb\ttest\tn02084071\t0.666667\t1\n',
  );
  expect(manifestSha256(manifest)).toBe(createHash('sha256').update(text).digest('hex'));
});

test('the order of sources makes no difference, a label does', () => {
  const otherOrder = { ...manifest.options, heldOutSources: ['a', 'b'] };
  expect(manifestSha256({ ...manifest, options: otherOrder })).toBe(manifestSha256(manifest));
  const relabelled = { ...image('bb', 'test'), synsetId: 'n02121620' };
  expect(manifestSha256({ ...manifest, images: [image('aa', 'train'), relabelled] })).not.toBe(
    manifestSha256(manifest),
  );
});
