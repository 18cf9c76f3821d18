import type { FreezeOptions } from './freeze-options.ts';
import type { FreezeReport } from './freeze-report.ts';
import type { Split } from './split.ts';

/** A done version in a list. */
export interface VersionSummary {
  number: number;
  frozenAt: Date;
  /** Of the canonical form of all that is in it (manifest.ts). */
  manifestSha256: string | null;
  /** Merkle root over the SHA-256 of its images (inclusion-proof.ts); null until that of a version of old is made. */
  merkleRoot: string | null;
  images: Record<Split, number>;
  /** Of these, how many were taken down since: their bytes are gone. */
  missing: Record<Split, number>;
  classes: number;
}

/** A dataset in a list. */
export interface DatasetSummary {
  slug: string;
  title: string;
  createdAt: Date;
  /** The newest done version. */
  newest: VersionSummary | null;
}

/** A dataset with its done versions, newest first. */
export interface DatasetDetails extends DatasetSummary {
  /** Markdown. */
  description: string;
  versions: VersionSummary[];
}

/** A noun that a version has images of, without those that were taken down. How many of it are held out is not told. */
export interface VersionClassView {
  id: string;
  word: string;
  train: number;
  val: number;
}

/** In how far the images of a noun to train and validate on differ from those of the version before. */
export interface NounChangeView {
  id: string;
  word: string;
  added: number;
  removed: number;
  /** Images that had another label before. */
  gained: number;
  /** Images that have another label now. */
  lost: number;
}

/** Where a version's images come from. */
export interface VersionSource {
  slug: string;
  title: string;
  author: string;
  /** SPDX identifier. */
  license: string;
  licenseUrl: string;
  homepage: string | null;
  images: number;
}

/** All that is public of a version. */
export interface VersionDetails extends VersionSummary {
  state: 'done';
  dataset: { slug: string; title: string };
  options: Omit<FreezeOptions, 'seed'>;
  classList: VersionClassView[];
  sources: VersionSource[];
  report: FreezeReport | null;
  /** By noun, those that changed most first. */
  nounChanges: NounChangeView[];
}

/** An image of a version. A held-out one has neither noun nor source. */
export interface VersionImageView {
  sha256: string;
  split: Split;
  width: number;
  height: number;
  imageUrl: string;
  thumbUrl: string;
  label: { id: string; word: string; confidence: number; simulated: boolean } | null;
  source: Omit<VersionSource, 'images'> | null;
}
