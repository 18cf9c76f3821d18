import { availableParallelism } from 'node:os';
import sharp, { type Sharp } from 'sharp';
import { AppError } from '#lib/core/errors';
import { Turns } from '#lib/core/turns';
import { MAX_IMAGE_PIXELS, MAX_IMAGE_SECONDS } from '#lib/images/image-limits';

/** Threads that decode, write files and read them: libuv's, 4 where nothing else is said. */
const POOL = Number(process.env.UV_THREADPOOL_SIZE) || 4;

/**
 * One more than cores, since some wait; a thread at least is left to files, which would else wait for images to be decoded each time
 * that they are opened, read or closed. Of the largest images two at once, or memory would not do.
 */
const turns = new Turns({
  atOnce: Math.max(1, Math.min(availableParallelism() + 1, POOL - 1)),
  weight: 2 * MAX_IMAGE_PIXELS,
});

/** Decodes an image of so many pixels when it is its turn: `work` opens it, and encodes what it makes of it. */
export function decoding<Value>(pixels: number, work: () => Promise<Value>): Promise<Value> {
  return turns.run(pixels, work);
}

/** Opens an image for decoding, under the limits of pixels and time; a truncated or damaged one fails. */
export function openPixels(bytes: Uint8Array): Sharp {
  return sharp(bytes, {
    failOn: 'error',
    limitInputPixels: MAX_IMAGE_PIXELS,
    sequentialRead: true,
  }).timeout({ seconds: MAX_IMAGE_SECONDS });
}

/** The refusal of a file that begins like an image and then is none, or is one that takes too long. */
export function brokenImage(cause: unknown): AppError {
  const said = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : '';
  if (said.startsWith('timeout')) {
    const message = `The image was not decoded within ${MAX_IMAGE_SECONDS} seconds, the most that one may take: save it anew.`;
    return new AppError('too-large', 'image-too-slow', message, { cause });
  }
  return new AppError(
    'invalid',
    'image-broken',
    `The image cannot be decoded (${said}): it is damaged or cut off. Send a whole copy.`,
    { cause },
  );
}
