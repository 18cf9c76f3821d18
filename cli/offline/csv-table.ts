import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import { AppError } from '#lib/core/errors';
import { refuseToRead } from './files.ts';

/** A column that is needed, by the names that it may have; the first is the one to ask for. */
export type Column = readonly [name: string, ...others: string[]];

/** How often, in milliseconds, it is told how far the reading is; looked at every so many rows. */
const TELL_EVERY = 10_000;
const LOOK_EVERY = 65_536;

/**
 * Reads a CSV file with a header a row at a time, so that a file of any length takes no more memory than what `take` keeps of
 * it. `take` gets the values of `columns`, in their order, without the blanks around them; other columns are ignored. It may
 * give a sentence on what is wrong with the row. `what` names the file, as "the votes". Throws AppError `no-such-file`,
 * `unreadable-file`, `table-damaged`, `table-columns`, `table-row` and, without a row, `table-empty`.
 */
export async function readCsvTable(
  file: string,
  what: string,
  columns: readonly Column[],
  take: (values: string[]) => string | undefined,
): Promise<void> {
  let places: number[] | null = null;
  // The header is row 1, as in a spreadsheet.
  let row = 0;
  let told = performance.now();
  const source = createReadStream(file);
  const parser = parse({ bom: true, skip_empty_lines: true });
  source.on('error', (error) => parser.destroy(error));
  try {
    for await (const record of source.pipe(parser) as AsyncIterable<string[]>) {
      row++;
      if (places === null) {
        places = findColumns(record, columns, file, what);
        continue;
      }
      const values = places.map((place) => (record[place] as string).trim());
      const empty = values.indexOf('');
      const wrong = empty === -1 ? take(values) : `has no ${columns[empty]?.[0]}`;
      if (wrong !== undefined) {
        throw new AppError(
          'invalid',
          'table-row',
          `Row ${row} of ${file} ${wrong}. Correct it or leave it out.`,
        );
      }
      if (row % LOOK_EVERY === 0 && performance.now() - told > TELL_EVERY) {
        told = performance.now();
        process.stderr.write(`${row.toLocaleString('en')} rows of ${what} read\n`);
      }
    }
  } catch (error) {
    throw refusalOf(error, what, file);
  } finally {
    source.destroy();
  }
  if (row < 2) {
    throw new AppError(
      'invalid',
      'table-empty',
      `${file}, which was to be ${what}, has no row below its header. Give one row each.`,
    );
  }
}

function findColumns(header: string[], columns: readonly Column[], file: string, what: string): number[] {
  const names = header.map((name) => name.trim().toLowerCase());
  const places = columns.map((column) => names.findIndex((name) => column.includes(name)));
  const missing = columns.filter((_, i) => places[i] === -1).map(([name]) => name);
  if (missing.length === 0) return places;
  const needed = columns.map((column) => column.join(' or ')).join(', ');
  const shown = header.slice(0, 6).map((name) => `"${name.slice(0, 40)}"`);
  throw new AppError(
    'invalid',
    'table-columns',
    `${file}, which was to be ${what}, has no column ${missing.join(', ')}: its first line is ${shown.join(', ')}${header.length > 6 ? ' and others' : ''}. Name the columns there, separated by commas: ${needed}.`,
  );
}

function refusalOf(error: unknown, what: string, file: string): unknown {
  if (error instanceof AppError) return error;
  if (error instanceof CsvError) {
    return new AppError(
      'invalid',
      'table-damaged',
      `${file} is no well-made CSV file: ${error.message}. Write one row a line, values with a comma or a quote in quotes.`,
      { cause: error },
    );
  }
  return typeof (error as NodeJS.ErrnoException).syscall === 'string'
    ? refuseToRead(error, what, file)
    : error;
}
