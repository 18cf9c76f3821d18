import type { ResizeTarget } from '../preprocess/preprocess-spec.ts';
import type { ResolvedPreprocess } from '../preprocess/resolve-preprocess.ts';
import { padImage, placeCenterCrop } from './crop-image.ts';
import { decodeImage } from './decode-image.ts';
import type { PixelImage } from './pixel-image.ts';
import { resizeImage } from './resize-image.ts';

/** The part of preprocessing that decides pixels; what comes after is one table look-up a value. */
export type PixelPlan = Pick<ResolvedPreprocess, 'resize' | 'resample' | 'crop' | 'channels'>;

/** The size that `target` gives an image: its shorter edge is set, the other is `int(size * long / short)`. */
export function resizedSize(
  image: { width: number; height: number },
  target: ResizeTarget,
): { width: number; height: number } {
  if ('height' in target) return { width: target.width, height: target.height };
  const short = Math.min(image.width, image.height);
  const long = Math.trunc((target.shortestEdge * Math.max(image.width, image.height)) / short);
  return image.width <= image.height
    ? { width: target.shortestEdge, height: long }
    : { width: long, height: target.shortestEdge };
}

/** Resizes and crops decoded pixels as the plan says; what a crop would throw away is not made at all. */
export function applyPixelPlan(image: PixelImage, plan: PixelPlan): PixelImage {
  const { width, height } = plan.resize ? resizedSize(image, plan.resize) : image;
  if (!plan.crop) return resizeImage(image, width, height, plan.resample);
  const { window, left, top } = placeCenterCrop({ width, height }, plan.crop.height, plan.crop.width);
  const shown = resizeImage(image, width, height, plan.resample, window);
  return padImage(shown, plan.crop.height, plan.crop.width, top, left);
}

/**
 * The pixels that a model sees of an image file, before rescaling: those of Pillow 9.4 and torchvision 0.14, byte for
 * byte. Channels come as red, green, blue even where the model takes BGR. Throws AppError `image-unreadable`.
 */
export async function preprocessImage(bytes: Uint8Array, plan: PixelPlan): Promise<PixelImage> {
  return applyPixelPlan(await decodeImage(bytes, plan.channels === 'L' ? 1 : 3), plan);
}
