import { fileExtension, type ImageType } from '#lib/images/image-type';
import type { VersionDetails } from '../dataset-views.ts';
import { type Split, splits } from '../split.ts';

/** Whose an image is and on what terms it may be used. */
export interface Credit {
  /** Slug of its source. */
  source: string;
  title: string;
  author: string;
  /** SPDX identifier. */
  license: string;
  licenseUrl: string;
  url: string | null;
}

/** An image of a version as exports tell of it. */
export interface ExportRow {
  split: Split;
  sha256: string;
  mime: ImageType;
  bytes: number;
  width: number;
  height: number;
  /** Null for a held-out image. */
  label: { synsetId: string; confidence: number; simulated: boolean; machine: boolean } | null;
  /** Of a held-out image only what all sources of the version have in common: which one it is may tell its noun. */
  credit: Partial<Credit>;
}

/** A class of a version. */
export interface ExportClass {
  /** Its place from 0 in order of synset id: the number that models answer with. */
  index: number;
  id: string;
  words: readonly string[];
  gloss: string;
  train: number;
}

/** What exports are written from. Its images are read as a stream, as often as they are asked for, each time in the same order. */
export interface ExportSource {
  version: VersionDetails;
  /** Markdown. */
  description: string;
  /** By synset id, in order of index. */
  classes: ReadonlyMap<string, ExportClass>;
  /** The version's page. */
  address: string;
  /** The images of a split in the version's order, which is that of a seeded hash and tells nothing. */
  rows(split: Split): AsyncIterable<ExportRow>;
  /** The same with the bytes of each. */
  contents(split: Split): AsyncIterable<{ row: ExportRow; content: Uint8Array }>;
}

/** A file of an export, to be read to its end before the next is asked for. */
export interface ExportFile {
  name: string;
  contentType: string;
  chunks: AsyncIterable<Uint8Array>;
}

/** A file of an export that is made. */
export interface MadeFile {
  name: string;
  contentType: string;
  bytes: number;
  sha256: string;
}

/** Writes a version in one form. The same version gives the same bytes each time. `wrote` is called once an image. */
export type WriteExport = (source: ExportSource, wrote: () => void) => AsyncIterable<ExportFile>;

/** How many images of each split there are to write: what was taken down since the freeze is missing. */
export function presentImages({
  images,
  missing,
}: Pick<VersionDetails, 'images' | 'missing'>): Record<Split, number> {
  return {
    train: images.train - missing.train,
    val: images.val - missing.val,
    test: images.test - missing.test,
  };
}

/** The name that files of a version begin with. */
export function exportName({ version: { dataset, number } }: ExportSource): string {
  return `${dataset.slug}-v${number}`;
}

/** An image's name in every export: it tells nothing but its content. */
export function imageFile({ sha256, mime }: ExportRow): string {
  return `${sha256}.${fileExtension(mime)}`;
}

/** Its place in the ImageFolder archive, which files without pictures refer to. */
export function imagePath(row: ExportRow): string {
  return [row.split, ...(row.label ? [row.label.synsetId] : []), imageFile(row)].join('/');
}

/** The images of all splits: train, val, test. */
export async function* allRows(source: ExportSource): AsyncGenerator<ExportRow> {
  for (const split of splits) yield* source.rows(split);
}
