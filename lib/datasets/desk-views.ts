import type { JobState } from '#lib/infra/db/generated/enums';
import type { VersionSummary } from './dataset-views.ts';
import type { FreezeOptions } from './freeze-options.ts';

/** A version in whatever state: for organisers. */
export interface DeskVersion extends Omit<VersionSummary, 'frozenAt'> {
  state: JobState;
  /** Why it failed. */
  error: string | null;
  createdAt: Date;
  /** What it was frozen with, without the seed. */
  options: Omit<FreezeOptions, 'seed'>;
  /** Units that were settled when it was frozen; null while it is not done. */
  unitsSettled: number | null;
}

/** How a dataset stands, for the organiser's board. */
export interface DatasetDesk {
  slug: string;
  title: string;
  images: number;
  /** Settled units of all its campaigns now. */
  unitsSettled: number;
  campaigns: number;
  /** The newest version, in whatever state. */
  latest: DeskVersion | null;
  /** The newest done version. */
  newest: DeskVersion | null;
}

/** The same with what its forms need to know. */
export interface DatasetDeskDetails extends DatasetDesk {
  versions: DeskVersion[];
  /** SPDX identifiers of the licences that it takes; any, where there is none. */
  licenses: string[];
  /** Where its images come from. */
  sources: { slug: string; title: string; images: number }[];
  /** The nouns that its images were gathered for. */
  nouns: { id: string; word: string; images: number }[];
}
