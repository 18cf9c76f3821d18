import { z } from 'zod';

/** A WordNet 3.0 id as ImageNet writes it: n and the eight digits of the offset. */
export const synsetId = z.string().regex(/^n\d{8}$/, 'must be a WordNet 3.0 id such as n02084071');

/** How a synset lies under its parent: a kind of it (`@`, dog under canine) or one of it (`@i`, Bikini under atoll). */
export type LinkKind = 'hyponym' | 'instance';

/** A noun of the hierarchy: its words, the one that names it first, and its definition. */
export interface Synset {
  id: string;
  words: string[];
  gloss: string;
}

/** One step up. The links of a child stand in WordNet's order of its parents. */
export interface SynsetLink {
  child: string;
  parent: string;
  kind: LinkKind;
}

/** That a word, in lower case, may mean a synset; sense 1 is what it means most often. */
export interface WordSense {
  word: string;
  synset: string;
  sense: number;
}
