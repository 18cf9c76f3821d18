import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { LabelledImages } from './labelled-images.ts';
import { seededKey } from './seeded-order.ts';

const sha = (name: number) => createHash('sha256').update(String(name)).digest('hex');
const nouns = ['n00000003', 'n00000001', 'n00000002'];

function made(count: number, expected: number): LabelledImages {
  const images = new LabelledImages('s', expected);
  for (let imageId = 0; imageId < count; imageId++) {
    images.add({
      imageId,
      sha256: sha(imageId),
      source: `source ${imageId % 2}`,
      label: {
        synsetId: nouns[imageId % 3] as string,
        confidence: 1 / (imageId + 1),
        simulated: imageId % 4 === 0,
        machine: imageId % 5 === 0,
      },
    });
  }
  return images;
}

test('columns hold what is added, however many more than expected', () => {
  for (const expected of [0, 10, 5000]) {
    const images = made(3000, expected);
    expect(images.count).toBe(3000);
    expect(images.countNouns()).toEqual(new Map(nouns.map((id) => [id, 1000])));
    for (const at of [0, 1, 1023, 1024, 2999]) {
      expect(images.imageIds[at]).toBe(at);
      expect(images.sha256(at)).toBe(sha(at));
      expect(images.splitKeys[at]).toBe(seededKey('s', 'split', sha(at)));
      expect(images.positionKeys[at]).toBe(seededKey('s', 'position', sha(at)));
      expect(images.confidences[at]).toBe(1 / (at + 1));
      expect([images.simulated(at), images.machine(at)]).toEqual([at % 4 === 0, at % 5 === 0]);
      expect(images.sourceSlugs[images.sources[at] as number]).toBe(`source ${at % 2}`);
    }
  }
});

test('nouns become classes in order of their ids, and images of none go', () => {
  const images = made(3000, 3000);
  const leftOut = images.countAs(
    new Map([
      ['n00000003', { synsetId: 'n00000009' }],
      ['n00000001', { reason: 'too-coarse' as const }],
      ['n00000002', { synsetId: 'n00000002' }],
    ]),
  );
  expect(leftOut).toEqual({ 'too-coarse': 1000 });
  expect(images.synsetIds).toEqual(['n00000002', 'n00000009']);
  expect([images.count, images.imageIds.length, images.hashes.length]).toEqual([2000, 2000, 64_000]);
  for (const at of images.imageIds.keys()) {
    const imageId = images.imageIds[at] as number;
    expect(imageId).toBe(3 * Math.floor(at / 2) + 2 * (at % 2));
    expect(images.sha256(at)).toBe(sha(imageId));
    expect(images.nouns[at]).toBe(imageId % 3 === 0 ? 1 : 0);
  }
});
