import sharp from 'sharp';
import { seededRandom } from '#lib/core/random';

const WIDTH = 500;
const HEIGHT = 375;

/** JPEG files of the size of ImageNet's mean photograph: blurred noise with edges, so that decoding costs what it does. */
export async function makePhotographs(count: number): Promise<Uint8Array[]> {
  const random = seededRandom('photographs of the bench');
  return Promise.all(
    Array.from({ length: count }, async () => {
      const small = Buffer.from(Uint8Array.from({ length: 50 * 38 * 3 }, () => random.below(256)));
      const noise = Buffer.from(Uint8Array.from({ length: WIDTH * HEIGHT * 3 }, () => random.below(40)));
      const texture = await sharp(noise, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
        .png()
        .toBuffer();
      return sharp(small, { raw: { width: 50, height: 38, channels: 3 } })
        .resize(WIDTH, HEIGHT)
        .composite([{ input: texture, blend: 'add' }])
        .jpeg({ quality: 92 })
        .toBuffer();
    }),
  );
}
