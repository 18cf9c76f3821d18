import { expect, test } from 'vitest';
import { madeExportSource } from '#lib/testing/export-source';
import type { ExportSource } from './export-source.ts';
import { writeParquet } from './parquet.ts';
import { writers } from './writers.ts';

const COUNT = 3000;

/** What a writer has taken of its source, and when. */
function watched(source: ExportSource) {
  const taken = { rows: 0, contents: 0 };
  const counting = async function* <Item>(items: AsyncIterable<Item>, what: keyof typeof taken) {
    for await (const item of items) {
      taken[what]++;
      yield item;
    }
  };
  const rows: ExportSource['rows'] = (split) => counting(source.rows(split), 'rows');
  const contents: ExportSource['contents'] = (split) => counting(source.contents(split), 'contents');
  return { source: { ...source, rows, contents }, taken };
}

/** 3.2 million images are held as little as these: a writer is never further ahead of its reader than by a few. */
test.each(Object.keys(writers) as (keyof typeof writers)[])(
  '%s reads no further than is written',
  async (format) => {
    const { source, taken } = watched(madeExportSource({ train: COUNT, val: 10, test: 10 }));
    const write =
      format === 'parquet'
        ? (from: ExportSource, wrote: () => void) => writeParquet(from, wrote, 100)
        : writers[format];
    let chunks = 0;
    let wrote = 0;
    let bytes = 0;
    let most = 0;
    for await (const file of write(source, () => wrote++)) {
      for await (const chunk of file.chunks) {
        chunks++;
        bytes += chunk.length;
        most = Math.max(most, chunk.length);
        // Contents come once; a chunk of text is some hundred rows.
        expect(taken.contents - wrote).toBeLessThanOrEqual(1);
      }
    }
    expect(wrote).toBe(COUNT + 20);
    expect(chunks).toBeGreaterThan(5);
    expect(most).toBeLessThan(bytes / 3);
    expect(most).toBeLessThan(150_000);
  },
);
