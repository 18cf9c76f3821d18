import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { AppError } from '#lib/core/errors';
import type { AboutFile } from './offered.ts';

const address = z
  .url({ protocol: /^https?$/, error: 'must be an address that starts with https://' })
  .max(2048, 'must have at most 2048 characters');
const words = z.string().max(200, 'must have at most 200 characters');

const rowSchema = z.object({
  url: address.refine((url) => !/^[a-z]+:\/\/[^/]*@/i.test(url), 'must not hold a name or a password'),
  author: words.optional(),
  license: words.optional(),
  licenseUrl: address.optional(),
  noun: words.optional(),
  sourceUrl: address.optional(),
});
type Column = keyof typeof rowSchema.shape;

/** What columns are called: case, spaces, dashes and underscores do not matter. */
const columns: Record<string, Column> = {
  url: 'url',
  imageurl: 'url',
  author: 'author',
  creator: 'author',
  license: 'license',
  licence: 'license',
  licenseurl: 'licenseUrl',
  licenceurl: 'licenseUrl',
  noun: 'noun',
  synset: 'noun',
  label: 'noun',
  sourceurl: 'sourceUrl',
  pageurl: 'sourceUrl',
};
const columnOf = (name: string): Column | undefined => columns[name.toLowerCase().replace(/[\s_-]/g, '')];

/** An image of a list: where it is and what is said of it. */
export interface UrlRow {
  url: URL;
  about: AboutFile;
}

/** Takes a row apart; a text says what is wrong with it. */
export type RowParser = (line: string) => UrlRow | string;

/**
 * Decides by its first line how a list is written: JSONL (an object a line), CSV with a line of column names (comma, semicolon
 * or tab between), or addresses alone. `usesFirst` says that the first line is a row itself. Throws AppError
 * `list-without-url` where there is no column of addresses.
 */
export function rowParserFor(firstLine: string): { parseRow: RowParser; usesFirst: boolean } {
  const first = firstLine.trim();
  if (first.startsWith('{')) return { parseRow: jsonRow, usesFirst: true };
  if (/^https?:\/\/\S+$/i.test(first)) return { parseRow: (line) => checked({ url: line }), usesFirst: true };
  const delimiter = ['\t', ';'].find((mark) => first.includes(mark)) ?? ',';
  const names = csvCells(firstLine, delimiter);
  const found = (typeof names === 'string' ? [] : names).map(columnOf);
  if (!found.includes('url')) {
    throw new AppError(
      'invalid',
      'list-without-url',
      'The list has no column url: its first line must name the columns (url, and where known author, license, license_url, ' +
        'noun, source_url), or each line must be a JSON object with these fields.',
    );
  }
  const parseRow = (line: string) => {
    const cells = csvCells(line, delimiter);
    return typeof cells === 'string'
      ? cells
      : checked(pick(cells.map((cell, index) => [found[index], cell])));
  };
  return { parseRow, usesFirst: false };
}

/** A row is a line: a quoted cell that goes on in the next one is refused, so that one missing quote swallows no other row. */
function csvCells(line: string, delimiter: string): string[] | string {
  if (!line.includes('"')) return line.split(delimiter);
  try {
    return (parse(line, { delimiter, relax_column_count: true }) as string[][])[0] ?? [];
  } catch {
    return 'The quotes of the row do not close: double those inside a cell.';
  }
}

function jsonRow(line: string): UrlRow | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'The line is no JSON: write one object a line.';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'The line is JSON but no object: write one with a field url a line.';
  return checked(pick(Object.entries(value).map(([name, cell]) => [columnOf(name), cell])));
}

/** Empty cells are as good as none. Of two columns of one meaning the first with something in it counts. */
function pick(cells: readonly (readonly [Column | undefined, unknown])[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [column, cell] of cells) {
    const value = typeof cell === 'string' ? cell.trim() : cell;
    if (column && value !== '' && value !== null) row[column] ??= value;
  }
  return row;
}

function checked(row: Record<string, unknown>): UrlRow | string {
  const parsed = rowSchema.safeParse(row);
  if (!parsed.success) {
    const said = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    return `The row cannot be used. ${said.join('; ')}.`;
  }
  const { url, ...about } = parsed.data;
  const where = new URL(url);
  where.hash = '';
  return { url: where, about: { sourceUrl: where.href, ...about } };
}
