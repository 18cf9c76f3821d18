import { z } from 'zod';
import { cursorSchema, type Page, pageLimit } from '#lib/core/cursor';
import { sha256Schema } from '#lib/images/sha256';

/** What an organiser finds of two images that look alike: they show the same picture, or different ones. */
export const duplicateDecisions = ['same', 'different'] as const;
export type DuplicateDecision = (typeof duplicateDecisions)[number];

/** A decision about a pair; null takes the one before back. */
export const decideDuplicateSchema = z.object({
  first: sha256Schema,
  second: sha256Schema,
  decision: z.enum(duplicateDecisions).nullable(),
});
export type DecideDuplicate = z.infer<typeof decideDuplicateSchema>;

/** Which pairs of a dataset: those that wait for a decision, or those that have one. */
export const duplicateListSchema = z.object({
  decided: z.stringbool().default(false),
  cursor: cursorSchema(z.tuple([z.number().int(), z.number().int()])).optional(),
  limit: pageLimit(20),
});
export type DuplicateList = z.infer<typeof duplicateListSchema>;

/** An image of a pair, for organisers. */
export interface AlikeImage {
  sha256: string;
  width: number;
  height: number;
  /** Bytes of the file. */
  bytes: number;
  imageUrl: string;
  source: string;
  /** Its name at its source. */
  reference: string;
}

/** Two images that look alike. */
export interface DuplicatePair {
  first: AlikeImage;
  second: AlikeImage;
  /** Bits in which their hashes differ. */
  distance: number;
  decision: DuplicateDecision | null;
}

/** A page of pairs, with how many wait for a decision in all, counted up to a thousand. */
export type DuplicatePage = Page<DuplicatePair> & { waiting: number };
