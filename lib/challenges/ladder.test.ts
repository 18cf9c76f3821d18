import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Random, seededRandom } from '#lib/core/random';
import { ladderOf } from './ladder.ts';

describe('ladderOf', () => {
  it('moves only when a score beats the best shown by more than the step, and tells multiples of it', () => {
    expect(ladderOf([0.312, 0.309, 0.296, 0.35, 0.2, 0.196], 0.01)).toEqual([0.31, 0.31, 0.3, 0.3, 0.2, 0.2]);
  });

  it('is turned round where more is better', () => {
    expect(ladderOf([0.7, 0.705, 0.75, 0.6], 0.01, false)).toEqual([0.7, 0.7, 0.75, 0.75]);
  });

  it('never gets worse, moves by more than half a step, and stays within a step and a half of the best', () => {
    const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(values, fc.constantFrom(0.001, 0.01, 0.05), (scores, step) => {
        const shown = ladderOf(scores, step);
        for (const [at, now] of shown.entries()) {
          const before = shown[at - 1] ?? now + step;
          expect(now === before || now < before - step / 2 + 1e-9).toBe(true);
          const best = Math.min(...scores.slice(0, at + 1));
          expect(Math.abs(now - best)).toBeLessThanOrEqual(1.5 * step + 1e-9);
        }
      }),
    );
  });
});

/**
 * The attack of Blum and Hardt (2015), section 4: send in 500 random answers to yes or no questions, keep those that the
 * leaderboard says are better, and answer by their majority, or as the best of them where that is told. On the images that
 * the leaderboard tells of it looks better than chance; on others it is chance. Gives what it gains on the former.
 */
function attack(random: Random, images: number, step: number | null): number {
  const flip = () => Int8Array.from({ length: images }, () => (random.next() < 0.5 ? 1 : -1));
  const truth = flip();
  const gainOf = (answers: ArrayLike<number>) => {
    let right = 0;
    for (let i = 0; i < images; i++) if (Math.sign(answers[i] as number) === truth[i]) right++;
    return right / images - 0.5;
  };
  const guesses = Array.from({ length: 500 }, flip);
  const errors = guesses.map((guess) => 0.5 - gainOf(guess));
  const shown = step === null ? errors : ladderOf(errors, step);
  // Told plainly: who is better than even. Told by the Ladder: who moved it.
  const chosen = guesses.filter((_, at) =>
    step === null ? (shown[at] as number) < 0.5 : at > 0 && (shown[at] as number) < (shown[at - 1] as number),
  );
  const votes = new Float64Array(images);
  for (const guess of chosen) {
    for (let i = 0; i < images; i++) votes[i] = (votes[i] as number) + (guess[i] as number);
  }
  const best = guesses[shown.indexOf(Math.min(...shown))] as Int8Array;
  return Math.max(gainOf(votes.map((vote, i) => vote || (best[i] as number))), gainOf(best));
}

describe('an attacker with 500 random submissions', () => {
  it('gains at most a third on the held-out public score of what it gains without the Ladder', () => {
    const IMAGES = 1000;
    const ROUNDS = 10;
    // One standard error of a share of so many images.
    const step = Math.sqrt(0.25 / IMAGES);
    const mean = (stepOrNone: number | null) => {
      const gains = Array.from({ length: ROUNDS }, (_, seed) =>
        attack(seededRandom(seed), IMAGES, stepOrNone),
      );
      return gains.reduce((sum, gain) => sum + gain, 0) / ROUNDS;
    };
    const without = mean(null);
    expect(without).toBeGreaterThan(0.12);
    expect(mean(step)).toBeLessThanOrEqual(without / 3);
  });
});
