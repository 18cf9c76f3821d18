import type { PreparedImage } from './prepare-image.ts';
import { brokenImage, openPixels } from './prepare-image.ts';

const SHORTER_EDGE = 256;
/** A strip of paper 40 times as long as wide would else get a thumbnail larger than itself. */
const LONGER_EDGE = 2048;

/**
 * Decodes an image and gives its thumbnail: WebP in sRGB, the shorter edge 256 px (less where the image is smaller or very
 * long). Throws AppError `image-broken` where the pixels cannot be decoded, so a kept image is one that can be seen.
 */
export async function makeThumbnail({ bytes, width, height }: PreparedImage): Promise<Uint8Array> {
  const scale = Math.min(1, SHORTER_EDGE / Math.min(width, height), LONGER_EDGE / Math.max(width, height));
  return openPixels(bytes)
    .resize(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)), { fit: 'fill' })
    .webp({ quality: 80, effort: 1 })
    .toBuffer()
    .catch((cause) => {
      throw brokenImage(cause);
    });
}
