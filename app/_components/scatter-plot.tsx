import Link from 'next/link';
import { linearScale, logScale, type PlotScale, type Tick } from './plot-scale';

export type ScatterPoint = {
  key: string;
  label: string;
  href: string;
  x: number;
  y: number;
  /**
   * this: the one that is spoken of; quiet: one that does not compete, as a baseline; bad: one that something is wrong with; hollow:
   * one of another kind.
   */
  tone?: 'normal' | 'this' | 'quiet' | 'bad' | 'hollow';
  /** The area of a dot as a share of the largest, from 0 to 1; dots are alike where it is left out. */
  size?: number;
};

type Axis = {
  label: string;
  /** How a tick is written. */
  text: (value: number) => string;
};

type ScatterPlotProps = {
  /** x stands on a logarithmic axis, so must be positive; y on one from 0. */
  points: readonly ScatterPoint[];
  /** `scale` in place of the logarithmic axis. */
  x: Axis & { scale?: PlotScale };
  y: Axis;
  /** Steps from the first of these to the last, drawn under the dots: across at a height, then to the next height. */
  steps?: readonly Pick<ScatterPoint, 'x' | 'y'>[];
  /** A line through these, drawn under the dots. */
  line?: readonly Pick<ScatterPoint, 'x' | 'y'>[];
  /** Draws where both numbers are the same; for two axes of one unit. */
  diagonal?: boolean;
};

const HEIGHT = 360;
const FOOT = 44;
const HEAD = 44;
/** Room at both sides, in per cent of the width. */
const SIDE = 7;
/** The width that labels are laid out for; on narrower screens only one is shown. */
const LAID_OUT = 800;
const LABEL = { letter: 6.6, height: 15, gap: 10 };
const RING = 9;

const marks = {
  normal: 'fill-data-1',
  this: 'fill-accent',
  quiet: 'fill-paper stroke-data-quiet',
  bad: 'fill-bad',
  hollow: 'fill-paper stroke-data-1',
};
/** Half the width of a mark: the same for all, or from the smallest that can be met to the largest. */
const radius = (size?: number) => (size === undefined ? 5 : 3 + 9 * Math.sqrt(size));
const across = (place: number) => SIDE + place * (100 - 2 * SIDE);
const down = (place: number) => HEAD + (1 - place) * (HEIGHT - HEAD - FOOT);

/**
 * Dots by two numbers, each a link. It draws what stands in a table beside it, and is hidden from screen readers and from
 * Tab: give that table, with the same links.
 */
export function ScatterPlot({ points, x, y, steps = [], line = [], diagonal }: ScatterPlotProps) {
  const yScale = linearScale(points.map((point) => point.y));
  const xScale = x.scale ?? (diagonal ? yScale : logScale(points.map((point) => point.x)));
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
      {diagonal && (
        <line x1={`${across(0)}%`} y1={down(0)} x2={`${across(1)}%`} y2={down(1)} className="stroke-edge" />
      )}
      <Steps
        corners={steps.map((step) => ({ x: across(xScale.place(step.x)), y: down(yScale.place(step.y)) }))}
      />
      {line.slice(1).map((to, at) => {
        const from = line[at] as (typeof line)[number];
        return (
          <line
            key={to.x}
            x1={`${across(xScale.place(from.x))}%`}
            y1={down(yScale.place(from.y))}
            x2={`${across(xScale.place(to.x))}%`}
            y2={down(yScale.place(to.y))}
            strokeWidth="2"
            className="stroke-data-1"
          />
        );
      })}
      {ordered.map((point) => (
        <svg aria-hidden="true" key={point.key} x={`${point.left}%`} y={point.top} overflow="visible">
          <Link href={point.href} tabIndex={-1} prefetch={false}>
            <title>{`${point.label}: ${y.text(point.y)}, ${x.text(point.x)}`}</title>
            <circle r="12" fillOpacity="0" />
            <Mark tone={point.tone} r={radius(point.size)} />
            <Label point={point} side={labelled.get(point.key)} />
          </Link>
        </svg>
      ))}
    </svg>
  );
}

/** Lines and no path: a path knows no per cent. */
function Steps({ corners }: { corners: readonly { x: number; y: number }[] }) {
  return corners.slice(1).map((to, at) => {
    const from = corners[at] as (typeof corners)[0];
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: corners stay in their order
      <g key={at} strokeWidth="1.5" strokeDasharray="4 3" className="stroke-data-1">
        <line x1={`${from.x}%`} y1={from.y} x2={`${to.x}%`} y2={from.y} />
        <line x1={`${to.x}%`} y1={from.y} x2={`${to.x}%`} y2={to.y} />
      </g>
    );
  });
}

function Label({ point: { label, left, tone }, side }: { point: Placed; side: Side | undefined }) {
  if (tone === 'this') {
    const anchor = left < 25 ? 'start' : left > 75 ? 'end' : 'middle';
    return (
      <text
        x={{ start: -RING, middle: 0, end: RING }[anchor]}
        y={-RING - 6}
        textAnchor={anchor}
        strokeWidth="3"
        paintOrder="stroke"
        className="fill-ink stroke-paper font-semibold"
      >
        {label}
      </text>
    );
  }
  if (side === undefined) return null;
  return (
    <text
      x={side === 'end' ? -LABEL.gap : LABEL.gap}
      y="4"
      textAnchor={side}
      strokeWidth="3"
      paintOrder="stroke"
      className="hidden fill-ink-soft stroke-paper sm:block"
    >
      {label}
    </text>
  );
}

function Mark({ tone, r }: { tone: keyof typeof marks; r: number }) {
  const side = 1.8 * r;
  const square = { x: -side / 2, y: -side / 2, width: side, height: side };
  if (tone === 'quiet') return <rect {...square} strokeWidth="1.5" className={marks.quiet} />;
  if (tone === 'bad') return <rect {...square} transform="rotate(45)" className={marks.bad} />;
  if (tone === 'hollow') return <circle r={r} strokeWidth="1.5" className={marks.hollow} />;
  return tone === 'this' ? (
    <g>
      <circle r={RING} fill="none" strokeWidth="1.5" className="stroke-accent" />
      <circle r="5.5" className={marks.this} />
    </g>
  ) : (
    <circle r={r} className={marks.normal} />
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

type Placed = Pick<ScatterPoint, 'key' | 'label' | 'y' | 'size'> & {
  tone: keyof typeof marks;
  left: number;
  top: number;
};
type Side = 'start' | 'end';
type Box = { left: number; right: number; top: number; bottom: number };

const apart = (a: Box, b: Box) =>
  a.right < b.left || a.left > b.right || a.bottom < b.top || a.top > b.bottom;

/**
 * Which dots get a label beside them, and on which side: the lowest first, where there is room beside other dots and
 * labels. That of the one that is spoken of stands over it.
 */
function chooseLabels(points: readonly Placed[]): Map<string, Side> {
  const x = (point: Placed) => (point.left / 100) * LAID_OUT;
  const lengthOf = (point: Placed) => LABEL.gap + point.label.length * LABEL.letter;
  const around = (at: number, y: number, left: number, right: number, half: number): Box => ({
    left: at - left,
    right: at + right,
    top: y - half,
    bottom: y + half,
  });
  const taken = points.flatMap((point) => {
    const half = radius(point.size) + 1;
    const mark = { key: point.key, box: around(x(point), point.top, half, half, half) };
    if (point.tone !== 'this') return [mark];
    const wide = point.left > 75 || point.left < 25 ? lengthOf(point) : lengthOf(point) / 2;
    const over = around(x(point), point.top - RING - LABEL.height / 2, wide, wide, LABEL.height / 2);
    return [mark, { key: '', box: over }];
  });
  const chosen = new Map<string, Side>();
  const others = points.filter(({ tone }) => tone !== 'this').sort((a, b) => a.y - b.y);
  for (const point of others) {
    const boxes: Record<Side, Box> = {
      start: around(x(point), point.top, 0, lengthOf(point), LABEL.height / 2),
      end: around(x(point), point.top, lengthOf(point), 0, LABEL.height / 2),
    };
    const sides: Side[] = point.left > 60 ? ['end', 'start'] : ['start', 'end'];
    const side = sides.find(
      (each) =>
        boxes[each].left >= 0 &&
        boxes[each].right <= LAID_OUT &&
        taken.every(({ key, box }) => key === point.key || apart(boxes[each], box)),
    );
    if (side === undefined) continue;
    chosen.set(point.key, side);
    taken.push({ key: '', box: boxes[side] });
  }
  return chosen;
}
