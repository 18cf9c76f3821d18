import type { DayFigures } from '#lib/labelling/labeler-figures';
import { type Column, DataTable } from '@/_components/data-table';
import { Count } from '@/_components/figure';
import { linearScale } from '@/_components/plot-scale';

const HEIGHT = 160;
const FOOT = 24;
const PLOT = HEIGHT - FOOT;

const dateFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const dateText = (day: string) => dateFormat.format(new Date(`${day}T00:00:00Z`));

const columns: Column<DayFigures>[] = [
  { key: 'day', header: 'Day', rowHeader: true, cell: ({ day }) => dateText(day) },
  { key: 'votes', header: 'Votes', align: 'end', cell: ({ votes }) => <Count value={votes} /> },
];

/** How many weeks stand between two dates under the plot. */
const WEEKS_A_DATE = 4;

/** Votes on each day, as bars; the days without stay empty, so that one sees how long a row of days is. */
export function DayPlot({ days }: { days: readonly DayFigures[] }) {
  const scale = linearScale(
    days.map(({ votes }) => votes),
    3,
  );
  const active = days.filter(({ votes }) => votes > 0);
  const total = active.reduce((sum, { votes }) => sum + votes, 0);
  const at = (place: number) => `${(100 * place).toFixed(3)}%`;
  const y = (votes: number) => PLOT - scale.place(votes) * (PLOT - 12);
  const mondays = days.flatMap(({ day }, index) =>
    new Date(`${day}T00:00:00Z`).getUTCDay() === 1 ? [{ day, index }] : [],
  );
  const dated = mondays.filter((_, index) => (mondays.length - 1 - index) % WEEKS_A_DATE === 0);
  return (
    <div>
      <div className="flex gap-2">
        <svg
          role="img"
          aria-label={`Votes by day: ${total.toLocaleString('en')} on ${active.length} of ${days.length} days`}
          width="100%"
          height={HEIGHT}
          className="min-w-0 flex-1 overflow-visible"
        >
          {scale.ticks.map(({ value }) => (
            <line key={value} x1="0" x2="100%" y1={y(value)} y2={y(value)} className="stroke-line" />
          ))}
          {days.map(({ day, votes }, index) => (
            <rect
              key={day}
              x={at((index + 0.1) / days.length)}
              width={at(0.8 / days.length)}
              y={y(votes)}
              height={PLOT - y(votes)}
              className="fill-data-1"
            >
              <title>{`${dateText(day)}: ${votes.toLocaleString('en')}`}</title>
            </rect>
          ))}
          {dated.map(({ day, index }) => (
            <g key={day}>
              <line
                x1={at(index / days.length)}
                x2={at(index / days.length)}
                y1={PLOT}
                y2={PLOT + 6}
                className="stroke-edge"
              />
              <text
                x={at(index / days.length)}
                y={HEIGHT - 4}
                dx="4"
                textAnchor={index > 0.85 * days.length ? 'end' : 'start'}
                className="fill-ink-soft text-xs"
              >
                {dateText(day)}
              </text>
            </g>
          ))}
        </svg>
        <svg aria-hidden="true" width="40" height={HEIGHT} className="shrink-0 overflow-visible">
          {scale.ticks.map(({ value }) => (
            <text key={value} x="0" y={y(value) + 4} className="fill-ink-soft text-xs tabular-nums">
              {value.toLocaleString('en')}
            </text>
          ))}
        </svg>
      </div>
      <details className="mt-2 text-sm">
        <summary className="w-fit rounded py-1">The same as a table</summary>
        <div className="mt-2 max-w-sm">
          <DataTable
            name="Votes by day"
            columns={columns}
            rows={active.toReversed()}
            rowKey={({ day }) => day}
          />
        </div>
      </details>
    </div>
  );
}
