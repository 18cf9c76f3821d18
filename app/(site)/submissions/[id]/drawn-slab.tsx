import type { Slab } from './drawing-plan';

const fills: Readonly<Record<Slab['kind'], string>> = {
  input: 'fill-ink-soft',
  convolution: 'fill-data-1',
  dense: 'fill-data-2',
  product: 'fill-data-4',
  pool: 'fill-data-quiet',
  other: 'fill-data-3',
};

/** The colour of a kind of block. */
export const fillOf = (kind: Slab['kind']) => fills[kind];

const points = (...corners: (readonly [number, number])[]) =>
  corners.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');

/** A slab around a point: front, top and side, the side lighter as if the light came from the left. */
export function DrawnSlab({ slab, x, y }: { slab: Slab; x: number; y: number }) {
  const { height, thickness, right, up, slices, kind, known } = slab;
  const left = x - (thickness + right) / 2;
  const edge = left + thickness;
  const top = y - (height - up) / 2;
  const bottom = top + height;
  const faces = {
    front: points([left, top], [edge, top], [edge, bottom], [left, bottom]),
    top: points([left, top], [left + right, top - up], [edge + right, top - up], [edge, top]),
    side: points([edge, top], [edge + right, top - up], [edge + right, bottom - up], [edge, bottom]),
  };
  if (!known) {
    return (
      <g className="fill-paper stroke-edge" strokeDasharray="4 3">
        <polygon points={faces.side} />
        <polygon points={faces.top} />
        <polygon points={faces.front} />
        <text
          x={left + thickness / 2}
          y={y + 12}
          textAnchor="middle"
          stroke="none"
          className="fill-ink-soft text-lg"
        >
          ?
        </text>
      </g>
    );
  }
  const cuts = Array.from({ length: slices - 1 }, (_, i) => left + ((i + 1) * thickness) / slices);
  return (
    <g className="stroke-paper" strokeLinejoin="round">
      {[faces.side, faces.top, faces.front].map((face) => (
        <polygon key={face} points={face} className="fill-paper" />
      ))}
      <polygon points={faces.side} className={fills[kind]} fillOpacity="0.45" />
      <polygon points={faces.top} className={fills[kind]} fillOpacity="0.7" />
      <polygon points={faces.front} className={fills[kind]} />
      {cuts.map((cut) => (
        <polyline
          key={cut}
          points={points([cut, bottom], [cut, top], [cut + right, top - up])}
          fill="none"
          strokeWidth="0.75"
        />
      ))}
    </g>
  );
}
