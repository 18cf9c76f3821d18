import sharp from 'sharp';
import { seededRandom } from '#lib/core/random';

/** JPEG files, as ImageNet's mean photograph in size if not told: blurred noise with edges, so that decoding costs what it does. */
export async function makePhotographs(count: number, width = 500, height = 375): Promise<Uint8Array[]> {
  const random = seededRandom('photographs of the bench');
  const blurred = { width: Math.ceil(width / 10), height: Math.ceil(height / 10), channels: 3 } as const;
  const noiseOf = (pixels: number, levels: number) =>
    Buffer.from(Uint8Array.from({ length: pixels * 3 }, () => random.below(levels)));
  return Promise.all(
    Array.from({ length: count }, async () => {
      const small = noiseOf(blurred.width * blurred.height, 256);
      const texture = await sharp(noiseOf(width * height, 40), { raw: { width, height, channels: 3 } })
        .png()
        .toBuffer();
      return sharp(small, { raw: blurred })
        .resize(width, height)
        .composite([{ input: texture, blend: 'add' }])
        .jpeg({ quality: 92 })
        .toBuffer();
    }),
  );
}
