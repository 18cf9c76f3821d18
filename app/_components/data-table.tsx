import { clsx } from 'clsx';
import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import Link from 'next/link';
import type { Key, ReactNode } from 'react';
import { ScrollRegion } from './scroll-region';

export type Column<Row> = {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** end: numbers, in tabular figures. */
  align?: 'start' | 'end';
  /** Stands behind the header: 'ms', '%'. */
  unit?: string;
  /** Where the header leads to order by this column; `direction` where it is the order now. */
  sort?: { href: string; direction?: 'ascending' | 'descending' };
  /** Names the row; stays in sight while the rest scrolls sideways. */
  rowHeader?: boolean;
};

type DataTableProps<Row> = {
  /** What the table shows; its caption, and the name of the part that scrolls. */
  name: string;
  /** Shows the name above the table; else only screen readers read it. */
  showName?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => Key;
  /** quiet: a row that does not compete, as a baseline; accent: one's own. */
  tone?: (row: Row) => 'normal' | 'quiet' | 'accent';
  /** Draws a stronger line above this row: a new group begins. */
  startsGroup?: (row: Row) => boolean;
  /** Stands in place of the rows where there are none. */
  empty?: ReactNode;
};

const tones = { normal: 'bg-paper', quiet: 'bg-paper text-ink-soft', accent: 'bg-accent-wash' };

/** Rows of facts. Numbers are right-aligned with their unit; at 360 px it scrolls sideways by itself. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { name, showName = false, columns, rows, rowKey, tone, startsGroup, empty } = props;
  if (rows.length === 0 && empty !== undefined) return empty;
  return (
    <ScrollRegion name={name}>
      <table className="w-full border-collapse text-sm">
        <caption className={showName ? 'pb-2 text-left font-medium' : 'sr-only'}>{name}</caption>
        <thead>
          <tr className="border-b border-edge">
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr
              key={rowKey(row)}
              className={clsx(
                'border-line not-last:border-b',
                tones[tone?.(row) ?? 'normal'],
                index > 0 && startsGroup?.(row) && 'border-t-2 border-t-edge',
              )}
            >
              {columns.map((column) => (
                <BodyCell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function place<Row>({ align, rowHeader }: Column<Row>): string {
  return clsx(
    'px-3 py-2 first:pl-2 last:pr-2',
    align === 'end' ? 'text-right tabular-nums whitespace-nowrap' : 'min-w-24 text-left',
    rowHeader && 'sticky left-0 z-10 min-w-36 bg-inherit',
  );
}

function HeaderCell<Row>({ column }: { column: Column<Row> }) {
  const { header, unit, sort } = column;
  const words = (
    <>
      {header}
      {unit !== undefined && <span className="font-normal text-ink-soft"> {unit}</span>}
    </>
  );
  const Arrow =
    sort?.direction === undefined ? ArrowUpDown : sort.direction === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={sort?.direction}
      className={clsx(place(column), 'bg-paper align-bottom font-medium whitespace-nowrap')}
    >
      {sort === undefined ? (
        words
      ) : (
        <Link
          href={sort.href}
          scroll={false}
          className="inline-flex items-center gap-1 rounded hover:text-accent"
        >
          <span>{words}</span>
          <Arrow
            aria-hidden
            size={14}
            className={sort.direction === undefined ? 'text-edge' : 'text-accent'}
          />
        </Link>
      )}
    </th>
  );
}

function BodyCell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  if (column.rowHeader) {
    return (
      <th scope="row" className={clsx(place(column), 'font-medium')}>
        {column.cell(row)}
      </th>
    );
  }
  return <td className={place(column)}>{column.cell(row)}</td>;
}
