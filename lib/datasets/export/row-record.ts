import type { Split } from '../split.ts';
import { type ExportRow, type ExportSource, imagePath } from './export-source.ts';

/** All that is told of an image, in the columns that tables and records of every format share. */
export interface RowRecord {
  /** In the ImageFolder archive. */
  file: string;
  sha256: string;
  split: Split;
  /** Number of its class from 0; null, like all else of the label, for a held-out image. */
  label: number | null;
  synset: string | null;
  /** The word that names the class. */
  word: string | null;
  confidence: number | null;
  /** Whether only simulated labelers voted for the label. */
  simulated: boolean | null;
  /** Whether a model's vote is among those of the label. */
  machine: boolean | null;
  width: number;
  height: number;
  bytes: number;
  mime: string;
  author: string | null;
  license: string | null;
  license_url: string | null;
  source: string | null;
  source_title: string | null;
  source_url: string | null;
}

/** The columns in their order. */
export const rowColumns = [
  'file',
  'sha256',
  'split',
  'label',
  'synset',
  'word',
  'confidence',
  'simulated',
  'machine',
  'width',
  'height',
  'bytes',
  'mime',
  'author',
  'license',
  'license_url',
  'source',
  'source_title',
  'source_url',
] as const satisfies readonly (keyof RowRecord)[];

export function rowRecord({ classes }: Pick<ExportSource, 'classes'>, row: ExportRow): RowRecord {
  const { sha256, split, label, width, height, bytes, mime, credit } = row;
  const noun = label ? classes.get(label.synsetId) : undefined;
  if (label && !noun) throw new Error(`image ${sha256} is labelled ${label.synsetId}, which is no class`);
  return {
    file: imagePath(row),
    sha256,
    split,
    label: noun?.index ?? null,
    synset: noun?.id ?? null,
    word: noun ? (noun.words[0] ?? noun.id) : null,
    confidence: label?.confidence ?? null,
    simulated: label?.simulated ?? null,
    machine: label?.machine ?? null,
    width,
    height,
    bytes,
    mime,
    author: credit.author ?? null,
    license: credit.license ?? null,
    license_url: credit.licenseUrl ?? null,
    source: credit.source ?? null,
    source_title: credit.title ?? null,
    source_url: credit.url ?? null,
  };
}
