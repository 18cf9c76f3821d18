import { expect, it } from 'vitest';
import { simulateCrowd } from '../testing/simulated-crowd.ts';
import { estimateCrowd, unitPosterior } from './crowd-model.ts';

const crowd = {
  units: 3000,
  labelers: 100,
  answers: 5,
  votesPerUnit: 6,
  accuracy: (j: number) => (j < 50 ? 0.95 : 0.6),
  seed: 6,
};

/** How sure the likeliest answer is after these votes. */
function sureOf(
  model: ReturnType<typeof estimateCrowd>,
  ...votes: [labeler: number, answer: number][]
): number {
  const into = new Float64Array(model.answerCount);
  const labelers = Int32Array.from(votes, ([labeler]) => labeler);
  unitPosterior(model, { labelers, answers: Int32Array.from(votes, ([, answer]) => answer) }, into);
  return Math.max(...into);
}

it('is surer by the votes of those who are right more often', () => {
  const model = estimateCrowd(simulateCrowd(crowd).votes);
  expect(sureOf(model, [3, 1], [4, 1])).toBeGreaterThan(sureOf(model, [60, 1], [61, 1]));
  expect(sureOf(model, [3, 1], [4, 1])).toBeGreaterThan(0.98);
  expect(sureOf(model, [3, 1], [4, 2])).toBeLessThan(0.6);
});

it('takes who has no votes yet for one of the crowd', () => {
  const { votes } = simulateCrowd({ ...crowd, accuracy: () => 0.9 });
  const model = estimateCrowd({ ...votes, labelerCount: 101 });
  expect(sureOf(model, [100, 2])).toBeCloseTo(sureOf(model, [7, 2]), 1);
});

it('takes votes that differ for a sign that a unit is hard', () => {
  const model = estimateCrowd(simulateCrowd({ ...crowd, accuracy: () => 0.97 }).votes);
  const alone = sureOf(model, [3, 1], [4, 1]);
  // By Dawid and Skene alone, two against one slip is as one vote: .97 * 4 / .03 to one.
  const split = sureOf(model, [3, 1], [4, 1], [5, 2]);
  expect(alone).toBeGreaterThan(0.995);
  expect(split).toBeLessThan(0.985);
  expect(split).toBeGreaterThan(0.9);
});

it('gives probabilities that sum to 1, whatever the votes and the number of answers', () => {
  for (const answers of [2, 3, 5]) {
    const model = estimateCrowd(simulateCrowd({ ...crowd, answers }).votes);
    const into = new Float64Array(answers);
    unitPosterior(model, { labelers: Int32Array.of(3, 60, 4), answers: Int32Array.of(0, 1, 1) }, into);
    expect(into.reduce((sum, chance) => sum + chance)).toBeCloseTo(1, 12);
    unitPosterior(model, { labelers: new Int32Array(), answers: new Int32Array() }, into);
    for (const [c, chance] of into.entries()) expect(chance).toBeCloseTo(model.priors[c] as number, 12);
  }
});

it('keeps its probabilities where a unit has thousands of votes', () => {
  const model = estimateCrowd(simulateCrowd(crowd).votes);
  const votes = Array.from({ length: 5000 }, (_, i): [number, number] => [i % 100, i % 3 === 0 ? 1 : 2]);
  expect(sureOf(model, ...votes)).toBeCloseTo(1, 6);
});
