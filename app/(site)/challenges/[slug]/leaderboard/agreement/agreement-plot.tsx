import type { EntryAgreement } from '#lib/challenges/server/measure-agreement';

const CELL = 34;
/** Room for names at the left. */
const NAMES = 170;
const HEAD = 22;
const LONGEST = 24;

const shortened = (name: string) => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name);

/** A square for each two entries, the darker the more they agree. It draws what stands in a table beside it. */
export function AgreementPlot({ rows, pairs }: EntryAgreement) {
  const shares = pairs.flat().flatMap((pair) => (pair === null ? [] : [pair.agreement]));
  const [least, most] = [Math.min(...shares), Math.max(...shares)];
  const depth = (share: number) => (most === least ? 0.5 : 0.08 + (0.92 * (share - least)) / (most - least));
  const size = { width: NAMES + CELL * rows.length, height: HEAD + CELL * rows.length };
  return (
    <svg aria-hidden="true" {...size} className="text-xs">
      {rows.map(({ submissionId, entry }, down) => (
        <g key={submissionId}>
          <text x={NAMES - 8} y={HEAD + CELL * down + 21} textAnchor="end" className="fill-ink">
            {shortened(entry)}
          </text>
          <text
            x={NAMES - 2 + CELL * (down + 0.5)}
            y={HEAD - 8}
            textAnchor="middle"
            className="fill-ink-soft"
          >
            {down + 1}
          </text>
          {pairs[down]?.map((pair, across) => (
            <g
              // biome-ignore lint/suspicious/noArrayIndexKey: columns stay in the order of the rows
              key={across}
              transform={`translate(${NAMES + CELL * across} ${HEAD + CELL * down})`}
            >
              {pair === null ? (
                <rect width={CELL - 2} height={CELL - 2} className="fill-well" />
              ) : (
                <>
                  <rect
                    width={CELL - 2}
                    height={CELL - 2}
                    fillOpacity={depth(pair.agreement)}
                    className="fill-data-1"
                  />
                  <text
                    x={CELL / 2 - 1}
                    y="20"
                    textAnchor="middle"
                    className={`tabular-nums ${depth(pair.agreement) > 0.55 ? 'fill-paper' : 'fill-ink'}`}
                  >
                    {Math.round(100 * pair.agreement)}
                  </text>
                </>
              )}
            </g>
          ))}
        </g>
      ))}
    </svg>
  );
}
