import { describe, expect, test } from 'vitest';
import type { PixelImage } from '../pixels/pixel-image.ts';
import { type HeatMap, heatShares } from './heat-map.ts';
import { heatRuns, mapHeat, maskImage, meanColour } from './map-heat.ts';
import { occlusionGrid, occlusionMask } from './occlusion.ts';

const EDGE = 56;
/** The object: a white square on black, which is all that the made classifier looks at. */
const object = { top: 8, left: 32, edge: 12 };

function picture(): PixelImage {
  const data = new Uint8Array(EDGE * EDGE * 3);
  for (let y = object.top; y < object.top + object.edge; y++)
    for (let x = object.left; x < object.left + object.edge; x++)
      data.fill(255, 3 * (y * EDGE + x), 3 * (y * EDGE + x) + 3);
  return { width: EDGE, height: EDGE, channels: 3, data };
}

/** Answers with how white the object's place is, and with a class that nothing changes. */
async function predict(images: readonly Uint8Array[]): Promise<number[][]> {
  return images.map((image) => {
    let sum = 0;
    for (let y = object.top; y < object.top + object.edge; y++)
      for (let x = object.left; x < object.left + object.edge; x++)
        sum += image[3 * (y * EDGE + x)] as number;
    return [sum / (255 * object.edge ** 2), 0.25];
  });
}

const options = { whole: [1, 0.25], predict, batch: 7, masks: 300, seed: 'a seed' };

/** Where the greatest value stands, in pixels. */
function hottest({ rows, columns, values }: HeatMap): { x: number; y: number } {
  const place = values.indexOf(Math.max(...values));
  return {
    x: (((place % columns) + 0.5) * EDGE) / columns,
    y: ((Math.floor(place / columns) + 0.5) * EDGE) / rows,
  };
}

const isOnObject = ({ x, y }: { x: number; y: number }) =>
  x >= object.left - 2 &&
  x <= object.left + object.edge + 2 &&
  y >= object.top - 2 &&
  y <= object.top + object.edge + 2;

describe('heat maps', () => {
  test('both are hottest on the object, and what changes nothing has no heat', async () => {
    const [seen, constant] = await mapHeat(picture(), options);
    expect(isOnObject(hottest(seen?.occlusion as HeatMap))).toBe(true);
    expect(isOnObject(hottest(seen?.rise as HeatMap))).toBe(true);
    expect(new Set(constant?.occlusion.values)).toEqual(new Set([0]));
    expect(new Set(constant?.rise.values)).toEqual(new Set([0.25]));
  });

  test('a window away from the object makes no difference', async () => {
    const [seen] = await mapHeat(picture(), options);
    const { rows, columns, values } = (seen as { occlusion: HeatMap }).occlusion;
    expect([rows, columns]).toEqual([14, 14]);
    expect(values.slice(-columns)).toEqual(new Array(columns).fill(0));
  });

  test('the same seed gives the same maps whatever the batch, another seed another RISE', async () => {
    const first = await mapHeat(picture(), options);
    expect(await mapHeat(picture(), { ...options, batch: 64 })).toEqual(first);
    const other = await mapHeat(picture(), { ...options, seed: 'another' });
    expect(other[0]?.occlusion).toEqual(first[0]?.occlusion);
    expect(other[0]?.rise).not.toEqual(first[0]?.rise);
  });

  test('says how far it is, to the end', async () => {
    const told: number[] = [];
    await mapHeat(picture(), { ...options, onProgress: (done) => told.push(done) });
    const total = heatRuns({ height: EDGE, width: EDGE }, options.masks);
    expect(total).toBe(14 * 14 + 300);
    expect(told.at(-1)).toBe(total);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  test('an image of fewer pixels than places has a place a pixel', async () => {
    const image: PixelImage = {
      width: 3,
      height: 2,
      channels: 1,
      data: Uint8Array.from([0, 50, 100, 150, 200, 250]),
    };
    const [map] = await mapHeat(image, {
      ...options,
      whole: [1],
      predict: async (images) => images.map((each) => [(each[5] as number) / 250]),
    });
    expect(map?.occlusion).toMatchObject({ rows: 2, columns: 3 });
    expect(map?.rise).toMatchObject({ rows: 2, columns: 3 });
  });
});

describe('what is hidden', () => {
  test('is put into the mean colour, what is kept stays', () => {
    const image: PixelImage = {
      width: 2,
      height: 1,
      channels: 3,
      data: Uint8Array.from([0, 0, 90, 200, 100, 110]),
    };
    expect(meanColour(image)).toEqual([100, 50, 100]);
    expect([...maskImage(image, meanColour(image), Float32Array.from([1, 0]))]).toEqual([
      0, 0, 90, 100, 50, 100,
    ]);
    expect([...maskImage(image, meanColour(image), Float32Array.from([0.5, 1]))]).toEqual([
      50, 25, 95, 200, 100, 110,
    ]);
  });

  test('windows together hide every pixel', () => {
    for (const [height, width] of [
      [56, 56],
      [20, 33],
      [5, 3],
    ] as const) {
      const grid = occlusionGrid(height, width);
      const hidden = new Float32Array(height * width);
      for (let place = 0; place < grid.rows * grid.columns; place++) {
        occlusionMask(height, width, grid, place).forEach((kept, at) => {
          hidden[at] = (hidden[at] as number) + 1 - kept;
        });
      }
      expect(Math.min(...hidden)).toBeGreaterThanOrEqual(1);
    }
  });

  test('shares of a map go from 0 to 1; without heat all are 0', () => {
    expect(heatShares({ rows: 1, columns: 3, values: [-1, 1, 2] })).toEqual([0, 0.5, 1]);
    expect(heatShares({ rows: 1, columns: 2, values: [0.5, 0.75] }, 0.5)).toEqual([0, 1]);
    expect(heatShares({ rows: 1, columns: 2, values: [-1, 0] })).toEqual([0, 0]);
  });
});
