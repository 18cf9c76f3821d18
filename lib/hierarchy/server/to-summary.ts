import type { SynsetSummary } from '../synset-views.ts';

interface SynsetRow {
  id: string;
  words: string[];
  gloss: string;
  childCount: number;
  imageCount: { subtree: number } | null;
}

/** A row of synsets with its image count, as it stands in lists. */
export function toSummary({ id, words, gloss, childCount, imageCount }: SynsetRow): SynsetSummary {
  return { id, words, gloss, children: childCount, images: imageCount?.subtree ?? 0 };
}
