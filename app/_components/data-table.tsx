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
  /**
   * Holds what can be done with the row. A table with such a column does not scroll sideways where it is narrow: each row is then
   * a card with all its facts, the action below them.
   */
  action?: boolean;
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

/**
 * Rows of facts. Numbers are right-aligned with their unit; at 360 px it scrolls sideways by itself, or becomes a list of cards
 * where something can be done with its rows.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { name, showName = false, columns, rows, rowKey, tone, startsGroup, empty } = props;
  if (rows.length === 0 && empty !== undefined) return empty;
  const stacks = columns.some(({ action }) => action);
  const sorts = columns.some(({ sort }) => sort !== undefined);
  return (
    <div className={clsx(stacks && '@container')}>
      <ScrollRegion name={name}>
        <table
          {...roleOf(stacks, 'table')}
          className={clsx('w-full border-collapse text-sm', stacks && '@max-3xl:block')}
        >
          <caption
            className={clsx(
              showName ? 'pb-2 text-left font-medium' : 'sr-only',
              stacks && showName && '@max-3xl:block',
            )}
          >
            {name}
          </caption>
          <thead
            {...roleOf(stacks, 'rowgroup')}
            className={clsx(stacks && (sorts ? '@max-3xl:block' : '@max-3xl:sr-only'))}
          >
            <tr
              {...roleOf(stacks, 'row')}
              className={clsx(
                'border-b border-edge',
                stacks && '@max-3xl:flex @max-3xl:flex-wrap @max-3xl:gap-x-4 @max-3xl:pb-1',
              )}
            >
              {columns.map((column) => (
                <HeaderCell key={column.key} column={column} stacks={stacks} />
              ))}
            </tr>
          </thead>
          <tbody {...roleOf(stacks, 'rowgroup')} className={clsx(stacks && '@max-3xl:block')}>
            {rows.map((row, index) => (
              <tr
                key={rowKey(row)}
                {...roleOf(stacks, 'row')}
                className={clsx(
                  'border-line not-last:border-b',
                  tones[tone?.(row) ?? 'normal'],
                  index > 0 && startsGroup?.(row) && 'border-t-2 border-t-edge',
                  stacks &&
                    '@max-3xl:grid @max-3xl:grid-cols-3 @max-3xl:gap-x-4 @max-3xl:gap-y-3 @max-3xl:py-4',
                )}
              >
                {columns.map((column) => (
                  <BodyCell key={column.key} column={column} row={row} stacks={stacks} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}

/** What is no table in its looks must be called one, or it is none to a screen reader either. */
function roleOf(stacks: boolean, role: 'table' | 'rowgroup' | 'row' | 'columnheader' | 'rowheader' | 'cell') {
  return stacks ? { role } : {};
}

function place<Row>({ align, rowHeader }: Column<Row>): string {
  return clsx(
    'px-3 py-2 first:pl-2 last:pr-2',
    align === 'end' ? 'text-right tabular-nums whitespace-nowrap' : 'min-w-24 text-left',
    rowHeader && 'sticky left-0 z-10 min-w-36 bg-inherit',
  );
}

function HeaderCell<Row>({ column, stacks }: { column: Column<Row>; stacks: boolean }) {
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
      {...roleOf(stacks, 'columnheader')}
      scope="col"
      aria-sort={sort?.direction}
      className={clsx(
        place(column),
        'bg-paper align-bottom font-medium whitespace-nowrap',
        stacks &&
          (sort === undefined
            ? '@max-3xl:sr-only'
            : '@max-3xl:block @max-3xl:px-0 @max-3xl:first:pl-0 @max-3xl:last:pr-0'),
      )}
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

function BodyCell<Row>({ column, row, stacks }: { column: Column<Row>; row: Row; stacks: boolean }) {
  const content = column.cell(row);
  if (column.rowHeader) {
    return (
      <th
        {...roleOf(stacks, 'rowheader')}
        scope="row"
        className={clsx(
          place(column),
          'font-medium',
          stacks &&
            '@max-3xl:col-span-full @max-3xl:static @max-3xl:px-0 @max-3xl:first:pl-0 @max-3xl:py-0 @max-3xl:text-base',
        )}
      >
        {content}
      </th>
    );
  }
  if (!stacks) return <td className={place(column)}>{content}</td>;
  return (
    <td
      {...roleOf(true, 'cell')}
      className={clsx(
        place(column),
        '@max-3xl:block @max-3xl:px-0 @max-3xl:last:pr-0 @max-3xl:py-0 @max-3xl:text-left @max-3xl:whitespace-normal',
        (column.align !== 'end' || column.action) && '@max-3xl:col-span-full',
        (content === null || content === undefined || content === false) && '@max-3xl:hidden',
      )}
    >
      {!column.action && (
        <span aria-hidden className="hidden text-xs text-ink-soft @max-3xl:block">
          {column.header}
          {column.unit !== undefined && ` ${column.unit}`}
        </span>
      )}
      {content}
    </td>
  );
}
