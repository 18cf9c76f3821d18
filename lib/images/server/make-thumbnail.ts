import sharp from 'sharp';
import { greyLevels } from '#lib/images/grey-levels';
import { HASH_EDGE, pictureHash } from '#lib/images/picture-hash';
import { brokenImage, decoding, openPixels } from './open-pixels.ts';
import type { PreparedImage } from './prepare-image.ts';

const SHORTER_EDGE = 256;
/** A strip of paper 40 times as long as wide would else get a thumbnail larger than itself. */
const LONGER_EDGE = 2048;

/**
 * Decodes an image and gives its thumbnail: WebP in sRGB, the shorter edge 256 px (less where the image is smaller or very
 * long); and what it looks like in 64 bits, null where it is too plain. Throws AppError `image-broken` where the pixels cannot
 * be decoded, so a kept image is one that can be seen.
 */
export async function makeThumbnail({
  bytes,
  width,
  height,
}: Pick<PreparedImage, 'bytes' | 'width' | 'height'>): Promise<{
  thumbnail: Uint8Array;
  hash: bigint | null;
}> {
  const scale = Math.min(1, SHORTER_EDGE / Math.min(width, height), LONGER_EDGE / Math.max(width, height));
  const small = openPixels(bytes)
    .resize(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)), { fit: 'fill' })
    .raw();
  return decoding(width * height, async () => {
    const { data, info } = await small.toBuffer({ resolveWithObject: true }).catch((cause) => {
      throw brokenImage(cause);
    });
    // Decoded once for both, which are made beside each other.
    const encoding = sharp(data, { raw: info }).webp({ quality: 80, effort: 1 }).toBuffer();
    const { width: across, height: down, channels } = info;
    const grey = greyLevels({ data, width: across, height: down, channels }, HASH_EDGE);
    return { thumbnail: await encoding, hash: pictureHash(grey) };
  });
}
