import sharp from 'sharp';
import type { PixelImage } from './pixel-image.ts';

/** A lossless PNG of exactly these pixels: grey for one channel, red, green, blue for three. */
export async function encodePng({ data, width, height, channels }: PixelImage): Promise<Buffer> {
  const image = sharp(data, { raw: { width, height, channels } });
  return (channels === 1 ? image.toColourspace('b-w') : image).png().toBuffer();
}
