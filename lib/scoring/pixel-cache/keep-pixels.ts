import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { ResolvedPreprocess } from '../preprocess/resolve-preprocess.ts';
import type { KeptPixels } from '../run/scoring-run.ts';
import { PixelFile, type PixelShape } from './pixel-file.ts';

/** Raised whenever decoding or resampling would give other pixels than before. */
const PIXELS_VERSION = 1;

export interface PixelCacheOptions {
  /** The cache's folder, which is made. */
  folder: string;
  /** What all that is kept may take on disk. */
  limitBytes: number;
}

/** Pixels kept for one list of images and one preprocessing. */
export interface PixelKeeper extends KeptPixels {
  /** Writes down what is kept. */
  close(): Promise<void>;
}

function entryName(images: string, preprocess: ResolvedPreprocess, shape: PixelShape): string {
  const { resize, resample, crop } = preprocess;
  const key = JSON.stringify([PIXELS_VERSION, images, shape, resize, resample, crop]);
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}

async function entries(folder: string): Promise<{ path: string; bytes: number; used: number }[]> {
  const names = await readdir(folder);
  const found = names.map(async (name) => {
    const path = join(folder, name);
    try {
      const [file, itself] = await Promise.all([stat(join(path, 'pixels.bin')), stat(path)]);
      return [{ path, bytes: file.size, used: itself.mtimeMs }];
    } catch {
      return [];
    }
  });
  return (await Promise.all(found)).flat();
}

/** Throws out what was used longest ago until `incoming` more bytes have room, sparing `spared`. */
async function makeRoom(
  { folder, limitBytes }: PixelCacheOptions,
  incoming: number,
  spared: string,
): Promise<void> {
  const others = (await entries(folder))
    .filter(({ path }) => path !== spared)
    .sort((a, b) => a.used - b.used);
  let total = incoming + others.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { path, bytes } of others) {
    if (total <= limitBytes) return;
    await rm(path, { recursive: true, force: true });
    total -= bytes;
  }
}

/**
 * Opens what is kept of the pixels that `preprocess` makes of a list of images. `images` names the list, such as a
 * dataset version and its split: another list must have another name.
 *
 * Gives null where nothing can be kept: sizes follow the images, or they would take more than the cache may.
 */
export async function openKeptPixels(
  options: PixelCacheOptions,
  images: string,
  count: number,
  preprocess: ResolvedPreprocess,
): Promise<PixelKeeper | null> {
  const { height, width, channels } = preprocess;
  if (height === null || width === null) return null;
  const shape: PixelShape = { count, height, width, channels: channels === 'L' ? 1 : 3 };
  const bytes = count * height * width * shape.channels;
  if (bytes > options.limitBytes) return null;

  const path = join(options.folder, entryName(images, preprocess, shape));
  await mkdir(path, { recursive: true });
  await makeRoom(options, bytes, path);
  const now = new Date();
  await utimes(path, now, now);
  return PixelFile.open(path, shape);
}
