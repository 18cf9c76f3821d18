import type { NoLabelReason } from './labels.ts';

/** Why an image of the dataset is not in the version. */
export type LeftOutReason = NoLabelReason | 'not-settled' | 'shown-before' | 'twin-shown';

/** What a freeze counted, kept with the version for everybody to read. */
export interface FreezeReport {
  /** Images of the dataset at the time. */
  images: number;
  /** Of these in the version, with how many only simulated labelers labelled, and how many had a model's vote. */
  labelled: number;
  simulatedLabels: number;
  /** Left out of reports of versions that were frozen before models could vote. */
  machineLabels?: number;
  /** Mean confidence of the labels, from 0 to 1. */
  meanConfidence: number;
  /** Images of the version by the slug of their source. */
  sources: Record<string, number>;
  leftOut: Partial<Record<LeftOutReason, number>>;
  /** Left out of reports of versions that were frozen before near duplicates were looked for. */
  twins?: TwinReport;
  /** Null for a first version; left out of reports of versions that were frozen before versions were compared. */
  changes?: VersionChanges | null;
  /** Over the settled units: how they were asked, who voted, how often. */
  units: { verify: number; classify: number };
  votes: number;
  labelers: number;
  simulatedLabelers: number;
}

/**
 * What a version has of images that look alike. Sums alone: which of them are held out may be seen on the images themselves, what
 * they show may not.
 */
export interface TwinReport {
  /** Groups of two or more images of the version that look alike. */
  groups: number;
  /** Images in them. */
  images: number;
  /** Of these, how many have another split than they would have alone. */
  moved: number;
}

/** Images that came, went, or have another label. */
export interface ChangeCounts {
  added: number;
  removed: number;
  relabelled: number;
}

/** In how far a version differs from the one before, in numbers of images. */
export interface VersionChanges {
  /** The number of the one before. */
  since: number;
  /** Of those to train and validate on. */
  open: ChangeCounts;
  heldOut: ChangeCounts;
}

/** What each reason means, for people, after a number of images. */
export const leftOutReasons: Record<LeftOutReason, string> = {
  'not-settled': 'not voted on enough yet',
  'no-noun': 'that show none of the nouns asked about, or cannot be told',
  'several-nouns': 'that show several of the nouns',
  unsuitable: 'found broken or unsuitable',
  'low-confidence': 'with a label below the confidence asked for',
  conflicting: 'with different labels of equal confidence',
  'too-coarse': 'labelled with a noun above the classes',
  'shown-before': 'of a held-out source whose label was shown before',
  'twin-shown': 'that would be held out, but look like one whose label was shown before',
};
