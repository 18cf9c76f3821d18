import { seededRandom } from '#lib/core/random';
import type { PixelImage } from '../pixels/pixel-image.ts';
import type { HeatMap } from './heat-map.ts';
import { occlusionGrid, occlusionMap, occlusionMask } from './occlusion.ts';
import { type RiseMask, riseGrid, riseMap, riseMask } from './rise.ts';

/** The two maps of one class. */
export interface ClassHeat {
  occlusion: HeatMap;
  rise: HeatMap;
}

export interface MapHeatOptions {
  /** The probability of each class on the image as it is. */
  whole: readonly number[];
  /** Answers images of the same size with the probabilities of the same classes, in order. */
  predict(images: readonly Uint8Array[]): Promise<readonly (readonly number[])[]>;
  /** Images that `predict` takes at once. */
  batch: number;
  /** Random masks for RISE. */
  masks: number;
  /** Decides the masks. */
  seed: string;
  onProgress?(done: number, total: number): void;
}

/** How many times a model is run for the maps of an image, whatever the number of classes. */
export function heatRuns(image: Pick<PixelImage, 'height' | 'width'>, masks: number): number {
  const { rows, columns } = occlusionGrid(image.height, image.width);
  return rows * columns + masks;
}

/** An image with what a mask does not keep fallen to the image's mean colour, which gives a network nothing to see. */
export function maskImage(
  { data, channels }: PixelImage,
  mean: readonly number[],
  mask: Float32Array,
): Uint8Array {
  const masked = new Uint8Array(data.length);
  for (let pixel = 0, at = 0; pixel < mask.length; pixel++) {
    const kept = mask[pixel] as number;
    for (let channel = 0; channel < channels; channel++, at++) {
      masked[at] = Math.round(kept * (data[at] as number) + (1 - kept) * (mean[channel] as number));
    }
  }
  return masked;
}

/** The mean of each channel over an image. */
export function meanColour({ data, channels }: PixelImage): number[] {
  const sums = new Array<number>(channels).fill(0);
  for (let at = 0; at < data.length; at++)
    sums[at % channels] = (sums[at % channels] as number) + (data[at] as number);
  return sums.map((sum) => sum / (data.length / channels));
}

/** Maps which pixels made a model's answer, for each class by occlusion and by RISE. The same seed gives the same maps. */
export async function mapHeat(image: PixelImage, options: MapHeatOptions): Promise<ClassHeat[]> {
  const { height, width } = image;
  const { whole, predict, batch, masks, seed, onProgress } = options;
  const mean = meanColour(image);
  const grid = occlusionGrid(height, width);
  const windows = grid.rows * grid.columns;
  const total = windows + masks;
  const random = seededRandom(seed);
  const kept: Pick<RiseMask, 'places'>[] = [];
  const answers: (readonly number[])[] = [];
  while (answers.length < total) {
    const images: Uint8Array[] = [];
    for (let run = answers.length; run < Math.min(total, answers.length + batch); run++) {
      if (run < windows) {
        images.push(maskImage(image, mean, occlusionMask(height, width, grid, run)));
        continue;
      }
      const { pixels, places } = riseMask(random, height, width);
      kept.push({ places });
      images.push(maskImage(image, mean, pixels));
    }
    answers.push(...(await predict(images)));
    onProgress?.(answers.length, total);
  }
  return whole.map((probability, number) => {
    const of = (from: number, to: number) => answers.slice(from, to).map((row) => row[number] as number);
    return {
      occlusion: occlusionMap(grid, probability, of(0, windows)),
      rise: riseMap(riseGrid(height, width), kept, of(windows, total)),
    };
  });
}
