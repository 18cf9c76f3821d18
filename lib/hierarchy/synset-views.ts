import type { LinkKind } from './synset.ts';

/** A noun as a step of a path or under a picture: its id and the first of its words. */
export interface SynsetName {
  id: string;
  word: string;
}

/** A noun in a list. */
export interface SynsetSummary {
  id: string;
  words: string[];
  gloss: string;
  /** How many synsets lie directly below. */
  children: number;
  /** Public images of the noun and of all below it. */
  images: number;
}

/** A noun in the list of its parent's children. */
export interface SynsetChild extends SynsetSummary {
  kind: LinkKind;
}

/** A noun in the tree: a child of the noun it stands under. */
export interface TreeNoun extends SynsetName {
  kind: LinkKind;
  children: number;
  /** Public images of the noun and of all below it. */
  images: number;
}

/** A noun with its place in the hierarchy. */
export interface SynsetDescription {
  id: string;
  words: string[];
  gloss: string;
  /** Links on the shortest path up to the root. */
  depth: number;
  /** Links on the longest path down to a leaf over hyponym links. */
  height: number;
  /** Every path from the root down to it, the root first; those through its first parent first. */
  paths: SynsetName[][];
  children: number;
  /** Synsets below it, each once. */
  descendants: number;
}

/** The same with what is public of its images. */
export interface SynsetDetails extends SynsetDescription {
  /** Images of the noun and of all below it. */
  images: number;
  /** Images labelled with this very noun. */
  directImages: number;
}

/** Who made an image and on what terms it may be used. */
export interface ImageAttribution {
  title: string;
  author: string;
  /** SPDX identifier. */
  license: string;
  licenseUrl: string;
  homepage: string | null;
}

/** A public image with its label. */
export interface SynsetImage {
  sha256: string;
  width: number;
  height: number;
  imageUrl: string;
  thumbUrl: string;
  synset: SynsetName;
  dataset: { slug: string; version: number };
  /** Whether only simulated labelers voted for the label. */
  simulated: boolean;
  source: ImageAttribution;
}
