import type { HeatMap } from '#lib/scoring/explain/heat-map';

const down = ['upper', 'middle', 'lower'];
const across = ['left', 'centre', 'right'];

/** Where a map is hottest, in words: 'the upper left'; null where no place is hotter than another. */
export function hottestPlace({ rows, columns, values }: HeatMap): string | null {
  const hottest = Math.max(...values);
  if (hottest === Math.min(...values)) return null;
  const cell = values.indexOf(hottest);
  const row = down[Math.floor(((Math.floor(cell / columns) + 0.5) / rows) * down.length)];
  const column = across[Math.floor((((cell % columns) + 0.5) / columns) * across.length)];
  return row === 'middle' && column === 'centre' ? 'the middle' : `the ${row} ${column}`;
}
