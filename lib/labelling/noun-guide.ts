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
const DIGITS = 9;

/** A noun settled on fewer units is no frequency: it would tell of single ones. */
const LEAST_UNITS = 5;

/** How much less each earlier answer of one's own counts, and how much the campaign's frequencies do beside them. */
const FADING = 0.97;
const CAMPAIGN = 0.4;

/**
 * Nouns by how likely they come next, nine at most: the share of one's own answers, the newest first and each counting .97 of the
 * one after it, and to two fifths the share of the campaign's settled units.
 */
export function rankNouns(own: readonly string[], counts: ReadonlyMap<string, number>): string[] {
  const scores = new Map<string, number>();
  const add = (noun: string, score: number) => scores.set(noun, (scores.get(noun) ?? 0) + score);
  const weights = own.map((_, place) => FADING ** place);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  for (const [place, noun] of own.entries()) {
    add(noun, ((1 - CAMPAIGN) * (weights[place] as number)) / all);
  }
  const frequent = [...counts].filter(([, count]) => count >= LEAST_UNITS);
  const total = frequent.reduce((sum, [, count]) => sum + count, 0);
  for (const [noun, count] of frequent) add(noun, (CAMPAIGN * count) / total);
  return [...scores]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, DIGITS)
    .map(([noun]) => noun);
}
