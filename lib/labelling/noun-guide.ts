import { z } from 'zod';
import type { AskedNoun } from './assignment.ts';

/** A picture that shows what a noun is or is not. Its label is public or was told on purpose. */
export interface GuidePicture {
  imageUrl: string;
  thumbUrl: string;
  width: number;
  height: number;
  /** Who made it and on what terms it is shown. */
  source: { title: string; author: string; license: string; licenseUrl: string; homepage: string | null };
  /** For bad examples: what it is instead, where that is known. */
  noun?: AskedNoun;
}

/** A noun that this one is taken for. */
export interface ConfusedNoun extends AskedNoun {
  /** How it is known: `votes` say so, or it is merely a `sibling`. */
  by: 'votes' | 'sibling';
  example: GuidePicture | null;
}

/** All that a verify page shows of its noun. */
export interface NounGuide extends AskedNoun {
  /** Every way from the root down to it, the root first. */
  paths: { id: string; word: string }[][];
  good: GuidePicture[];
  bad: GuidePicture[];
  confusedWith: ConfusedNoun[];
}

/** An image to show as an example of a noun. */
export const nounExampleSchema = z.object({
  /** Whether it shows the noun, or what is mistaken for it. */
  good: z.boolean(),
});
export type NounExampleInput = z.infer<typeof nounExampleSchema>;

/** The most examples of a noun that are good, and that are bad. */
export const MOST_EXAMPLES = 6;

/** The nouns of the digits 1 to 9 in a classify campaign, the likeliest first. */
export interface LikelyNouns {
  nouns: AskedNoun[];
}

/** Digits to choose by. */
export const DIGITS = 9;
