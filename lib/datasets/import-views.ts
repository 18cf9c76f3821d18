import type { SynsetSummary } from '#lib/hierarchy/synset-views';
import type { ImportKind, ImportState } from '#lib/infra/db/generated/enums';
import type { Pace } from './import-pace.ts';

/** How far an import is. For organisers. */
export interface ImportSummary extends Pace {
  id: string;
  dataset: string;
  kind: ImportKind;
  /** The name of the file, folder or prefix. */
  name: string;
  state: ImportState;
  /** How much of the source is passed, 0 to 1; null where nobody knows. */
  passed: number | null;
  /** Entries of the source that were looked at. */
  done: number;
  /** Images that the dataset had not before. */
  added: number;
  /** Files whose image the dataset had. */
  duplicates: number;
  refused: number;
  /** Of the files read. */
  bytes: number;
  /** Whether its worker has said nothing for so long that another has to take it up. */
  stalled: boolean;
  /** Why it failed. */
  problem: { code: string; message: string } | null;
  source: { title: string; author: string; license: string };
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
}

/** What a class folder, or a row of a list, calls a noun, and which one that is. */
export interface ImportNounView {
  name: string;
  state: 'known' | 'waiting' | 'chosen' | 'none';
  /** Files taken under this name. */
  images: number;
  noun: { id: string; word: string } | null;
}

/** An import with what it refused, counted by code, and its nouns: the first that have one, and those that wait. */
export interface ImportDetails extends ImportSummary {
  refusedByCode: Record<string, number>;
  nouns: ImportNounView[];
  /** Names that wait for a noun, with what they may mean, in pages of 20: the next ones come when these are chosen. */
  waiting: (ImportNounView & { suggestions: SynsetSummary[] })[];
  waitingCount: number;
}

/** An entry that was not taken. */
export interface ImportRefusalView {
  path: string;
  code: string;
  reason: string;
}
