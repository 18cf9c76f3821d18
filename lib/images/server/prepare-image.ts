import { createHash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import { AppError } from '#lib/core/errors';
import { MAX_IMAGE_BYTES, MAX_IMAGE_PIXELS } from '#lib/images/image-limits';
import { type ImageType, imageTypeOf } from '#lib/images/image-type';
import { stripMetadata } from '#lib/images/strip-metadata';

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
 * `not-an-image`, `image-broken`, `image-moves` or `image-too-many-pixels`.
 */
export async function prepareImage(file: Uint8Array): Promise<PreparedImage> {
  if (file.length > MAX_IMAGE_BYTES) {
    throw new AppError(
      'too-large',
      'image-too-large',
      `The file has more than ${MAX_IMAGE_BYTES} bytes, which is the most an image may have: save it smaller.`,
    );
  }
  const mime = imageTypeOf(file);
  if (!mime) {
    throw new AppError(
      'invalid',
      'not-an-image',
      'The file does not begin like a JPEG, PNG or WebP image: save it as one of these.',
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
  const bytes = stripped ?? (await rewrite(file, mime));
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
async function rewrite(file: Uint8Array, mime: ImageType): Promise<Uint8Array> {
  const picture = openPixels(file).autoOrient().keepIccProfile();
  const encoded = {
    'image/jpeg': () => picture.jpeg({ quality: 95, chromaSubsampling: '4:4:4' }),
    'image/png': () => picture.png(),
    'image/webp': () => picture.webp({ quality: 95 }),
  }[mime]();
  return encoded.toBuffer().catch((cause) => {
    throw brokenImage(cause);
  });
}

/** Opens an image for decoding, under the limits; a truncated or damaged one fails. */
export function openPixels(bytes: Uint8Array): Sharp {
  return sharp(bytes, { failOn: 'error', limitInputPixels: MAX_IMAGE_PIXELS, sequentialRead: true });
}

/** The refusal of a file that begins like an image and then is none. */
export function brokenImage(cause: unknown): AppError {
  const said = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : '';
  return new AppError(
    'invalid',
    'image-broken',
    `The image cannot be decoded (${said}): it is damaged or cut off. Send a whole copy.`,
    { cause },
  );
}
