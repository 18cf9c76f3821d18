import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classesOf, type Label, type NoLabelReason, strongestNoun, type Verdict } from './labels.ts';

// animal over dog over (beagle, poodle); animal over cat.
const [animal, dog, beagle, poodle, cat] = ['n00000001', 'n00000002', 'n00000003', 'n00000004', 'n00000005'];
const parent: Record<string, string> = { [dog]: animal, [beagle]: dog, [poodle]: dog, [cat]: animal };
const above = new Map(
  [animal, dog, beagle, poodle, cat].map((noun) => {
    const line = new Map<string, number>();
    for (let at: string | undefined = noun; at; at = parent[at]) line.set(at, line.size);
    return [noun, line];
  }),
);

type ImageVerdict = Verdict & { imageId: number };

/** The label of each image, or why it has none. */
function resolveLabels(
  verdicts: readonly ImageVerdict[],
  minimum: number,
): Map<number, Label | NoLabelReason> {
  const resolved = new Map<number, Label | NoLabelReason>();
  for (const image of new Set(verdicts.map(({ imageId }) => imageId))) {
    const said = verdicts.filter(({ imageId }) => imageId === image);
    resolved.set(image, strongestNoun(said, minimum, above));
  }
  const nouns = new Map<string, number>();
  for (const label of resolved.values())
    if (typeof label !== 'string') nouns.set(label.synsetId, (nouns.get(label.synsetId) ?? 0) + 1);
  const classes = classesOf(nouns, above);
  for (const [image, label] of resolved) {
    const found = typeof label === 'string' ? undefined : classes.get(label.synsetId);
    if (!found || typeof label === 'string') continue;
    resolved.set(image, 'reason' in found ? found.reason : { ...label, synsetId: found.synsetId });
  }
  return resolved;
}

const verify = (imageId: number, synsetId: string, answer: 'yes' | 'no', confidence = 1): ImageVerdict => ({
  imageId,
  synsetId,
  answer,
  confidence,
  simulated: false,
  machine: false,
});
const classify = (imageId: number, answer: string, confidence = 1): ImageVerdict => ({
  imageId,
  synsetId: null,
  answer,
  confidence,
  simulated: false,
  machine: false,
});
const labels = (verdicts: ImageVerdict[], minimum = 0) =>
  Object.fromEntries(
    [...resolveLabels(verdicts, minimum)].map(([image, label]) => [
      image,
      typeof label === 'string' ? label : label.synsetId,
    ]),
  );

describe('one image', () => {
  test('yes and a noun are labels; no, none and cannot-tell are not', () => {
    expect(
      labels([
        verify(1, dog, 'yes'),
        classify(2, cat),
        verify(3, dog, 'no'),
        classify(4, 'none'),
        classify(5, 'cannot-tell'),
      ]),
    ).toEqual({ 1: dog, 2: cat, 3: 'no-noun', 4: 'no-noun', 5: 'no-noun' });
  });

  test('of several nouns the one of highest confidence; equals on one line give the deepest, others conflict', () => {
    expect(labels([verify(1, dog, 'yes', 0.7), verify(1, cat, 'yes', 0.9)])).toEqual({ 1: cat });
    expect(labels([verify(1, dog, 'yes'), classify(1, beagle)])).toEqual({ 1: beagle });
    expect(labels([verify(1, dog, 'yes'), verify(1, cat, 'yes')])).toEqual({ 1: 'conflicting' });
  });

  test('a stronger no outweighs a yes', () => {
    expect(labels([verify(1, dog, 'yes', 0.6), verify(1, dog, 'no', 0.8)])).toEqual({ 1: 'no-noun' });
    expect(labels([verify(1, dog, 'no', 0.6), classify(1, dog, 0.8)])).toEqual({ 1: dog });
  });

  test('broken and unsure images are left out', () => {
    expect(labels([classify(1, 'broken', 0.9), verify(1, dog, 'yes', 0.8)])).toEqual({ 1: 'unsuitable' });
    expect(labels([verify(1, dog, 'yes', 0.6)], 0.7)).toEqual({ 1: 'low-confidence' });
    expect(labels([verify(1, dog, 'yes', 0.7)], 0.7)).toEqual({ 1: dog });
  });

  test('a label is simulated only where all that speaks for it as strongly is', () => {
    const simulated = { ...verify(1, dog, 'yes'), simulated: true };
    expect(resolveLabels([simulated], 0).get(1)).toMatchObject({ simulated: true });
    expect(resolveLabels([simulated, classify(1, dog)], 0).get(1)).toMatchObject({
      simulated: false,
    });
  });

  test('a label has a model’s vote where anything that speaks for it as strongly has', () => {
    const machine = { ...verify(1, dog, 'yes'), machine: true };
    expect(resolveLabels([verify(1, dog, 'yes')], 0).get(1)).toMatchObject({ machine: false });
    expect(resolveLabels([machine, classify(1, dog)], 0).get(1)).toMatchObject({ machine: true });
    expect(resolveLabels([{ ...machine, confidence: 0.9 }, classify(1, dog)], 0).get(1)).toMatchObject({
      machine: false,
    });
  });

  test('an image of several nouns has no label of its own, unless one noun is surer', () => {
    expect(labels([classify(1, `${cat} ${dog}`, 0.9)])).toEqual({ 1: 'several-nouns' });
    expect(labels([classify(1, `${cat} ${dog}`, 0.9), verify(1, dog, 'yes', 0.8)])).toEqual({
      1: 'several-nouns',
    });
    expect(labels([classify(1, `${cat} ${dog}`, 0.8), verify(1, dog, 'yes', 0.9)])).toEqual({ 1: dog });
  });
});

describe('classes', () => {
  test('the noun with more images stands; what lies below counts as it', () => {
    expect(labels([verify(1, dog, 'yes'), verify(2, dog, 'yes'), classify(3, beagle)])).toEqual({
      1: dog,
      2: dog,
      3: dog,
    });
  });

  test('what lies above the classes is too coarse', () => {
    expect(
      labels([
        classify(1, beagle),
        classify(2, beagle),
        classify(3, poodle),
        classify(4, dog),
        classify(5, animal),
      ]),
    ).toEqual({ 1: beagle, 2: beagle, 3: poodle, 4: 'too-coarse', 5: 'too-coarse' });
  });

  test('no class ever lies above another, and every image has an outcome', () => {
    const verdict = fc.record({
      imageId: fc.nat(12),
      synsetId: fc.constantFrom(null, animal, dog, beagle, cat),
      answer: fc.constantFrom('yes', 'no', dog, poodle, beagle, `${cat} ${dog}`, 'none', 'broken'),
      confidence: fc.constantFrom(0.4, 0.6, 1),
      simulated: fc.boolean(),
      machine: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(verdict, { maxLength: 60 }), (verdicts) => {
        const resolved = resolveLabels(verdicts, 0.5);
        expect([...resolved.keys()].sort()).toEqual([...new Set(verdicts.map((one) => one.imageId))].sort());
        const classes = new Set(
          [...resolved.values()].flatMap((one) => (typeof one === 'string' ? [] : one.synsetId)),
        );
        for (const one of classes)
          for (const other of classes) if (one !== other) expect(above.get(one)?.has(other)).toBe(false);
      }),
    );
  });
});
