import type { PixelImage } from './pixel-image.ts';

/** Rounds to the nearest whole number, halves to the even one, as Python's `round`. */
export function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** Where the middle of `size` starts within `length`: what is lacking is padded before (half, rounded down) and after. */
function centreOffset(length: number, size: number): number {
  if (length < size) return -Math.floor((size - length) / 2);
  return roundHalfToEven((length - size) / 2);
}

/**
 * Cuts the middle out as torchvision's `center_crop` does: the offset is half the difference, rounded half to even; an
 * image that is smaller is padded with zeros.
 */
export function centerCrop(image: PixelImage, height: number, width: number): PixelImage {
  if (image.height === height && image.width === width) return image;
  const { channels, data } = image;
  const top = centreOffset(image.height, height);
  const left = centreOffset(image.width, width);
  const out = new Uint8Array(height * width * channels);
  const firstX = Math.max(0, -left);
  const lastX = Math.min(width, image.width - left);
  for (let y = Math.max(0, -top); y < Math.min(height, image.height - top); y++) {
    const from = ((y + top) * image.width + left) * channels;
    out.set(
      data.subarray(from + firstX * channels, from + lastX * channels),
      (y * width + firstX) * channels,
    );
  }
  return { width, height, channels, data: out };
}
