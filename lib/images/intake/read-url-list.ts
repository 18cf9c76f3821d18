import { tooManyEntries } from './archive-refusals.ts';
import { MAX_ENTRIES } from './intake-limits.ts';
import type { Offered, ReadOptions } from './offered.ts';
import { readLines } from './read-lines.ts';
import { SeenNames } from './seen-names.ts';
import { type RowParser, rowParserFor } from './url-row.ts';

/** Gets the image that an address names; throws AppError `fetch-*` or `file-too-large`. */
export type FetchImage = (url: URL, signal?: AbortSignal) => Promise<Uint8Array>;

/**
 * Offers the images of a list of addresses, CSV or JSONL, line by line; each is fetched when it is read, and carries what its
 * row says of author, licence and noun. Rows that cannot be used are refused by their line. Throws AppError
 * `list-without-url`. `size`, the list's length in bytes, lets it say how much is passed.
 */
export async function* readUrlList(
  source: AsyncIterable<Uint8Array>,
  fetchImage: FetchImage,
  { skip, signal, size }: ReadOptions & { size?: number } = {},
): AsyncGenerator<Offered> {
  let parseRow: RowParser | undefined;
  const seen = new SeenNames();
  let ordinal = 0;
  for await (const { text, number, end } of readLines(source)) {
    signal?.throwIfAborted();
    if (text?.trim() === '') continue;
    if (!parseRow) {
      const chosen = rowParserFor(text ?? '');
      parseRow = chosen.parseRow;
      if (!chosen.usesFirst) continue;
    }
    if (ordinal >= MAX_ENTRIES) {
      yield { path: 'list', ordinal, passed: 1, ...tooManyEntries };
      return;
    }
    const at = { ordinal: ordinal++, passed: size ? Math.min(1, end / size) : null };
    const offered = offer(text, number, parseRow, seen, fetchImage, signal);
    if (!skip?.(at.ordinal)) yield { ...offered, ...at };
  }
}

type WithoutPlace<Entry> = Entry extends Offered ? Omit<Entry, 'ordinal' | 'passed'> : never;

function offer(
  text: string | undefined,
  number: number,
  parseRow: RowParser,
  seen: SeenNames,
  fetchImage: FetchImage,
  signal: AbortSignal | undefined,
): WithoutPlace<Offered> {
  const row =
    text === undefined
      ? 'The line is longer than 64 KiB or not in UTF-8: save the list as UTF-8, one image a line.'
      : parseRow(text);
  if (typeof row === 'string') return { path: `line ${number}`, code: 'row-invalid', reason: row };
  const path = row.url.href;
  if (seen.seenBefore(path)) {
    return {
      path,
      code: 'path-twice',
      reason: 'A row before has the same address, and that one is taken: leave this one out.',
    };
  }
  return { path, declaredBytes: null, about: row.about, read: () => fetchImage(row.url, signal) };
}
