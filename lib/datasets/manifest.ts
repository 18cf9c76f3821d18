import { createHash } from 'node:crypto';
import type { FreezeOptions } from './freeze-options.ts';
import type { Split } from './split.ts';

/** An image as a version lists it. */
export interface ManifestImage {
  sha256: string;
  split: Split;
  synsetId: string;
  /** From 0 to 1. */
  confidence: number;
  simulated: boolean;
  machine: boolean;
}

/** What a version is: its name, how it was frozen, its images. */
export interface Manifest {
  dataset: string;
  version: number;
  options: FreezeOptions;
  /** In ascending order of their SHA-256. */
  images: Iterable<ManifestImage>;
}

/**
 * The canonical form of a version, line by line (UTF-8, each line ended by a newline): `imagenest-manifest 1`, the dataset's
 * slug, the version's number, the options as JSON with sorted keys and held-out sources, then an image a line in order of
 * SHA-256: `sha256 split synset confidence simulated`, tab-separated, confidence with six decimals, simulated 0 or 1, and
 * `machine` where a model's vote is among those of the label.
 *
 * It holds the held-out labels and is never shown. Its hash may be: the seed in it, drawn by chance, keeps anyone from
 * trying labels until the hash fits.
 */
export function* manifestLines({ dataset, version, options, images }: Manifest): Generator<string> {
  const { heldOutSources, minimumConfidence, seed, testShare, valShare } = options;
  yield 'imagenest-manifest 1\n';
  yield `${dataset}\n${version}\n`;
  const sources = [...new Set(heldOutSources)].sort();
  yield `${JSON.stringify({ heldOutSources: sources, minimumConfidence, seed, testShare, valShare })}\n`;
  for (const { sha256, split, synsetId, confidence, simulated, machine } of images) {
    const votedBy = `${Number(simulated)}${machine ? '\tmachine' : ''}`;
    yield `${sha256}\t${split}\t${synsetId}\t${confidence.toFixed(6)}\t${votedBy}\n`;
  }
}

/** The SHA-256 of the canonical form, in lower-case hexadecimal. */
export function manifestSha256(manifest: Manifest): string {
  const hash = createHash('sha256');
  for (const line of manifestLines(manifest)) hash.update(line);
  return hash.digest('hex');
}
