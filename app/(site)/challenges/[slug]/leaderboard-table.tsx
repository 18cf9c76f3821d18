import type { ReactNode } from 'react';
import type { Leaderboard } from '#lib/challenges/server/get-leaderboard';
import { Badge } from '@/_components/badge';
import { bytesText } from '@/_components/bytes-text';
import { type Column, DataTable } from '@/_components/data-table';
import { Count, Figure } from '@/_components/figure';
import { Moment } from '@/_components/moment';
import { TextLink } from '@/_components/text-link';
import { percentInterval } from './percent';

type Row = Leaderboard['rows'][number];

type LeaderboardTableProps = {
  name: string;
  board: Leaderboard;
  /** How many rows to show; all where it is left out. */
  limit?: number;
  /** Leaves the cost columns out. */
  brief?: boolean;
  /** Where the headers of the two errors lead to order by them. */
  orderBy?: Record<Leaderboard['metric'], string>;
  empty: ReactNode;
};

/** Submissions in order of their error, one's own marked, baselines quiet and without a rank. */
export function LeaderboardTable({ name, board, limit, brief, orderBy, empty }: LeaderboardTableProps) {
  const sort = (metric: Leaderboard['metric']) =>
    orderBy && {
      href: orderBy[metric],
      direction: board.metric === metric ? ('ascending' as const) : undefined,
    };
  const columns: Column<Row>[] = [
    {
      key: 'rank',
      header: 'Rank',
      align: 'end',
      cell: (row) => row.rank ?? <NoRank baseline={row.baseline} />,
    },
    {
      key: 'entry',
      header: 'Entry',
      rowHeader: true,
      cell: (row) => (
        <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
          {row.entry}
          {row.baseline && <Badge>baseline</Badge>}
          {row.mine && <Badge tone="accent">yours</Badge>}
        </span>
      ),
    },
    {
      key: 'top1',
      header: 'Top-1 error',
      align: 'end',
      sort: sort('top1Error'),
      cell: (row) => <ErrorFigure row={row} metric="top1" />,
    },
    {
      key: 'top5',
      header: 'Top-5 error',
      align: 'end',
      sort: sort('top5Error'),
      cell: (row) => <ErrorFigure row={row} metric="top5" />,
    },
    {
      key: 'submission',
      header: 'Submission',
      cell: (row) => (
        <TextLink quiet href={`/submissions/${row.submissionId}`}>
          {row.submission}
        </TextLink>
      ),
    },
    ...(brief ? [] : costColumns),
    {
      key: 'at',
      header: 'Submitted',
      align: 'end',
      cell: (row) => <Moment at={row.submittedAt} show="date" />,
    },
  ];
  return (
    <DataTable
      name={name}
      rows={limit === undefined ? board.rows : board.rows.slice(0, limit)}
      rowKey={(row) => row.submissionId}
      tone={(row) => (row.baseline ? 'quiet' : row.mine ? 'accent' : 'normal')}
      columns={columns}
      empty={empty}
    />
  );
}

const costColumns: Column<Row>[] = [
  {
    key: 'parameters',
    header: 'Parameters',
    align: 'end',
    cell: ({ cost }) =>
      cost.parameters === null ? <Figure value={null} /> : <Count value={cost.parameters} />,
  },
  { key: 'size', header: 'File', align: 'end', cell: ({ cost }) => bytesText(cost.modelBytes) },
  {
    key: 'time',
    header: 'Time an image',
    unit: 'ms',
    align: 'end',
    cell: ({ cost }) => (
      <Figure
        value={cost.secondsPerImage === null ? null : 1000 * cost.secondsPerImage}
        digits={cost.secondsPerImage !== null && cost.secondsPerImage < 1e-4 ? 4 : 2}
      />
    ),
  },
  {
    key: 'memory',
    header: 'Memory',
    unit: 'MB',
    align: 'end',
    cell: ({ cost }) => <Figure value={cost.peakMemoryMb} digits={0} />,
  },
];

function NoRank({ baseline }: { baseline: boolean }) {
  return (
    <>
      <span aria-hidden>–</span>
      <span className="sr-only">{baseline ? 'unranked baseline' : 'not ranked'}</span>
    </>
  );
}

function ErrorFigure({ row, metric }: { row: Row; metric: 'top1' | 'top5' }) {
  const measured = row.score[metric];
  if (measured === null) return <Figure value={null} />;
  return (
    // Where it is narrow an interval with two ends stands under its figure, in sight beside the entry.
    <span className="whitespace-normal">
      <Figure
        value={100 * measured.error}
        interval={percentInterval(measured.interval)}
        unit="%"
        href={`/submissions/${row.submissionId}`}
      />
    </span>
  );
}
