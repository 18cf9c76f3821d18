import type { BoardEstimate } from '#lib/labelling/board';
import { DataTable } from '@/_components/data-table';
import { Count, Figure } from '@/_components/figure';
import { Moment } from '@/_components/moment';
import { AlphaPlot } from './alpha-plot';

const SHOWN = 10;

/** What the last estimates found and changed, the latest first, and how agreement went. */
export function Estimates({ estimates }: { estimates: readonly BoardEstimate[] }) {
  const [latest] = estimates;
  if (!latest) {
    return (
      <p className="max-w-3xl text-ink-soft">
        Nothing is estimated yet. It happens by itself while votes come in; “Estimate now” above does it at
        once. It tells how reliable people are, how far they agree, and which labels that changes.
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-6">
      <p>
        <span className="text-2xl font-medium">
          <Figure value={latest.alpha} digits={3} />
        </span>{' '}
        <span className="text-ink-soft">
          by <Count value={latest.votes} /> votes of <Count value={latest.labelers} /> labelers
        </span>
      </p>
      <AlphaPlot estimates={estimates} />
      <DataTable
        name="What the last estimates changed"
        showName
        rows={estimates.slice(0, SHOWN)}
        rowKey={({ at }) => at}
        columns={[
          {
            key: 'at',
            header: 'When',
            rowHeader: true,
            cell: ({ at }) => (
              <span className="whitespace-nowrap">
                <Moment at={at} show="date" /> <Moment at={at} show="time" />
              </span>
            ),
          },
          counted('settled', 'Settled'),
          counted('reopened', 'Opened again'),
          counted('contested', 'Contested'),
          counted('relabelled', 'Other answer'),
          {
            key: 'alpha',
            header: 'Alpha',
            align: 'end',
            cell: ({ alpha }) => <Figure value={alpha} digits={3} />,
          },
          counted('votes', 'Votes'),
          {
            key: 'seconds',
            header: 'Took',
            unit: 's',
            align: 'end',
            cell: ({ seconds }) => seconds.toFixed(1),
          },
        ]}
      />
    </div>
  );
}

const counted = (key: 'settled' | 'reopened' | 'contested' | 'relabelled' | 'votes', header: string) => ({
  key,
  header,
  align: 'end' as const,
  cell: (estimate: BoardEstimate) => <Count value={estimate[key]} />,
});
