import { fileExtension } from '#lib/images/image-type';
import { type Split, splits } from '../split.ts';
import { aboutCredits, aboutVersion, attributionLines, sourcesTable } from './about.ts';
import { type ExportFile, type ExportRow, type ExportSource, exportName } from './export-source.ts';
import { rowRecord } from './row-record.ts';
import { type TarEntry, tarChunks, textEntry } from './tar.ts';
import { textChunks } from './text-chunks.ts';

/** A shard holds at most so many images, and so many bytes of them unless one image alone has more. */
export interface ShardLimits {
  images: number;
  bytes: number;
}

const LIMITS: ShardLimits = { images: 10_000, bytes: 1_000_000_000 };

/**
 * Shards of WebDataset, NAME-SPLIT-000000.tar and on: of each image KEY.jpg (.png, .webp), KEY.cls with the number of its class and
 * KEY.json with all that is told of it, one after the other. A reader takes as one sample the files that follow each other with the same
 * name up to the first dot after the last slash, so the key is the image's SHA-256, which has none. Test has no .cls.
 */
export async function* writeWebDataset(
  source: ExportSource,
  wrote: () => void,
  limits = LIMITS,
): AsyncGenerator<ExportFile> {
  const plain = 'text/plain; charset=utf-8';
  yield { name: 'README.txt', contentType: plain, chunks: textChunks([readme(source)]) };
  const words = [...source.classes.values()].map((noun) => `${noun.id}\t${noun.words.join(', ')}\n`);
  yield { name: 'classes.tsv', contentType: plain, chunks: textChunks(words) };
  yield { name: 'sources.tsv', contentType: plain, chunks: textChunks([sourcesTable(source)]) };
  yield { name: 'attribution.tsv', contentType: plain, chunks: textChunks(attributionLines(source)) };
  for (const split of splits) yield* shards(source, split, wrote, limits);
}

async function* shards(
  source: ExportSource,
  split: Split,
  wrote: () => void,
  limits: ShardLimits,
): AsyncGenerator<ExportFile> {
  const images = source.contents(split)[Symbol.asyncIterator]();
  try {
    let next = await images.next();
    const oneShard = async function* (): AsyncGenerator<TarEntry> {
      let bytes = 0;
      for (let count = 0; !next.done && count < limits.images; count++) {
        const { row, content } = next.value;
        bytes += content.length;
        if (count > 0 && bytes > limits.bytes) return;
        yield* sample(source, row, content);
        wrote();
        next = await images.next();
      }
    };
    for (let shard = 0; !next.done; shard++) {
      yield {
        name: `${exportName(source)}-${split}-${String(shard).padStart(6, '0')}.tar`,
        contentType: 'application/x-tar',
        chunks: tarChunks(oneShard(), source.version.frozenAt),
      };
    }
  } finally {
    await images.return?.();
  }
}

function* sample(source: ExportSource, row: ExportRow, content: Uint8Array): Generator<TarEntry> {
  const record = rowRecord(source, row);
  yield { name: `${row.sha256}.${fileExtension(row.mime)}`, bytes: content.length, chunks: [content] };
  if (record.label !== null) yield textEntry(`${row.sha256}.cls`, String(record.label));
  yield textEntry(`${row.sha256}.json`, JSON.stringify(record));
}

function readme(source: ExportSource): string {
  return `${aboutVersion(source)}
Shards for WebDataset: of each image its bytes, .cls with the number of its class from 0 (its line in classes.tsv) and .json with all that
is told of it. test has no labels: a model is scored on it by taking part in a challenge.
${aboutCredits}`;
}
