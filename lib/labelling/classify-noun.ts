import { z } from 'zod';

/** A noun that may be answered in a classify campaign. */
export interface ClassifyNoun {
  id: string;
  words: string[];
  gloss: string;
  /** Synsets directly below it in the whole hierarchy. */
  kinds: number;
}

/** The nouns to walk down, by id, each with those to choose from next (noun-tree.ts). */
export interface ClassifyTree {
  roots: string[];
  nouns: Record<string, ClassifyNoun & { children: string[] }>;
}

export const findNounsSchema = z.object({
  query: z.string().trim().toLowerCase().min(1, 'must not be empty').max(60),
});
export type FindNounsInput = z.infer<typeof findNounsSchema>;
