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

/** An image to put into a dataset. */
export interface DatasetImageInput {
  imageId: number;
  /** The nouns that it was gathered for: synset ids. */
  candidates?: readonly string[];
}

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
