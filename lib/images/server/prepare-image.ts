import { createHash } from 'node:crypto';
import sharp, { type Metadata } from 'sharp';
import { AppError } from '#lib/core/errors';
import { MAX_IMAGE_BYTES, MAX_IMAGE_PIXELS } from '#lib/images/image-limits';
import { describeFirstBytes, type ImageType, imageTypeOf } from '#lib/images/image-type';
import { stripMetadata } from '#lib/images/strip-metadata';
import { brokenImage, decoding, openPixels } from './open-pixels.ts';

/** An image as it will be kept. */
export interface PreparedImage {
  bytes: Uint8Array;
  sha256: string;
  mime: ImageType;
  width: number;
  height: number;
}

/**
 * Makes of a file what will be kept: its type by content, within the limits, upright, without metadata. Reads the header
 * only, except where an orientation tag has to be baked into the pixels. Throws AppError `image-too-large`,
 * `not-an-image`, `image-broken`, `image-moves`, `image-too-many-pixels` or `image-too-slow`.
 */
export async function prepareImage(file: Uint8Array): Promise<PreparedImage> {
  if (file.length > MAX_IMAGE_BYTES) {
    throw new AppError(
      'too-large',
      'image-too-large',
      `The file has ${file.length} bytes; at most ${MAX_IMAGE_BYTES} are taken: save it smaller.`,
    );
  }
  const mime = imageTypeOf(file);
  if (!mime) {
    throw new AppError(
      'invalid',
      'not-an-image',
      `The file does not begin like a JPEG, PNG or WebP image but like ${describeFirstBytes(file)}: save it as one of these.`,
    );
  }
  const header = await readHeader(file);
  const pixels = header.width * header.height;
  if (pixels > MAX_IMAGE_PIXELS) {
    throw new AppError(
      'too-large',
      'image-too-many-pixels',
      `The image is ${header.width} x ${header.height} pixels; at most ${MAX_IMAGE_PIXELS} in all are taken: save it smaller.`,
    );
  }
  const turned = (header.orientation ?? 1) > 1;
  const stripped = turned ? undefined : stripMetadata(file, mime);
  const bytes = stripped ?? (await decoding(pixels, () => rewrite(file, mime, header)));
  const [width, height] =
    (header.orientation ?? 1) >= 5 ? [header.height, header.width] : [header.width, header.height];
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex'), mime, width, height };
}

async function readHeader(file: Uint8Array) {
  const header = await sharp(file, { limitInputPixels: false })
    .metadata()
    .catch((cause) => {
      throw brokenImage(cause);
    });
  if ((header.pages ?? 1) > 1) {
    throw new AppError(
      'invalid',
      'image-moves',
      `The image has ${header.pages} frames; one is taken: save the frame that you mean.`,
    );
  }
  return header;
}

/** Decodes and encodes anew: upright and without metadata, as near to the same pixels as the format can. */
async function rewrite(file: Uint8Array, mime: ImageType, { space, depth }: Metadata): Promise<Uint8Array> {
  const upright = openPixels(file).autoOrient();
  // Four inks become sRGB, which their profile says nothing of.
  const picture = space === 'cmyk' ? upright : upright.keepIccProfile();
  if (depth === 'ushort') picture.toColourspace(space === 'grey16' ? 'grey16' : 'rgb16');
  const encoded = {
    'image/jpeg': () => picture.jpeg({ quality: 95, chromaSubsampling: '4:4:4' }),
    'image/png': () => picture.png(),
    'image/webp': () => picture.webp({ quality: 95 }),
  }[mime]();
  return encoded.toBuffer().catch((cause) => {
    throw brokenImage(cause);
  });
}
