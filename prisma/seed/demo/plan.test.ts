import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core/random';
import { familyIds } from './families.ts';
import { nouns } from './nouns.ts';
import {
  DEMO_VARIATIONS,
  HELD_OUT_FAMILY,
  nearNouns,
  planImages,
  planVerifyUnits,
  WRONG_CANDIDATES,
} from './plan.ts';
import { simulatedLabelers, simulateVerifyVote } from './simulated-labelers.ts';

const countBy = <T>(items: readonly T[], key: (item: T) => string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
};

describe('planImages', () => {
  const images = planImages();

  it('has every variation of every drawing once, numbered in order', () => {
    expect(images).toHaveLength(nouns.length * familyIds.length * DEMO_VARIATIONS);
    expect(new Set(images.map((i) => `${i.synset} ${i.family} ${i.variation}`)).size).toBe(images.length);
    expect(images.every((image, place) => image.index === place)).toBe(true);
  });

  it('is the same for the same seed and another for another', () => {
    expect(planImages(7, 4)).toEqual(planImages(7, 4));
    expect(planImages(7, 4)).not.toEqual(planImages(8, 4));
  });

  it.each([DEMO_VARIATIONS, 3])('halves %i variations evenly by synset and family', (variations) => {
    const labelled = planImages(1, variations).filter((image) => image.part === 'labelled');
    const byDrawing = countBy(labelled, (image) => `${image.synset} ${image.family}`);
    expect(Math.max(...byDrawing.values()) - Math.min(...byDrawing.values())).toBeLessThanOrEqual(1);
    expect(Math.abs(labelled.length / (nouns.length * familyIds.length * variations) - 0.5)).toBeLessThan(
      0.01,
    );
  });

  it('marks the pictures of the held-out family', () => {
    expect(images.filter(({ heldOut }) => heldOut).every(({ family }) => family === HELD_OUT_FAMILY)).toBe(
      true,
    );
    expect(images.some(({ heldOut, part }) => heldOut && part === 'labelled')).toBe(true);
  });
});

describe('planVerifyUnits', () => {
  const images = planImages();
  const units = planVerifyUnits(images);

  it('asks every image about its noun and a fifth about a near noun', () => {
    expect(units.filter((unit) => unit.truth)).toHaveLength(images.length);
    const wrong = units.filter((unit) => !unit.truth);
    expect(Math.abs(wrong.length / images.length - WRONG_CANDIDATES)).toBeLessThan(0.03);
    for (const unit of wrong) {
      const synset = images[unit.image]?.synset ?? '';
      expect(nearNouns(synset).map((noun) => noun.synset)).toContain(unit.synset);
      expect(unit.synset).not.toBe(synset);
    }
  });

  it('is deterministic and never asks the same twice', () => {
    expect(planVerifyUnits(images)).toEqual(units);
    expect(new Set(units.map((unit) => `${unit.image} ${unit.synset}`)).size).toBe(units.length);
  });
});

describe('nearNouns', () => {
  const near = (word: string) =>
    nearNouns(nouns.find((noun) => noun.word === word)?.synset ?? '')
      .map((noun) => noun.word)
      .sort();

  it('takes the narrowest branch with another noun', () => {
    expect(near('lion')).toEqual(['leopard', 'tiger']);
    expect(near('cat')).toEqual(['leopard', 'lion', 'tiger']);
    expect(near('guitar')).toEqual(['violin']);
  });

  it('refuses a synset that the demo has not', () => {
    expect(() => nearNouns('n00000000')).toThrow(RangeError);
  });
});

describe('simulated labelers', () => {
  it('are 12, say so in their names, and answer as reliably as they say', () => {
    expect(simulatedLabelers).toHaveLength(12);
    for (const labeler of simulatedLabelers) {
      expect(labeler.name).toMatch(/^Simulated labeler \d+ \(right in \d\d % of answers\)$/);
      const random = seededRandom(labeler.name);
      let right = 0;
      for (let i = 0; i < 4000; i++) {
        const truth = i % 2 === 0;
        if (simulateVerifyVote(labeler, truth, random).answer === truth) right++;
      }
      expect(Math.abs(right / 4000 - labeler.reliability)).toBeLessThan(0.025);
    }
    expect(Math.min(...simulatedLabelers.map((labeler) => labeler.reliability))).toBe(0.8);
    expect(Math.max(...simulatedLabelers.map((labeler) => labeler.reliability))).toBe(0.99);
  });
});
