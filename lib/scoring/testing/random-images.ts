import sharp from 'sharp';
import { seededRandom } from '#lib/core/random';

/** Images of noise as PNG files, the same for the same seed. */
export async function noiseImages(
  count: number,
  { width = 8, height = 8, seed = 1 }: { width?: number; height?: number; seed?: number } = {},
): Promise<Uint8Array[]> {
  const random = seededRandom(seed);
  return Promise.all(
    Array.from({ length: count }, () => {
      const data = Uint8Array.from({ length: width * height * 3 }, () => random.below(256));
      return sharp(data, { raw: { width, height, channels: 3 } })
        .png()
        .toBuffer();
    }),
  );
}
