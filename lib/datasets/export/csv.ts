import { csvRow } from '#lib/core/csv-row';
import { allRows, type ExportFile, type ExportSource, exportName } from './export-source.ts';
import { rowColumns, rowRecord } from './row-record.ts';
import { textChunks } from './text-chunks.ts';

const CSV = 'text/csv; charset=utf-8';

/** NAME.csv, a row an image in the columns of `rowColumns`, and of the classes and sources a table each. What is not told is empty. */
export async function* writeCsv(source: ExportSource, wrote: () => void): AsyncGenerator<ExportFile> {
  const name = exportName(source);
  yield { name: `${name}.csv`, contentType: CSV, chunks: textChunks(imageLines(source, wrote)) };
  yield { name: `${name}-classes.csv`, contentType: CSV, chunks: textChunks(classLines(source)) };
  yield { name: `${name}-sources.csv`, contentType: CSV, chunks: textChunks(sourceLines(source)) };
}

async function* imageLines(source: ExportSource, wrote: () => void): AsyncGenerator<string> {
  yield csvRow(rowColumns);
  for await (const row of allRows(source)) {
    const record = rowRecord(source, row);
    yield csvRow(rowColumns.map((column) => String(record[column] ?? '')));
    wrote();
  }
}

function* classLines({ classes }: ExportSource): Generator<string> {
  yield csvRow(['label', 'synset', 'words', 'gloss']);
  for (const { index, id, words, gloss } of classes.values())
    yield csvRow([String(index), id, words.join(', '), gloss]);
}

function* sourceLines({ version }: ExportSource): Generator<string> {
  yield csvRow(['source', 'title', 'author', 'license', 'license_url', 'homepage', 'images']);
  for (const { slug, title, author, license, licenseUrl, homepage, images } of version.sources)
    yield csvRow([slug, title, author, license, licenseUrl, homepage ?? '', String(images)]);
}
