import { splits } from '../split.ts';
import { aboutCredits, aboutVersion, creditEntries } from './about.ts';
import { type ExportFile, type ExportSource, exportName, imagePath } from './export-source.ts';
import { type TarEntry, tarChunks, textEntry } from './tar.ts';

/**
 * A tar of torchvision's ImageFolder: train/CLASS/FILE and val/CLASS/FILE, where CLASS is a synset id, and test/FILE
 * without labels; before them README.txt, classes.tsv, sources.tsv and attribution.tsv.
 */
export async function* writeImageFolder(source: ExportSource, wrote: () => void): AsyncGenerator<ExportFile> {
  yield {
    name: `${exportName(source)}-imagefolder.tar`,
    contentType: 'application/x-tar',
    chunks: tarChunks(entries(source, wrote), source.version.frozenAt),
  };
}

async function* entries(source: ExportSource, wrote: () => void): AsyncGenerator<TarEntry> {
  yield textEntry('README.txt', readme(source));
  yield* creditEntries(source);
  for (const split of splits) {
    for await (const { row, content } of source.contents(split)) {
      yield { name: imagePath(row), bytes: content.length, chunks: [content] };
      wrote();
    }
  }
}

function readme(source: ExportSource): string {
  return `${aboutVersion(source)}
train/ and val/ have a folder for each class, named by its WordNet 3.0 id; classes.tsv has the words of each.
test/ has no labels: a model is scored on it by taking part in a challenge.
${aboutCredits}`;
}
