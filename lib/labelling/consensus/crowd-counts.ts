/** Added to every count, so that what was never seen is not impossible. */
export const SMOOTHING = 0.01;

/** Bounds of how many votes of each truth the crowd counts for: the least for each answer, the most in all. */
const LEAST_CROWD = 1.5;
const MOST_CROWD = 500;

/**
 * Pseudo-counts of every labeler: answers as the crowd gives them, as many as labelers are alike. That number is fitted as a
 * beta-binomial's, by moments of how often each labeler is right of each truth: with n votes of one truth, x of them right,
 * and p right over all labelers,
 *
 *     rho = (sum of (x - n p)^2 / n - p (1 - p)) / sum of (n - 1) p (1 - p),    number = 1 / rho - 1
 */
export function takeCrowd(counts: Float64Array, pseudo: Float64Array, answerCount: number): void {
  const cells = answerCount * answerCount;
  const totals = new Float64Array(answerCount).fill(SMOOTHING * answerCount);
  pseudo.fill(SMOOTHING);
  for (let begin = 0; begin < counts.length; begin += cells) {
    for (let cell = 0; cell < cells; cell++) {
      const count = counts[begin + cell] as number;
      pseudo[cell] = (pseudo[cell] as number) + count;
      totals[cell % answerCount] = (totals[cell % answerCount] as number) + count;
    }
  }
  for (let cell = 0; cell < cells; cell++) {
    pseudo[cell] = (pseudo[cell] as number) / (totals[cell % answerCount] as number);
  }
  const votes = alikeness(counts, pseudo, answerCount);
  for (let cell = 0; cell < cells; cell++) pseudo[cell] = (pseudo[cell] as number) * votes;
}

function alikeness(counts: Float64Array, crowd: Float64Array, answerCount: number): number {
  const cells = answerCount * answerCount;
  let beyondChance = 0;
  let scale = 0;
  for (let begin = 0; begin < counts.length; begin += cells) {
    for (let c = 0; c < answerCount; c++) {
      let n = 0;
      for (let l = 0; l < answerCount; l++) n += counts[begin + l * answerCount + c] as number;
      if (n <= 1) continue;
      const p = crowd[c * answerCount + c] as number;
      const off = (counts[begin + c * answerCount + c] as number) - n * p;
      beyondChance += (off * off) / n - p * (1 - p);
      scale += (n - 1) * p * (1 - p);
    }
  }
  const rho = scale > 0 ? beyondChance / scale : 0;
  return Math.min(Math.max(1 / Math.max(rho, Number.EPSILON) - 1, LEAST_CROWD * answerCount), MOST_CROWD);
}
