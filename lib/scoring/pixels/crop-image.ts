import type { PixelImage } from './pixel-image.ts';
import type { Window } from './resize-image.ts';

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

/** Where a crop of the middle lies: the part of the image that it shows, and where that stands in the result. */
export interface CropPlacement {
  window: Window;
  left: number;
  top: number;
}

/**
 * Places a crop of the middle as torchvision's `center_crop` does: the offset is half the difference, rounded half to
 * even; an image that is smaller lies in the middle of what is asked for.
 */
export function placeCenterCrop(
  image: { width: number; height: number },
  height: number,
  width: number,
): CropPlacement {
  const top = centreOffset(image.height, height);
  const left = centreOffset(image.width, width);
  return {
    window: {
      left: Math.max(0, left),
      top: Math.max(0, top),
      width: Math.min(image.width, width),
      height: Math.min(image.height, height),
    },
    left: Math.max(0, -left),
    top: Math.max(0, -top),
  };
}

/** Puts an image into a larger one of zeros; into one of its own size it goes as it is. */
export function padImage(
  image: PixelImage,
  height: number,
  width: number,
  top: number,
  left: number,
): PixelImage {
  if (image.height === height && image.width === width) return image;
  const { channels, data } = image;
  const out = new Uint8Array(height * width * channels);
  for (let y = 0; y < image.height; y++) {
    const row = data.subarray(y * image.width * channels, (y + 1) * image.width * channels);
    out.set(row, ((top + y) * width + left) * channels);
  }
  return { width, height, channels, data: out };
}
