import { AppError } from '#lib/core/errors';
import { mapLimited } from '#lib/core/map-limited';
import { storableText } from '#lib/core/storable-text';
import type { AboutFile } from '#lib/images/intake/offered';
import { addImages } from '#lib/images/server/add-images';
import { classFolder } from '../class-folder.ts';
import type { ReadEntry } from './read-batches.ts';

/** The longest name of a class that is kept. */
const MAX_NAME = 1024;

/** A file that became an image. */
export interface TakenFile {
  imageId: number;
  /** What its class folder or its row calls a noun. */
  nounName?: string;
}

/** What became of a batch of entries. */
export interface BatchOutcome {
  taken: TakenFile[];
  refused: { ordinal: number; path: string; code: string; reason: string }[];
  entries: number;
  /** Of the files read. */
  bytes: number;
  nextOrdinal: number;
  passed: number | null;
}

/** Makes images of a batch of entries. Doing it twice makes none twice. `sourceOf` may refuse a file. */
export async function takeBatch(
  entries: readonly ReadEntry[],
  sourceOf: (about?: AboutFile) => Promise<number>,
): Promise<BatchOutcome> {
  const last = entries.at(-1);
  const { ordinal, passed } = last && 'file' in last ? last.file : (last ?? { ordinal: -1, passed: null });
  const outcome: BatchOutcome = {
    taken: [],
    refused: [],
    entries: entries.length,
    bytes: 0,
    nextOrdinal: ordinal + 1,
    passed,
  };
  const refuse = (entry: { ordinal: number; path: string }, code: string, reason: string) =>
    outcome.refused.push({ ordinal: entry.ordinal, path: entry.path, code, reason: storableText(reason) });

  const files = await mapLimited(entries, 8, async (entry) => {
    if (!('file' in entry)) {
      refuse(entry, entry.code, entry.reason);
      return [];
    }
    outcome.bytes += entry.bytes.length;
    try {
      return [{ ...entry, sourceId: await sourceOf(entry.file.about) }];
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refuse(entry.file, error.code, error.message);
      return [];
    }
  }).then((lists) => lists.flat());

  const images = await addImages(
    files.map(({ file, bytes, sourceId }) => ({
      bytes,
      sourceId,
      sourceRef: storableText(file.about?.sourceUrl ?? file.path),
    })),
  );
  for (const [index, image] of images.entries()) {
    const { file } = files[index] as (typeof files)[number];
    if ('refusal' in image) refuse(file, image.refusal.code, image.refusal.message);
    else {
      // An address has folders too, which say nothing.
      const nounName = file.about ? file.about.noun?.trim() : classFolder(file.path);
      outcome.taken.push({
        imageId: image.image.id,
        ...(nounName && { nounName: storableText(nounName).slice(0, MAX_NAME) }),
      });
    }
  }
  return outcome;
}
