import Link from 'next/link';
import { linearScale, logScale, type Tick } from './plot-scale';

export type ScatterPoint = {
  key: string;
  label: string;
  href: string;
  x: number;
  y: number;
  /** this: the one that is spoken of; quiet: one that does not compete, as a baseline. */
  tone?: 'normal' | 'this' | 'quiet';
};

type Axis = {
  label: string;
  /** How a tick is written. */
  text: (value: number) => string;
};

type ScatterPlotProps = {
  /** x stands on a logarithmic axis, so must be positive; y on one from 0. */
  points: readonly ScatterPoint[];
  x: Axis;
  y: Axis;
};

const HEIGHT = 340;
const FOOT = 44;
const HEAD = 28;
/** Room at both sides, in per cent of the width. */
const SIDE = 7;
/** The width that labels are laid out for; on narrower screens only one is shown. */
const LAID_OUT = 800;
const LABEL = { letter: 6.6, height: 15, gap: 10 };

const marks = { normal: 'fill-data-1', this: 'fill-accent', quiet: 'fill-paper stroke-data-quiet' };
const across = (place: number) => SIDE + place * (100 - 2 * SIDE);
const down = (place: number) => HEAD + (1 - place) * (HEIGHT - HEAD - FOOT);

/**
 * Dots by two numbers, each a link. It draws what stands in a table beside it, and is hidden from screen readers and from
 * Tab: give that table, with the same links.
 */
export function ScatterPlot({ points, x, y }: ScatterPlotProps) {
  const [xScale, yScale] = [
    logScale(points.map((point) => point.x)),
    linearScale(points.map((point) => point.y)),
  ];
  const placed = points.map((point) => ({
    ...point,
    tone: point.tone ?? 'normal',
    left: across(xScale.place(point.x)),
    top: down(yScale.place(point.y)),
  }));
  const labelled = chooseLabels(placed);
  // The one that is spoken of lies over the others.
  const ordered = [...placed].sort((a, b) => Number(a.tone === 'this') - Number(b.tone === 'this'));
  return (
    <svg aria-hidden="true" width="100%" height={HEIGHT} className="overflow-visible text-xs">
      {yScale.ticks.map((tick) => (
        <YTick key={tick.value} tick={tick} text={y.text(tick.value)} />
      ))}
      {xScale.ticks.map((tick) => (
        <text
          key={tick.value}
          x={`${across(tick.place)}%`}
          y={HEIGHT - FOOT + 18}
          textAnchor="middle"
          className="fill-ink-soft tabular-nums"
        >
          {x.text(tick.value)}
        </text>
      ))}
      <text x="0" y="12" className="fill-ink font-medium">
        {y.label}
      </text>
      <text x="100%" y={HEIGHT - 6} textAnchor="end" className="fill-ink font-medium">
        {x.label}
      </text>
      {ordered.map((point) => (
        <svg aria-hidden="true" key={point.key} x={`${point.left}%`} y={point.top} overflow="visible">
          <Link href={point.href} tabIndex={-1} prefetch={false}>
            <title>{`${point.label}: ${y.text(point.y)}, ${x.text(point.x)}`}</title>
            <circle r="12" fillOpacity="0" />
            <Mark tone={point.tone} />
            {labelled.has(point.key) && (
              <text
                x={point.left > 60 ? -LABEL.gap : LABEL.gap}
                y="4"
                textAnchor={point.left > 60 ? 'end' : 'start'}
                className={
                  point.tone === 'this'
                    ? 'fill-ink font-semibold'
                    : 'hidden fill-ink-soft hover:fill-accent sm:block'
                }
              >
                {point.label}
              </text>
            )}
          </Link>
        </svg>
      ))}
    </svg>
  );
}

function Mark({ tone }: { tone: keyof typeof marks }) {
  if (tone === 'quiet')
    return <rect x="-4.5" y="-4.5" width="9" height="9" strokeWidth="1.5" className={marks.quiet} />;
  return tone === 'this' ? (
    <g>
      <circle r="9" fill="none" strokeWidth="1.5" className="stroke-accent" />
      <circle r="5.5" className={marks.this} />
    </g>
  ) : (
    <circle r="5" className={marks.normal} />
  );
}

function YTick({ tick, text }: { tick: Tick; text: string }) {
  const top = down(tick.place);
  return (
    <g>
      <line x1="0" x2="100%" y1={top} y2={top} className={tick.value === 0 ? 'stroke-edge' : 'stroke-line'} />
      <text x="0" y={top - 4} className="fill-ink-soft tabular-nums">
        {text}
      </text>
    </g>
  );
}

type Placed = Pick<ScatterPoint, 'key' | 'label' | 'y'> & {
  tone: keyof typeof marks;
  left: number;
  top: number;
};

/** Which dots get their label: the one that is spoken of, then the lowest first, as long as labels do not overlap. */
function chooseLabels(points: readonly Placed[]): Set<string> {
  const first = (point: Placed) => (point.tone === 'this' ? -1 : point.y);
  const taken: { left: number; right: number; top: number }[] = [];
  const chosen = new Set<string>();
  for (const point of [...points].sort((a, b) => first(a) - first(b))) {
    const at = (point.left / 100) * LAID_OUT;
    const length = LABEL.gap + point.label.length * LABEL.letter;
    const box =
      point.left > 60
        ? { left: at - length, right: at + LABEL.gap, top: point.top }
        : { left: at - LABEL.gap, right: at + length, top: point.top };
    const free = taken.every(
      (other) =>
        other.right < box.left || other.left > box.right || Math.abs(other.top - box.top) > LABEL.height,
    );
    if (!free && point.tone !== 'this') continue;
    taken.push(box);
    chosen.add(point.key);
  }
  return chosen;
}
