import { describe, expect, test } from 'vitest';
import { machineAnswer } from './assistant.ts';

const [animal, dog, beagle, cat, car] = ['animal', 'dog', 'beagle', 'cat', 'car'] as const;
const above: Record<string, string[]> = { [beagle]: [dog, animal], [dog]: [animal], [cat]: [animal] };
const isBelow = (noun: string, other: string) => noun === other || (above[noun] ?? []).includes(other);

describe('what a model answers to verify', () => {
  const verify = (guess: string, noun: string, known: string[]) =>
    machineAnswer('verify', guess, { noun, roots: [], known }, isBelow);

  test('yes at or below the noun, no off its line', () => {
    expect(verify(dog, dog, [dog, cat])).toBe('yes');
    expect(verify(beagle, dog, [beagle, cat])).toBe('yes');
    expect(verify(cat, dog, [beagle, cat])).toBe('no');
  });

  test('nothing where the guess is coarser than the question or the model does not know the noun', () => {
    expect(verify(dog, beagle, [dog, beagle, cat])).toBeNull();
    expect(verify(cat, car, [dog, cat])).toBeNull();
    expect(verify(cat, beagle, [dog, cat])).toBeNull();
  });
});

test('to classify it answers its guess, inside what the campaign asks for alone', () => {
  const classify = (guess: string) =>
    machineAnswer('classify', guess, { noun: null, roots: [animal], known: [guess] }, isBelow);
  expect(classify(beagle)).toBe(beagle);
  expect(classify(car)).toBeNull();
});
