import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { synsetId } from '#lib/hierarchy/synset';

/** A new dataset. Its slug stands in addresses for good. */
export const newDatasetSchema = z.object({
  slug: slugSchema.refine((slug) => slug !== 'new', 'must not be the word new'),
  title: z.string().trim().min(1, 'must not be empty').max(120, 'must have at most 120 characters'),
  /** Markdown. */
  description: z.string().trim().max(20_000, 'must have at most 20000 characters').default(''),
});
export type NewDataset = z.infer<typeof newDatasetSchema>;

/** Images to put into a dataset, with the nouns that each was gathered for. */
export const datasetImagesSchema = z.object({
  slug: slugSchema,
  images: z
    .array(
      z.object({ imageId: z.number().int().positive(), candidates: z.array(synsetId).max(20).default([]) }),
    )
    .max(50_000),
});
export type DatasetImages = z.input<typeof datasetImagesSchema>;
