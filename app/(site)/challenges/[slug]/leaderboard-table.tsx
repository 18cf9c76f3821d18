import type { ReactNode } from 'react';
import { type MetricName, metrics } from '#lib/challenges/metric';
import type { Leaderboard, RankedRow } from '#lib/challenges/server/get-leaderboard';
import { Badge } from '@/_components/badge';
import { bytesText } from '@/_components/bytes-text';
import { type Column, DataTable } from '@/_components/data-table';
import { Count, Figure } from '@/_components/figure';
import { Moment } from '@/_components/moment';
import { TextLink } from '@/_components/text-link';
import { MetricFigure } from './metric-figure';
import { RankChange } from './rank-change';

type LeaderboardTableProps = {
  name: string;
  board: Leaderboard;
  /** How many rows to show; all where it is left out. */
  limit?: number;
  /** Leaves the cost columns out. */
  brief?: boolean;
  /** Where the headers of metrics lead to order by them. */
  orderBy?: (metric: MetricName) => string;
  empty: ReactNode;
};

/** Submissions in order of their metric, parted into groups, one's own marked, baselines quiet and without a rank. */
export function LeaderboardTable({ name, board, limit, brief, orderBy, empty }: LeaderboardTableProps) {
  const rows = limit === undefined ? board.rows : board.rows.slice(0, limit);
  const changes = !brief && board.rows.some(({ rankChange }) => rankChange !== null);
  const grouped = !brief && board.rows.some(({ group }) => group !== null);
  const firsts = firstOfGroups(board.rows);
  const columns: Column<RankedRow>[] = [
    {
      key: 'rank',
      header: 'Rank',
      align: 'end',
      cell: (row) => row.rank ?? <NoRank row={row} />,
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
          {row.disqualified !== null && (
            <>
              <Badge tone="bad">disqualified</Badge>
              <span className="basis-full text-sm font-normal whitespace-normal text-ink-soft">
                {row.disqualified}
              </span>
            </>
          )}
        </span>
      ),
    },
    ...shownMetrics(board).map(
      (metric): Column<RankedRow> => ({
        key: metric,
        header: metrics[metric].label,
        align: 'end',
        sort: orderBy && {
          href: orderBy(metric),
          direction: board.metric !== metric ? undefined : board.lessIsBetter ? 'ascending' : 'descending',
        },
        cell: (row) => (
          // Where it is narrow an interval with two ends stands under its figure, in sight beside the entry.
          <span className="whitespace-normal">
            <MetricFigure
              metric={metric}
              measured={metrics[metric].of(row.score)}
              href={`/submissions/${row.submissionId}`}
            />
          </span>
        ),
      }),
    ),
    ...(changes ? [{ key: 'change', header: 'Since public', align: 'end' as const, cell: RankChange }] : []),
    ...(grouped
      ? [
          {
            key: 'group',
            header: 'Group',
            align: 'end' as const,
            cell: ({ group }: RankedRow) =>
              group ?? (
                <>
                  <span aria-hidden>–</span>
                  <span className="sr-only">in no group</span>
                </>
              ),
          },
        ]
      : []),
    {
      key: 'submission',
      header: 'Submission',
      cell: (row) => (
        <>
          <TextLink quiet href={`/submissions/${row.submissionId}`}>
            {row.submission}
          </TextLink>
          {row.disqualified !== null && <span className="block text-ink-soft">{row.disqualified}</span>}
        </>
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
      rows={rows}
      rowKey={(row) => row.submissionId}
      tone={(row) => (row.baseline ? 'quiet' : row.mine ? 'accent' : 'normal')}
      startsGroup={grouped ? (row) => firsts.has(row.submissionId) : undefined}
      columns={columns}
      empty={empty}
    />
  );
}

/** The challenge's metric, those beside it, and the two errors, as far as somebody has them. */
function shownMetrics({
  rows,
  metric,
  challengeMetric,
  secondaryMetrics,
  ladder,
}: Leaderboard): MetricName[] {
  if (ladder) return [challengeMetric];
  const usual: MetricName[] = ['top1Error', 'top5Error'];
  const wanted = [...new Set([challengeMetric, ...secondaryMetrics, ...usual, metric])];
  return wanted.filter(
    (name) => name === challengeMetric || rows.some(({ score }) => metrics[name].of(score) !== null),
  );
}

function firstOfGroups(rows: readonly RankedRow[]): Set<string> {
  const firsts = new Map<number, string>();
  for (const { group, submissionId } of rows) {
    if (group !== null && !firsts.has(group)) firsts.set(group, submissionId);
  }
  return new Set(firsts.values());
}

const costColumns: Column<RankedRow>[] = [
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

function NoRank({ row: { baseline, disqualified } }: { row: RankedRow }) {
  return (
    <>
      <span aria-hidden>–</span>
      <span className="sr-only">
        {baseline ? 'unranked baseline' : disqualified === null ? 'not ranked' : 'disqualified'}
      </span>
    </>
  );
}
