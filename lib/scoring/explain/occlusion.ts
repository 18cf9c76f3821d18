import { type HeatMap, heatMap } from './heat-map.ts';

/** Places of the window along an edge, where the image has as many pixels. */
const MOST_PLACES = 14;
/** The edge of the window in places: neighbours overlap by half. */
const WINDOW = 2;

/** How many places the window has on an image. */
export interface OcclusionGrid {
  rows: number;
  columns: number;
}

export function occlusionGrid(height: number, width: number): OcclusionGrid {
  return { rows: Math.min(MOST_PLACES, height), columns: Math.min(MOST_PLACES, width) };
}

/** What of an image of `height` x `width` stays with the window at a place: 1 for a pixel that stays, 0 for one under it. */
export function occlusionMask(
  height: number,
  width: number,
  grid: OcclusionGrid,
  place: number,
): Float32Array {
  const edges = (at: number, places: number, length: number) => {
    const from = ((at + 0.5 - WINDOW / 2) * length) / places;
    const to = ((at + 0.5 + WINDOW / 2) * length) / places;
    return { from: Math.max(0, Math.round(from)), to: Math.min(length, Math.round(to)) };
  };
  const down = edges(Math.floor(place / grid.columns), grid.rows, height);
  const across = edges(place % grid.columns, grid.columns, width);
  const mask = new Float32Array(height * width).fill(1);
  for (let y = down.from; y < down.to; y++) mask.fill(0, y * width + across.from, y * width + across.to);
  return mask;
}

/**
 * Occlusion (Zeiler and Fergus, ECCV 2014): what a place made is how much the class's probability falls once a window
 * over it hides what stands there, `whole - covered[place]`. Below 0 where the class is surer without it.
 */
export function occlusionMap(grid: OcclusionGrid, whole: number, covered: ArrayLike<number>): HeatMap {
  return heatMap(grid.rows, grid.columns, (place) => whole - (covered[place] as number));
}
