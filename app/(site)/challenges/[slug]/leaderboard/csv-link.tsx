import { Download } from 'lucide-react';
import { csvRow } from '#lib/core/csv-row';

export type CsvTable = readonly (readonly (string | number | null)[])[];

/** Downloads a table, its first row the names of columns, as a CSV file; works without scripts. */
export function CsvLink({ name, rows }: { name: string; rows: CsvTable }) {
  const text = rows.map((row) => csvRow(row.map((value) => (value === null ? '' : safe(value))))).join('');
  return (
    <a
      href={`data:text/csv;charset=utf-8,${encodeURIComponent(text)}`}
      download={`${name}.csv`}
      className="link inline-flex items-center gap-1 text-sm"
    >
      <Download aria-hidden size={14} />
      Download as CSV
    </a>
  );
}

/** A name that begins like a formula is one to a spreadsheet. */
function safe(value: string | number): string {
  return typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
}
