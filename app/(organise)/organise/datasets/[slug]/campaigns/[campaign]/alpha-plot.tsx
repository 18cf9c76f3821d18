import type { BoardEstimate } from '#lib/labelling/board';

const HEIGHT = 200;
const HEAD = 24;
const FOOT = 28;
/** Room at both sides, in per cent of the width. */
const SIDE = 6;

type Measured = { at: string; alpha: number };

/**
 * Agreement over time, a dot an estimate. It draws what stands in a table beside it, and is hidden from screen readers: give that
 * table. The axis goes from 0, or from below where people disagree more than by chance, to 1.
 */
export function AlphaPlot({ estimates }: { estimates: readonly BoardEstimate[] }) {
  const measured = estimates
    .filter((each): each is BoardEstimate & Measured => each.alpha !== null)
    .sort((a, b) => a.at.localeCompare(b.at));
  if (measured.length < 2) return null;
  const times = measured.map(({ at }) => Date.parse(at));
  const [first, last] = [times[0] as number, times.at(-1) as number];
  const low = Math.min(0, ...measured.map(({ alpha }) => Math.floor(alpha * 5) / 5));
  const across = (time: number) => SIDE + ((time - first) / Math.max(last - first, 1)) * (100 - 2 * SIDE);
  const down = (alpha: number) => HEAD + ((1 - alpha) / (1 - low)) * (HEIGHT - HEAD - FOOT);
  const dots = measured.map(({ at, alpha }) => ({ at, x: across(Date.parse(at)), y: down(alpha) }));
  const ticks = Array.from({ length: Math.round((1 - low) / 0.2) + 1 }, (_, i) => low + i * 0.2).filter(
    (_, i, all) => all.length <= 6 || i % 2 === 0,
  );
  return (
    <svg aria-hidden="true" width="100%" height={HEIGHT} className="max-w-3xl overflow-visible text-xs">
      {ticks.map((tick) => (
        <g key={tick.toFixed(1)}>
          <line x1="0" x2="100%" y1={down(tick)} y2={down(tick)} className="stroke-line" />
          <text x="0" y={down(tick) - 4} className="fill-ink-soft tabular-nums">
            {tick.toFixed(1)}
          </text>
        </g>
      ))}
      {dots.slice(1).map(({ at, x, y }, i) => {
        const before = dots[i] as (typeof dots)[number];
        return (
          <line
            key={at}
            x1={`${before.x}%`}
            y1={before.y}
            x2={`${x}%`}
            y2={y}
            strokeWidth="2"
            className="stroke-data-1"
          />
        );
      })}
      {dots.map(({ at, x, y }) => (
        <circle key={at} cx={`${x}%`} cy={y} r="3.5" className="fill-data-1" />
      ))}
      {[
        { time: first, anchor: 'start' as const },
        { time: last, anchor: 'end' as const },
      ].map(({ time, anchor }) => (
        <text
          key={anchor}
          x={`${across(time)}%`}
          y={HEIGHT - 6}
          textAnchor={anchor}
          className="fill-ink-soft tabular-nums"
        >
          {day(time)}
        </text>
      ))}
    </svg>
  );
}

const day = (time: number) =>
  new Date(time).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
