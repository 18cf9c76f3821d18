import { z } from 'zod';
import { cursorSchema, pageLimit } from '#lib/core/cursor';
import { confidenceSteps } from './confidence.ts';

/** What to search nouns by: a word of theirs, its beginning, or an id. */
export const synsetSearchSchema = z.object({
  query: z.string().trim().min(1, 'must name a noun by a word or an id').max(100),
  cursor: cursorSchema(
    z.tuple([z.number().int(), z.number().int(), z.number().int(), z.number().int(), z.string(), z.string()]),
  ).optional(),
  limit: pageLimit(20),
});
export type SynsetSearch = z.infer<typeof synsetSearchSchema>;

/** A page of the children of a noun. */
export const synsetChildrenSchema = z.object({
  cursor: cursorSchema(z.tuple([z.number().int(), z.string(), z.string()])).optional(),
  limit: pageLimit(100, 1000),
});
export type SynsetChildren = z.infer<typeof synsetChildrenSchema>;

/** A page of the images of a noun and all nouns below it; with `confidence` those whose label is at least as sure. */
export const synsetImagesSchema = z.object({
  confidence: z.enum(confidenceSteps).optional(),
  cursor: cursorSchema(z.tuple([z.number().int(), z.uuid(), z.number().int()])).optional(),
  limit: pageLimit(48),
});
export type SynsetImages = z.infer<typeof synsetImagesSchema>;
