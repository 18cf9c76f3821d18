import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { PixelImage } from '../pixels/pixel-image.ts';
import type { ResolvedPreprocess } from '../preprocess/resolve-preprocess.ts';
import type { KeptPixels } from '../run/scoring-run.ts';
import type { OpenPixelFile } from '../sealed/sealed-model.ts';
import { PixelFile, type PixelShape, pixelFileBytes } from './pixel-file.ts';

/** Raised whenever decoding or resampling would give other pixels than before. */
const PIXELS_VERSION = 1;
const ENDING = '.pixels';

export interface PixelCacheOptions {
  /** The cache's folder, which is made. */
  folder: string;
  /** What all that is kept may take on disk. */
  limitBytes: number;
}

/** Pixels kept for one list of images and one preprocessing. No fault of the disk ever fails what asks for them. */
export interface PixelKeeper extends KeptPixels {
  get(position: number): PixelImage | null;
  place(position: number): number | null;
  /** The share of the images that were kept when this was opened, 0 to 1. */
  kept: number;
  /** The file that keeps them, or null where it cannot be opened. */
  file: OpenPixelFile | null;
  /** Why nothing more is kept, in the system's words, or null where all is well. */
  trouble(): string | null;
  /** Writes down what is kept. */
  close(): Promise<void>;
}

function fileName(images: string, preprocess: ResolvedPreprocess, shape: PixelShape): string {
  const { resize, resample, crop } = preprocess;
  const key = JSON.stringify([PIXELS_VERSION, shape, resize, resample, crop]);
  return `${listName(images)}-${digest(key)}${ENDING}`;
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** What the names of all files of a list of images begin with. */
const listName = (images: string) => digest(images);

async function entries(folder: string): Promise<{ path: string; bytes: number; used: number }[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(ENDING));
  const found = names.map(async (name) => {
    const path = join(folder, name);
    // Another process may have removed it since.
    const file = await stat(path).catch(() => null);
    return file ? [{ path, bytes: file.size, used: file.mtimeMs }] : [];
  });
  return (await Promise.all(found)).flat();
}

/** Throws out what was used longest ago until `incoming` more bytes have room, sparing `spared`. Throws where they have none. */
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
    // Some systems do not let go of a file that somebody has open.
    const gone = await rm(path, { force: true }).then(
      () => true,
      () => false,
    );
    if (gone) total -= bytes;
  }
  if (total > limitBytes) throw new Error('the cache is full of what is in use');
}

async function openFile(options: PixelCacheOptions, path: string, shape: PixelShape): Promise<PixelFile> {
  await mkdir(options.folder, { recursive: true });
  await makeRoom(options, pixelFileBytes(shape), path);
  const file = await PixelFile.open(path, shape);
  const now = new Date();
  await utimes(path, now, now).catch(() => {});
  return file;
}

/** A file of pixels until the disk fails; from then on nothing is kept. */
class Keeper implements PixelKeeper {
  #file: PixelFile | null = null;
  #trouble: string | null = null;
  readonly kept: number;
  readonly file: OpenPixelFile | null;

  constructor(opened: PixelFile | Error) {
    if (opened instanceof Error) this.#trouble = opened.message;
    else this.#file = opened;
    this.kept = this.#file?.share() ?? 0;
    this.file = this.#file?.opened ?? null;
  }

  trouble(): string | null {
    return this.#trouble;
  }

  #failed(error: unknown): null {
    this.#trouble ??= (error as Error).message;
    return null;
  }

  get(position: number): PixelImage | null {
    if (!this.#file || this.#trouble) return null;
    try {
      return this.#file.get(position);
    } catch (error) {
      return this.#failed(error);
    }
  }

  place(position: number): number | null {
    return this.#trouble ? null : (this.#file?.place(position) ?? null);
  }

  release(image: PixelImage): void {
    this.#file?.release(image);
  }

  async put(position: number, image: PixelImage): Promise<void> {
    if (!this.#file || this.#trouble) return;
    await this.#file.put(position, image).catch((error: unknown) => this.#failed(error));
  }

  async close(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    await file?.close().catch((error: unknown) => this.#failed(error));
  }
}

/**
 * Opens what is kept of the pixels that `preprocess` makes of a list of images. `images` names the list, such as a
 * dataset version and its split: another list must have another name. A cache that cannot be opened keeps nothing
 * (`trouble` says why).
 *
 * Gives null where nothing is to be kept: sizes follow the images, or they would take more than the cache may.
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
  if (pixelFileBytes(shape) > options.limitBytes) return null;
  const path = join(options.folder, fileName(images, preprocess, shape));
  return new Keeper(await openFile(options, path, shape).catch((error: Error) => error));
}

/**
 * Removes what a cache keeps of other lists of images than those of `current`, which is asked after the cache was looked at: a list that is
 * opened meanwhile stays. Who has a file open goes on with it.
 */
export async function removeOtherLists(
  folder: string,
  current: () => Promise<readonly string[]>,
): Promise<void> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(ENDING));
  if (names.length === 0) return;
  const kept = new Set((await current()).map(listName));
  for (const name of names)
    if (!kept.has(name.split('-')[0] ?? '')) await rm(join(folder, name), { force: true });
}
