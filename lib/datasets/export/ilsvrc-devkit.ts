import type { Split } from '../split.ts';
import { aboutCredits, aboutVersion, creditEntries, tabbed } from './about.ts';
import { type ExportFile, type ExportSource, exportName, imagePath } from './export-source.ts';
import { measuredEntry, type TarEntry, tarChunks, textEntry } from './tar.ts';

/**
 * A tar of the challenge's development kit as text: data/meta.tsv with the synsets by ILSVRC id (from 1, in order of synset id), words and
 * glosses; data/train_list.txt and data/validation_list.txt with the images, data/validation_ground_truth.txt with the id of each image of
 * the latter, a line each; data/test_list.txt with names alone. Images are named as in the ImageFolder archive.
 */
export async function* writeIlsvrcDevkit(
  source: ExportSource,
  wrote: () => void,
): AsyncGenerator<ExportFile> {
  yield {
    name: `${exportName(source)}-ilsvrc-devkit.tar`,
    contentType: 'application/x-tar',
    chunks: tarChunks(entries(source, wrote), source.version.frozenAt),
  };
}

async function* entries(source: ExportSource, wrote: () => void): AsyncGenerator<TarEntry> {
  const classes = [...source.classes.values()];
  const lines = (line: (noun: (typeof classes)[number]) => string) => classes.map(line).join('');
  yield textEntry('readme.txt', readme(source));
  yield textEntry(
    'data/meta.tsv',
    tabbed(['ILSVRC_ID', 'WNID', 'words', 'gloss', 'num_train_images']) +
      lines(({ index, id, words, gloss, train }) =>
        tabbed([String(index + 1), id, words.join(', '), gloss, String(train)]),
      ),
  );
  yield textEntry(
    'data/synsets.txt',
    lines(({ id }) => `${id}\n`),
  );
  yield textEntry(
    'data/synset_words.txt',
    lines(({ id, words }) => `${id} ${words.join(', ')}\n`),
  );
  yield textEntry(
    'data/gloss.txt',
    lines(({ id, gloss }) => tabbed([id, gloss])),
  );
  const id = (synsetId: string | undefined) => (source.classes.get(synsetId ?? '')?.index ?? -1) + 1;
  const rows = countedOnce(source, wrote);
  yield await measuredEntry('data/train_list.txt', async function* () {
    for await (const row of rows('train')) yield `${imagePath(row)} ${id(row.label?.synsetId)}\n`;
  });
  yield await measuredEntry('data/validation_list.txt', async function* () {
    for await (const row of rows('val')) yield `${imagePath(row)}\n`;
  });
  yield await measuredEntry('data/validation_ground_truth.txt', async function* () {
    for await (const row of source.rows('val')) yield `${id(row.label?.synsetId)}\n`;
  });
  yield await measuredEntry('data/test_list.txt', async function* () {
    for await (const row of rows('test')) yield `${imagePath(row)}\n`;
  });
  yield* creditEntries(source);
}

/** The images of a split, counted the first time that they are read: lists are read to be measured and again to be written. */
function countedOnce(source: ExportSource, wrote: () => void): ExportSource['rows'] {
  const counted = new Set<Split>();
  return async function* (split) {
    const first = !counted.has(split);
    counted.add(split);
    for await (const row of source.rows(split)) {
      yield row;
      if (first) wrote();
    }
  };
}

function readme(source: ExportSource): string {
  return `${aboutVersion(source)}
data/meta.tsv                    the synsets: ILSVRC_ID from 1, WordNet 3.0 id, words, gloss, images to train on
data/synsets.txt                 their ids, in the order of ILSVRC_ID
data/synset_words.txt            the same with words, data/gloss.txt with glosses
data/train_list.txt              image and ILSVRC_ID
data/validation_list.txt         images
data/validation_ground_truth.txt the ILSVRC_ID of each of these, a line each, in the same order
data/test_list.txt               images. Their labels are held out: a model is scored on them by taking part in a challenge

Images stand in the ImageFolder archive under these names.
${aboutCredits}`;
}
