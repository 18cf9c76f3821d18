import { z } from 'zod';
import { cursorSchema, pageLimit } from '#lib/core/cursor';
import { slugSchema } from '#lib/core/slug';
import { synsetId } from '#lib/hierarchy/synset';
import { splits } from './split.ts';

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

/** Which page of the list of datasets. */
export const datasetListSchema = z.object({
  cursor: cursorSchema(z.tuple([z.number().int(), z.string()])).optional(),
  limit: pageLimit(20),
});
export type DatasetList = z.infer<typeof datasetListSchema>;

/** Which images of a version. */
export const versionImageListSchema = z.object({
  split: z.enum(splits).default('train'),
  synset: synsetId.optional(),
  cursor: cursorSchema(z.tuple([z.number().int()])).optional(),
  limit: pageLimit(50, 500),
});
export type VersionImageList = z.infer<typeof versionImageListSchema>;

/** A version's number in an address. */
export const versionNumber = z.coerce.number().int().min(1).max(1_000_000);
