import { z } from 'zod';
import { RESAMPLE_FILTERS } from '../preprocess/preprocess-spec.ts';
import { heatMapSchema } from './heat-map.ts';

/** How a picture's file becomes the pixels that a model sees. */
const pixelPlanSchema = z.object({
  resize: z
    .union([
      z.object({ height: z.int().positive(), width: z.int().positive() }),
      z.object({ shortestEdge: z.int().positive() }),
    ])
    .nullable(),
  resample: z.enum(RESAMPLE_FILTERS),
  crop: z.object({ height: z.int().positive(), width: z.int().positive() }).nullable(),
  channels: z.enum(['RGB', 'BGR', 'L']),
});

/** Why a model answered as it did on one image. Classes are numbers in the challenge's order, from 0. */
export const imageExplanationSchema = z.object({
  /** How outputs became probabilities. */
  form: z.enum(['as-given', 'softmax', 'logistic']),
  /** The best five, best first; of a question of yes or no the one class with the probability of yes. */
  guesses: z.array(z.object({ number: z.int().nonnegative(), probability: z.number() })),
  /** The guesses' maps, and that of the label where it is known and is none of them. */
  maps: z.array(
    z.object({
      number: z.int().nonnegative(),
      probability: z.number(),
      occlusion: heatMapSchema,
      rise: heatMapSchema,
    }),
  ),
  /** Random masks that RISE used. */
  masks: z.int(),
  /** How often the model was run in all. */
  runs: z.int(),
  /** The size that the model saw the image in. */
  height: z.int(),
  width: z.int(),
  pixels: pixelPlanSchema,
});
export type ImageExplanation = z.infer<typeof imageExplanationSchema>;
