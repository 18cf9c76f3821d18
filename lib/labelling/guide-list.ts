import { z } from 'zod';
import { cursorSchema } from '#lib/core/cursor';
import { synsetId } from '#lib/hierarchy/synset';

/** How many nouns a page of a campaign's field guide has. */
export const GUIDE_PAGE = 10;

export const listGuideNounsSchema = z.object({
  /** A part of one of the noun's words; all nouns where it is empty. */
  query: z.string().trim().toLowerCase().max(60).default(''),
  cursor: cursorSchema(z.tuple([z.string(), synsetId])).optional(),
});
export type ListGuideNounsInput = z.infer<typeof listGuideNounsSchema>;

/** An image that may be shown as an example of a noun. */
export interface ExampleChoice {
  sha256: string;
  width: number;
  height: number;
  /** What it is shown as; null where it is not. */
  good: boolean | null;
}
