import type { Metadata } from 'next';
import { metrics, shownValue } from '#lib/challenges/metric';
import type { Leaderboard, RankedRow } from '#lib/challenges/server/get-leaderboard';
import { Badge } from '@/_components/badge';
import { DataTable } from '@/_components/data-table';
import { EmptyState } from '@/_components/empty-state';
import { figureText } from '@/_components/figure-text';
import { Moment } from '@/_components/moment';
import { ScatterPlot } from '@/_components/scatter-plot';
import { TextLink } from '@/_components/text-link';
import { loadChallenge } from '../../load-challenge';
import { MetricFigure } from '../../metric-figure';
import { BoardFrame } from '../board-frame';
import { loadBoard, type Search } from '../board-query';
import { PlotFigure } from '../plot-figure';
import { dayText, timeScale } from './time-scale';

type PageProps = { params: Promise<{ slug: string }>; searchParams: Search };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const challenge = await loadChallenge((await params).slug);
  return { title: `Error over time in ${challenge.title}` };
}

export default async function TimePage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const challenge = await loadChallenge(slug);
  // How the best came about needs what was not the best of its entry as well, where nothing else is asked for.
  const search = searchParams.then(({ which, ...rest }) => ({ ...rest, which: which ?? 'all' }));
  const { query, board } = await loadBoard(slug, search);
  return (
    <BoardFrame challenge={challenge} query={query} board={board} tab="time">
      <TimePlot slug={slug} board={board} />
    </BoardFrame>
  );
}

type Scored = RankedRow & { value: number };

function TimePlot({ slug, board }: { slug: string; board: Leaderboard }) {
  const { metric, lessIsBetter } = board;
  const rows = board.rows
    .filter((row): row is Scored => row.disqualified === null && row.value !== null)
    .sort((a, b) => a.submittedAt.getTime() - b.submittedAt.getTime());
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) {
    return <EmptyState title="Nothing to draw">No submission here has a score.</EmptyState>;
  }
  const best = bestSoFar(rows, lessIsBetter);
  const records = new Set(best.map(({ submissionId }) => submissionId));
  const point = (row: Scored) => ({ x: row.submittedAt.getTime(), y: shownValue(metric, row.value) });
  const end = best.at(-1);
  const { label, unit } = metrics[metric];
  return (
    <PlotFigure
      name={`${slug}-${metric}-over-time`}
      plot={
        <ScatterPlot
          points={rows.map((row) => ({
            ...point(row),
            key: row.submissionId,
            label: row.baseline ? row.submission : row.entry,
            href: `/submissions/${row.submissionId}`,
            tone: row.mine
              ? 'this'
              : row.baseline
                ? 'quiet'
                : records.has(row.submissionId)
                  ? 'normal'
                  : 'hollow',
          }))}
          steps={[...best.map(point), ...(end ? [{ x: last.submittedAt.getTime(), y: point(end).y }] : [])]}
          x={{
            label: 'Submitted (UTC)',
            text: dayText,
            scale: timeScale(first.submittedAt.getTime(), last.submittedAt.getTime()),
          }}
          y={{
            label,
            text: (value) => figureText(value, { unit: unit ?? undefined, digits: value % 1 ? 1 : 0 }),
          }}
        />
      }
      caption="Each dot is a submission. Filled ones were the best of their time; the dashed steps are the best so far. Squares are baselines, which set no record."
      csv={[
        ['submitted_at', 'entry', 'submission', 'submission_id', 'baseline', metric, 'best_so_far'],
        ...rows.map((row) => [
          row.submittedAt.toISOString(),
          row.entry,
          row.submission,
          row.submissionId,
          row.baseline ? 'yes' : 'no',
          row.value,
          records.has(row.submissionId) ? 'yes' : 'no',
        ]),
      ]}
      table={
        <DataTable
          name={`${label} over time`}
          rows={rows}
          rowKey={(row) => row.submissionId}
          tone={(row) => (row.mine ? 'accent' : row.baseline ? 'quiet' : 'normal')}
          columns={[
            {
              key: 'entry',
              header: 'Entry',
              rowHeader: true,
              cell: (row) => (
                <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
                  {row.entry}
                  {row.baseline && <Badge>baseline</Badge>}
                  {records.has(row.submissionId) && <Badge tone="accent">best so far</Badge>}
                </span>
              ),
            },
            {
              key: 'value',
              header: label,
              align: 'end',
              cell: (row) => <MetricFigure metric={metric} measured={metrics[metric].of(row.score)} />,
            },
            { key: 'at', header: 'Submitted', align: 'end', cell: (row) => <Moment at={row.submittedAt} /> },
            {
              key: 'submission',
              header: 'Submission',
              cell: (row) => (
                <TextLink quiet href={`/submissions/${row.submissionId}`}>
                  {row.submission}
                </TextLink>
              ),
            },
          ]}
        />
      }
    />
  );
}

/** Of competitors, in the order of their time, those that were better than all before. */
function bestSoFar(rows: readonly Scored[], lessIsBetter: boolean): Scored[] {
  let best: number | undefined;
  return rows.filter(({ baseline, value }) => {
    if (baseline || (best !== undefined && (lessIsBetter ? value >= best : value <= best))) return false;
    best = value;
    return true;
  });
}
