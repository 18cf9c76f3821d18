import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';

const share = z.coerce.number().min(0, 'must be from 0 to 0.8').max(0.8, 'must be from 0 to 0.8');

/** How a dataset is frozen. Organisers alone see it. */
export const freezeOptionsSchema = z
  .object({
    /**
     * The same seed gives the same splits. Whoever knows it knows something of the held-out labels (see splits.ts), so it
     * is drawn by chance unless somebody needs to choose it.
     */
    seed: z.string().trim().min(1).max(200).optional(),
    valShare: share.default(0.1),
    testShare: share.default(0.2),
    /** Slugs of sources of which every image goes to test. */
    heldOutSources: z.array(slugSchema).max(1000).default([]),
    /** Labels below it are left out. */
    minimumConfidence: z.coerce
      .number()
      .min(0, 'must be from 0 to 1')
      .max(1, 'must be from 0 to 1')
      .default(0),
  })
  .refine(({ valShare, testShare }) => valShare + testShare <= 0.9, {
    error: 'val and test together may have at most 0.9 of the images: models need something to learn from',
    path: ['testShare'],
  });
export type FreezeOptionsInput = z.input<typeof freezeOptionsSchema>;

/** The options that a version was frozen with: the seed is there. */
export type FreezeOptions = z.infer<typeof freezeOptionsSchema> & { seed: string };
