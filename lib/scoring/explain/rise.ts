import type { Random } from '#lib/core/random';
import { type HeatMap, heatMap } from './heat-map.ts';

/** Cells of a mask along an edge before it is made smooth, and the chance that one is kept (Petsiuk et al., section 4). */
const CELLS = 7;
const KEPT = 0.5;
/** Places along an edge of the map. */
const MOST_PLACES = 28;

/** A random mask: what share of each pixel is kept, and the same at the places of the map. */
export interface RiseMask {
  pixels: Float32Array;
  places: Float32Array;
}

export interface RiseGrid {
  rows: number;
  columns: number;
}

export function riseGrid(height: number, width: number): RiseGrid {
  return { rows: Math.min(MOST_PLACES, height), columns: Math.min(MOST_PLACES, width) };
}

/**
 * A random mask for an image: 7 x 7 cells, each kept by a toss, made larger by bilinear interpolation and moved by less than
 * one cell, so that no edge of a cell stands at the same place in all masks.
 */
export function riseMask(random: Random, height: number, width: number): RiseMask {
  const down = Math.min(CELLS, height);
  const across = Math.min(CELLS, width);
  // One cell more than the image has, to be moved within, and one that the last is interpolated with.
  const stride = across + 2;
  const cells = Float32Array.from({ length: (down + 2) * stride }, () => Number(random.next() < KEPT));
  const moved = { y: random.next(), x: random.next() };
  /** The share kept at a point, in pixels from the top left. */
  const at = (y: number, x: number): number => {
    const row = (y * down) / height + moved.y;
    const column = (x * across) / width + moved.x;
    const top = Math.floor(row);
    const left = Math.floor(column);
    const low = row - top;
    const right = column - left;
    const first = top * stride + left;
    const upper = (cells[first] as number) * (1 - right) + (cells[first + 1] as number) * right;
    const lower =
      (cells[first + stride] as number) * (1 - right) + (cells[first + stride + 1] as number) * right;
    return upper * (1 - low) + lower * low;
  };
  const pixels = new Float32Array(height * width);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) pixels[y * width + x] = at(y + 0.5, x + 0.5);
  const { rows, columns } = riseGrid(height, width);
  const places = Float32Array.from({ length: rows * columns }, (_, place) =>
    at(((Math.floor(place / columns) + 0.5) * height) / rows, (((place % columns) + 0.5) * width) / columns),
  );
  return { pixels, places };
}

/**
 * RISE (Petsiuk, Das and Saenko, BMVC 2018): the mean of the class's probability under random masks, weighted by what each
 * keeps of a place, S(place) = sum_i f(image . M_i) M_i(place) / sum_i M_i(place). The paper divides by N E[M]; the masks'
 * own sum takes the noise of few masks out. Between 0 and 1: the probability that is left where the place is seen.
 */
export function riseMap(
  grid: RiseGrid,
  masks: readonly Pick<RiseMask, 'places'>[],
  answers: ArrayLike<number>,
): HeatMap {
  return heatMap(grid.rows, grid.columns, (place) => {
    let weighted = 0;
    let weights = 0;
    for (const [number, { places }] of masks.entries()) {
      const kept = places[place] as number;
      weighted += kept * (answers[number] as number);
      weights += kept;
    }
    return weights > 0 ? weighted / weights : 0;
  });
}
