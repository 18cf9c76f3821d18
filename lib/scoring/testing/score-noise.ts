import { type ScoringOptions, type ScoringResult, scoreImages } from '../run/score-images.ts';
import { noiseImages } from './random-images.ts';

/** Scores a model made for 3 x 8 x 8 images and 10 classes on a few images of noise, within small budgets. */
export async function scoreNoise(
  model: Uint8Array,
  change: Partial<ScoringOptions> = {},
): Promise<ScoringResult> {
  const images = await noiseImages(12);
  return scoreImages({
    model,
    preprocess: {},
    classes: Array.from({ length: 10 }, (_, i) => `class ${i}`),
    images: { count: images.length, read: async (i) => images[i] as Uint8Array },
    budget: { seconds: 20, memoryMb: 512, threads: 1 },
    isolation: 'best',
    seed: 1,
    batch: 4,
    ...change,
  });
}
