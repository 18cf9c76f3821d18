import type { Metadata } from 'next';
import { paretoFront } from '#lib/challenges/leaderboard-front';
import { metrics, shownValue } from '#lib/challenges/metric';
import type { Leaderboard, RankedRow } from '#lib/challenges/server/get-leaderboard';
import { Badge } from '@/_components/badge';
import { bytesText } from '@/_components/bytes-text';
import { DataTable } from '@/_components/data-table';
import { EmptyState } from '@/_components/empty-state';
import { figureText } from '@/_components/figure-text';
import { LinkTabs } from '@/_components/link-tabs';
import { ScatterPlot } from '@/_components/scatter-plot';
import { TextLink } from '@/_components/text-link';
import { loadChallenge } from '../../load-challenge';
import { MetricFigure } from '../../metric-figure';
import { amountText } from '../amount-text';
import { BoardFrame } from '../board-frame';
import { boardHref, loadBoard, type Search } from '../board-query';
import { PlotFigure } from '../plot-figure';

type PageProps = { params: Promise<{ slug: string }>; searchParams: Search };

type Cost = { label: string; of: (row: RankedRow) => number | null; text: (value: number) => string };

const costs: Record<'parameters' | 'macs' | 'time' | 'bytes', Cost> = {
  parameters: { label: 'Parameters', of: ({ cost }) => cost.parameters, text: amountText },
  macs: { label: 'Multiply-adds for one image', of: ({ cost }) => cost.macs, text: amountText },
  time: {
    label: 'Time an image',
    of: ({ cost }) => (cost.secondsPerImage === null ? null : 1000 * cost.secondsPerImage),
    text: (value) => `${value.toLocaleString('en', { maximumSignificantDigits: 2 })}\u202fms`,
  },
  bytes: { label: 'Size of the file', of: ({ cost }) => cost.modelBytes, text: bytesText },
};
type CostName = keyof typeof costs;
const costNames = Object.keys(costs) as CostName[];

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const challenge = await loadChallenge((await params).slug);
  return { title: `Error by cost in ${challenge.title}` };
}

export default async function CostPage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const challenge = await loadChallenge(slug);
  const { query, board } = await loadBoard(slug, searchParams);
  const { by: asked } = await searchParams;
  const by = costNames.find((name) => name === asked) ?? 'parameters';
  return (
    <BoardFrame challenge={challenge} query={query} board={board} tab="cost">
      <LinkTabs
        name="Cost by"
        items={costNames.map((name) => ({
          label: costs[name].label,
          href: boardHref(slug, 'cost', query, { by: name }),
          current: name === by,
        }))}
      />
      <div className="mt-6">
        <CostPlot slug={slug} board={board} by={by} />
      </div>
    </BoardFrame>
  );
}

type CostPlotProps = { slug: string; board: Leaderboard; by: CostName };

function CostPlot({ slug, board, by }: CostPlotProps) {
  const { label, of, text } = costs[by];
  const { metric, lessIsBetter } = board;
  const standing = board.rows.filter((row) => row.disqualified === null && row.value !== null);
  const drawn = standing.flatMap((row) => {
    const cost = of(row);
    return cost === null || cost <= 0 || row.value === null ? [] : [{ row, cost, value: row.value }];
  });
  if (drawn.length === 0) {
    return (
      <EmptyState title="Nothing to draw">No submission here has both a score and this figure.</EmptyState>
    );
  }
  const front = paretoFront(drawn, lessIsBetter);
  const onFront = new Set(front.map(({ row }) => row.submissionId));
  const missing = standing.length - drawn.length;
  const { label: metricLabel, unit } = metrics[metric];
  return (
    <PlotFigure
      name={`${slug}-${metric}-by-${by}`}
      plot={
        <ScatterPlot
          points={drawn.map(({ row, cost, value }) => ({
            key: row.submissionId,
            label: row.baseline ? row.submission : row.entry,
            href: `/submissions/${row.submissionId}`,
            x: cost,
            y: shownValue(metric, value),
            tone: row.mine
              ? 'this'
              : row.baseline
                ? 'quiet'
                : onFront.has(row.submissionId)
                  ? 'normal'
                  : 'hollow',
          }))}
          steps={front.map(({ cost, value }) => ({ x: cost, y: shownValue(metric, value) }))}
          x={{ label, text }}
          y={{
            label: metricLabel,
            text: (value) => figureText(value, { unit: unit ?? undefined, digits: value % 1 ? 1 : 0 }),
          }}
        />
      }
      caption={`Filled dots on the dashed steps are the Pareto front: none other is better and no dearer. Squares are baselines.${missing > 0 ? ` ${missing} ${missing === 1 ? 'is' : 'are'} not drawn: the figure is not known.` : ''}`}
      csv={[
        ['entry', 'submission', 'submission_id', 'baseline', metric, by, 'pareto_front'],
        ...drawn.map(({ row, cost, value }) => [
          row.entry,
          row.submission,
          row.submissionId,
          row.baseline ? 'yes' : 'no',
          value,
          cost,
          onFront.has(row.submissionId) ? 'yes' : 'no',
        ]),
      ]}
      table={
        <DataTable
          name={`${metricLabel} by ${label.toLowerCase()}`}
          rows={drawn.sort((a, b) => a.cost - b.cost)}
          rowKey={({ row }) => row.submissionId}
          tone={({ row }) => (row.mine ? 'accent' : row.baseline ? 'quiet' : 'normal')}
          columns={[
            {
              key: 'entry',
              header: 'Entry',
              rowHeader: true,
              cell: ({ row }) => (
                <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
                  {row.entry}
                  {row.baseline && <Badge>baseline</Badge>}
                  {onFront.has(row.submissionId) && <Badge tone="accent">front</Badge>}
                </span>
              ),
            },
            { key: 'cost', header: label, align: 'end', cell: ({ cost }) => text(cost) },
            {
              key: 'value',
              header: metricLabel,
              align: 'end',
              cell: ({ row }) => <MetricFigure metric={metric} measured={metrics[metric].of(row.score)} />,
            },
            {
              key: 'submission',
              header: 'Submission',
              cell: ({ row }) => (
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
