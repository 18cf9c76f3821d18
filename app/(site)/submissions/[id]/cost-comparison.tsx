import type { SubmissionCost } from '#lib/challenges/server/compare-costs';
import { Badge } from '@/_components/badge';
import { DataTable } from '@/_components/data-table';
import { Count, Figure } from '@/_components/figure';
import { figureText } from '@/_components/figure-text';
import { LinkTabs } from '@/_components/link-tabs';
import { ScatterPlot } from '@/_components/scatter-plot';
import { Section } from '@/_components/section';
import { TextLink } from '@/_components/text-link';
import { amountText } from '@/(site)/challenges/[slug]/leaderboard/amount-text';

/** What may stand on the horizontal axis. */
export const COST_AXES = ['macs', 'time'] as const;
export type CostAxis = (typeof COST_AXES)[number];

const axes = {
  macs: {
    label: 'Multiply-adds for one image',
    of: (cost: SubmissionCost) => cost.macs,
    text: amountText,
  },
  time: {
    label: 'Time an image',
    of: (cost: SubmissionCost) => (cost.secondsPerImage === null ? null : 1000 * cost.secondsPerImage),
    text: (value: number) => `${value.toLocaleString('en', { maximumSignificantDigits: 2 })}\u202fms`,
  },
};

type CostComparisonProps = { id: string; costs: readonly SubmissionCost[]; axis: CostAxis };

/** The error of a submission against what it costs, beside the best of every other entry and the baselines. */
export function CostComparison({ id, costs, axis }: CostComparisonProps) {
  const { label, of, text } = axes[axis];
  const points = costs.flatMap((cost) => {
    const x = of(cost);
    if (x === null || x <= 0) return [];
    const tone = cost.submissionId === id ? 'this' : cost.baseline ? 'quiet' : 'normal';
    const name = cost.baseline ? cost.submission : cost.entry;
    const href = `/submissions/${cost.submissionId}`;
    return [{ key: cost.submissionId, label: name, href, x, y: 100 * cost.error, tone } as const];
  });
  const missing = costs.length - points.length;
  return (
    <Section
      title="Beside other entries"
      id="beside"
      lead="Each dot is the best scored submission of an entry, each square a baseline, the ringed dot this submission: the further down and to the left, the more for less."
    >
      <div className="max-w-5xl">
        <LinkTabs
          name="Cost by"
          items={[
            { label: 'Multiply-adds', href: '?cost=macs#beside', current: axis === 'macs' },
            { label: 'Time an image', href: '?cost=time#beside', current: axis === 'time' },
          ]}
        />
      </div>
      <figure className="mt-6 max-w-5xl">
        {points.length === 0 ? (
          <p className="text-ink-soft">None of them has this figure.</p>
        ) : (
          <ScatterPlot
            points={points}
            x={{ label, text }}
            y={{
              label: 'Top-1 error',
              text: (value) => figureText(value, { unit: '%', digits: value % 1 ? 1 : 0 }),
            }}
          />
        )}
        {missing > 0 && points.length > 0 && (
          <figcaption className="mt-2 text-sm text-ink-soft">
            {`${missing} of them ${missing === 1 ? 'is' : 'are'} not drawn: the figure is unknown or 0.`}
          </figcaption>
        )}
      </figure>
      <details className="mt-6">
        <summary className="cursor-pointer rounded font-medium">Show the plot as a table</summary>
        <div className="mt-3 max-w-5xl">
          <DataTable
            name="Error and cost of entries"
            rows={costs}
            rowKey={(row) => row.submissionId}
            tone={(row) => (row.submissionId === id ? 'accent' : row.baseline ? 'quiet' : 'normal')}
            columns={[
              {
                key: 'submission',
                header: 'Submission',
                rowHeader: true,
                cell: (row) => (
                  <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
                    <TextLink quiet href={`/submissions/${row.submissionId}`}>
                      {row.submission}
                    </TextLink>
                    {row.submissionId === id && <Badge tone="accent">this one</Badge>}
                    {row.baseline && <Badge>baseline</Badge>}
                  </span>
                ),
              },
              {
                key: 'error',
                header: 'Top-1 error',
                align: 'end',
                cell: (row) => <Figure value={100 * row.error} unit="%" />,
              },
              {
                key: 'macs',
                header: 'Multiply-adds',
                align: 'end',
                cell: ({ macs }) => (macs === null ? <Figure value={null} /> : <Count value={macs} />),
              },
              {
                key: 'time',
                header: 'Time an image',
                unit: 'ms',
                align: 'end',
                cell: ({ secondsPerImage }) => (
                  <Figure value={secondsPerImage === null ? null : 1000 * secondsPerImage} digits={2} />
                ),
              },
              {
                key: 'parameters',
                header: 'Parameters',
                align: 'end',
                cell: ({ parameters }) =>
                  parameters === null ? <Figure value={null} /> : <Count value={parameters} />,
              },
              { key: 'entry', header: 'Entry', cell: ({ entry }) => entry },
            ]}
          />
        </div>
      </details>
    </Section>
  );
}
