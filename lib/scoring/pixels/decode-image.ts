import sharp, { type Metadata } from 'sharp';
import { AppError } from '#lib/core/errors';
import { clipTo8Bits, cmykToRgb, convertSamples, highBytes } from './convert-mode.ts';
import type { PixelImage } from './pixel-image.ts';

/** Formats that are decoded; vector and document formats are not images that a person labelled. */
const FORMATS: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'gif', 'tiff']);

/** Pillow refuses an image of more pixels as a decompression bomb. */
const MAX_PIXELS = 178_956_970;

/** Colour spaces that sharp would otherwise turn into sRGB by its own rules. */
const KEPT_SPACES: ReadonlySet<string> = new Set(['cmyk', 'b-w', 'grey16', 'rgb16']);

function unreadable(reason: string, cause?: unknown): AppError {
  return new AppError(
    'invalid',
    'image-unreadable',
    `The image cannot be decoded: ${reason}. Give a whole JPEG, PNG, WebP, GIF or TIFF.`,
    { cause },
  );
}

async function decodeSamples(
  bytes: Uint8Array,
): Promise<{ metadata: Metadata; data: Buffer; channels: number; width: number; height: number }> {
  try {
    const image = sharp(bytes, { ignoreIcc: true, failOn: 'truncated', limitInputPixels: MAX_PIXELS });
    const metadata = await image.metadata();
    if (!FORMATS.has(metadata.format)) throw unreadable(`it is ${metadata.format}`);
    if (KEPT_SPACES.has(metadata.space)) {
      image.pipelineColourspace(metadata.space).toColourspace(metadata.space);
    }
    const depth = metadata.depth === 'ushort' ? 'ushort' : 'uchar';
    const { data, info } = await image.raw({ depth }).toBuffer({ resolveWithObject: true });
    return { metadata, data, channels: info.channels, width: info.width, height: info.height };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw unreadable((cause as Error).message, cause);
  }
}

function to8Bits(data: Buffer, metadata: Metadata, channels: number): Uint8Array {
  if (metadata.depth !== 'ushort') return data;
  const samples = new Uint16Array(data.buffer, data.byteOffset, data.length / 2);
  return channels === 1 ? clipTo8Bits(samples) : highBytes(samples);
}

/**
 * Decodes an image into the pixels that `Image.open(f).convert('RGB')` of Pillow 9.4 gives (`channels` 3), or
 * `convert('L')` (`channels` 1). Orientation tags and colour profiles are ignored, as Pillow and torchvision do; of an
 * animation the first frame is taken.
 *
 * Throws AppError `image-unreadable`.
 */
export async function decodeImage(bytes: Uint8Array, channels: 1 | 3): Promise<PixelImage> {
  const { metadata, data, channels: found, width, height } = await decodeSamples(bytes);
  const samples =
    metadata.space === 'cmyk'
      ? convertSamples(cmykToRgb(data), 3, channels)
      : convertSamples(to8Bits(data, metadata, found), found as 1 | 2 | 3 | 4, channels);
  return { width, height, channels, data: samples };
}
