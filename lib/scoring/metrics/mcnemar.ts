/**
 * The exact two-sided test of McNemar (1947) of two models on the same images: of the images that only one of them has
 * right, n = onlyFirst + onlySecond, each is the first's with probability 1/2 where both are as good. Gives
 * min(1, 2 P(X <= min(onlyFirst, onlySecond))), X of Binomial(n, 1/2). Images that both have right or wrong say nothing.
 *
 * Summed down from its greatest term, whose logarithm is taken, so that tens of thousands of images neither overflow nor
 * round to 0 too soon.
 */
export function exactMcNemar(onlyFirst: number, onlySecond: number): number {
  const n = onlyFirst + onlySecond;
  const fewer = Math.min(onlyFirst, onlySecond);
  if (2 * fewer === n) return 1;
  let logTerm = -n * Math.LN2;
  for (let i = 1; i <= fewer; i++) logTerm += Math.log((n - fewer + i) / i);
  // P(X <= k) in terms of P(X = k): each term is that above it times i / (n - i + 1).
  let sum = 0;
  let term = 1;
  for (let i = fewer; i >= 0 && term > sum * Number.EPSILON; i--) {
    sum += term;
    term *= i / (n - i + 1);
  }
  return Math.min(1, 2 * Math.exp(logTerm + Math.log(sum)));
}
