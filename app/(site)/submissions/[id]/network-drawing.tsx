import type { NetworkAnatomy } from '#lib/scoring/anatomy/network-anatomy';
import type { NetworkProfile } from '#lib/scoring/profile/network-profile';
import { figureText } from '@/_components/figure-text';
import { ScrollRegion } from '@/_components/scroll-region';
import { KIND_WORDS, shareText } from './block-words';
import type { DrawingPlan, DrawnBlock } from './drawing-plan';
import { DrawnSlab, fillOf } from './drawn-slab';

/** The first column holds the picture that goes in, and under it the names of the rows of bars. */
const FIRST = 120;
/** Columns are as wide as fits this, within bounds. */
const COMFORTABLE = 1_216;
const columnOf = (blocks: number) =>
  Math.max(88, Math.min(112, Math.floor((COMFORTABLE - FIRST) / Math.max(1, blocks))));
const HEADS = 28;
const AXIS = HEADS + 96;
const WORDS = AXIS + 112;
const BARS = WORDS + 40;
const ROW = 76;
const TALLEST_BAR = 44;

type Bars = { name: string; total: string; share: (drawn: DrawnBlock) => number | null };

type NetworkDrawingProps = {
  plan: DrawingPlan;
  anatomy: NetworkAnatomy;
  parameters: number;
  profile: NetworkProfile | null;
};

/** A network from the picture to its outputs, block by block, with what part of its weight, work and time each has. */
export function NetworkDrawing({ plan, anatomy, parameters, profile }: NetworkDrawingProps) {
  const { input, blocks } = plan;
  const rows: Bars[] = [
    { name: 'Parameters', total: parameters.toLocaleString('en'), share: (drawn) => drawn.parameters },
    {
      name: 'Multiply-adds',
      total: anatomy.macs?.toLocaleString('en') ?? 'unknown',
      share: (drawn) => drawn.macs,
    },
    ...(profile === null
      ? []
      : [
          {
            name: 'Time',
            total: `${figureText(1000 * profile.secondsPerImage, { unit: 'ms', digits: 2 })} an image`,
            share: (drawn: DrawnBlock) => drawn.time,
          },
        ]),
  ];
  const column = columnOf(blocks.length);
  const width = FIRST + blocks.length * column;
  const height = BARS + rows.length * ROW;
  const middle = (place: number) => FIRST + place * column + column / 2;
  const kinds = [...new Set(blocks.map(({ block }) => block.kind))];
  return (
    <figure>
      <ScrollRegion name="The network drawn">
        <svg
          role="img"
          aria-label={`The network drawn as ${blocks.length} blocks from its input to its outputs, with what part of its parameters, multiply-adds and time each has. The tables below say the same.`}
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          className="max-w-none"
        >
          <Heads blocks={blocks.length} column={column} />
          <line x1={FIRST / 2} x2={middle(blocks.length - 1)} y1={AXIS} y2={AXIS} className="stroke-edge" />
          <DrawnSlab slab={input.slab} x={FIRST / 2} y={AXIS} />
          <Words x={FIRST / 2} lines={input.lines} />
          {blocks.map(({ block, name, slab, lines }, place) => (
            <g key={block.from}>
              <title>{name}</title>
              <DrawnSlab slab={slab} x={middle(place)} y={AXIS} />
              <Words x={middle(place)} lines={lines} />
            </g>
          ))}
          {rows.map((row, at) => (
            <BarRow
              key={row.name}
              row={row}
              y={BARS + at * ROW}
              blocks={blocks}
              middle={middle}
              width={width}
            />
          ))}
        </svg>
      </ScrollRegion>
      <figcaption className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-soft">
        {kinds.map((kind) => (
          <span key={kind} className="inline-flex items-center gap-2">
            <svg aria-hidden="true" width="12" height="12">
              <rect width="12" height="12" className={fillOf(kind)} />
            </svg>
            {KIND_WORDS[kind]}
          </span>
        ))}
        <span>Higher and deeper: a larger image. Thicker: more channels.</span>
      </figcaption>
    </figure>
  );
}

/** What the columns are: the input, the hidden layers, the output. */
function Heads({ blocks, column }: { blocks: number; column: number }) {
  const end = FIRST + blocks * column;
  const last = end - column;
  const heads = [
    { word: 'Input', from: 0, to: FIRST },
    ...(blocks > 1 ? [{ word: 'Hidden layers', from: FIRST, to: last }] : []),
    { word: 'Output', from: last, to: end },
  ];
  return heads.map(({ word, from, to }) => (
    <g key={word}>
      <text x={from + 6} y={12} className="fill-ink text-xs font-medium">
        {word}
      </text>
      <line x1={from + 6} x2={to - 6} y1={HEADS - 8} y2={HEADS - 8} className="stroke-line" />
    </g>
  ));
}

function Words({ x, lines }: { x: number; lines: readonly string[] }) {
  return lines.map((line, at) => (
    <text
      key={line}
      x={x}
      y={WORDS + at * 16}
      textAnchor="middle"
      className={at === 0 ? 'fill-ink text-xs font-medium' : 'fill-ink-soft text-xs tabular-nums'}
    >
      {line}
    </text>
  ));
}

type BarRowProps = {
  row: Bars;
  y: number;
  blocks: readonly DrawnBlock[];
  middle: (place: number) => number;
  width: number;
};

function BarRow({ row, y, blocks, middle, width }: BarRowProps) {
  const shares = blocks.map(row.share);
  const most = Math.max(...shares.map((share) => share ?? 0), Number.MIN_VALUE);
  const foot = y + ROW - 8;
  return (
    <g>
      <text x={6} y={foot - 18} className="fill-ink text-xs font-medium">
        {row.name}
      </text>
      <text x={6} y={foot - 3} className="fill-ink-soft text-xs tabular-nums">
        {row.total}
      </text>
      <line x1={FIRST} x2={width} y1={foot} y2={foot} className="stroke-edge" />
      {blocks.map(({ block }, place) => {
        const share = shares[place] ?? null;
        const tall = ((share ?? 0) / most) * TALLEST_BAR;
        return (
          <g key={block.from}>
            <rect
              x={middle(place) - 18}
              y={foot - tall}
              width="36"
              height={tall}
              className={fillOf(block.kind)}
            />
            <text
              x={middle(place)}
              y={foot - tall - 5}
              textAnchor="middle"
              className={share === 0 ? 'fill-ink-soft text-xs tabular-nums' : 'fill-ink text-xs tabular-nums'}
            >
              {shareText(share)}
            </text>
          </g>
        );
      })}
    </g>
  );
}
