import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PartedImage, publicImages } from './score-parts.ts';

const challenge = '0199a0c0-0000-7000-8000-000000000001';
const sha256 = (name: string) => hash('sha256', name, 'hex');

/** So many images of each class. */
const make = (counts: readonly number[]): PartedImage[] =>
  counts.flatMap((count, stratum) =>
    Array.from({ length: count }, (_, i) => ({ sha256: sha256(`${stratum}/${i}`), stratum })),
  );
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
const counts = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 12 });
const share = fc.double({ min: 0.05, max: 0.95, noNaN: true });

describe('publicImages', () => {
  it('takes the share of all images and of each class, to one image', () => {
    fc.assert(
      fc.property(counts, share, (classes, part) => {
        const images = make(classes);
        fc.pre(images.length > 1);
        const chosen = publicImages(images, challenge, part);
        const wanted = Math.min(Math.max(Math.round(part * images.length), 1), images.length - 1);
        expect(sum(chosen)).toBe(wanted);
        for (const [stratum, count] of classes.entries()) {
          const taken = sum(chosen.filter((_, i) => images[i]?.stratum === stratum));
          expect(Math.abs(taken - (wanted * count) / images.length)).toBeLessThan(1);
        }
      }),
    );
  });

  it('takes the same images in whatever order they come', () => {
    fc.assert(
      fc.property(counts, share, (classes, part) => {
        const images = make(classes);
        const chosen = publicImages(images, challenge, part);
        expect(publicImages([...images].reverse(), challenge, part)).toEqual(chosen.reverse());
      }),
    );
  });

  it('takes others in another challenge', () => {
    const images = make([100, 100]);
    const [first, second] = ['one', 'two'].map((id) => publicImages(images, id, 0.5)) as [
      Uint8Array,
      Uint8Array,
    ];
    const shared = sum(first.map((bit, i) => bit & (second[i] as number)));
    // 50 of 100 by chance, give or take 5.
    expect(shared).toBeGreaterThan(30);
    expect(shared).toBeLessThan(70);
  });

  it('leaves out images of nouns that are no class', () => {
    const strangers = make([10]).map((image) => ({ ...image, stratum: -1 }));
    expect(sum(publicImages([...strangers, ...make([4])].slice(0, 14), challenge, 0.5))).toBe(2);
    expect(sum(publicImages(strangers, challenge, 0.5))).toBe(0);
  });

  it('leaves an image for both parts where there are two', () => {
    expect(sum(publicImages(make([2]), challenge, 0.05))).toBe(1);
    expect(sum(publicImages(make([1, 1]), challenge, 0.95))).toBe(1);
  });
});
