/** A class taken for another. */
export interface Confusion {
  truth: string;
  guess: string;
  images: number;
  /** Of the images of the true class. */
  share: number;
}

/** The pairs of classes most often confused by the best guess, most images first, then by class number. */
export function mostConfused(
  guesses: Int32Array,
  truth: Int32Array,
  classes: readonly string[],
  limit: number,
): Confusion[] {
  const counts = new Map<number, number>();
  const perTruth = new Int32Array(classes.length);
  for (let i = 0; i < truth.length; i++) {
    const [guess, actual] = [guesses[i] as number, truth[i] as number];
    perTruth[actual] = (perTruth[actual] as number) + 1;
    if (guess === actual || guess < 0) continue;
    const pair = actual * classes.length + guess;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return [...counts]
    .sort(([pairA, a], [pairB, b]) => b - a || pairA - pairB)
    .slice(0, limit)
    .map(([pair, images]) => {
      const actual = Math.floor(pair / classes.length);
      return {
        truth: classes[actual] as string,
        guess: classes[pair % classes.length] as string,
        images,
        share: images / (perTruth[actual] as number),
      };
    });
}
