import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { PixelImage } from '../pixels/pixel-image.ts';

/** The size that every image of a file has. */
export interface PixelShape {
  count: number;
  height: number;
  width: number;
  channels: 1 | 3;
}

const PIXELS = 'pixels.bin';
const MARKS = 'marks.bin';
/** Images that are written before the next are marked as kept. */
const MARKED_TOGETHER = 256;

/**
 * Images of one size in one file, at their position; a second file has a byte an image that says whether it is there. An
 * image is marked after its pixels have reached the disk, so that what is marked is whole, whenever the power goes.
 * Several processes may write at once: they write the same.
 */
export class PixelFile {
  readonly #pixels: FileHandle;
  readonly #marks: FileHandle;
  readonly #shape: PixelShape;
  readonly #bytes: number;
  readonly #present: Uint8Array;
  #unmarked: number[] = [];
  #marking: Promise<void> = Promise.resolve();

  private constructor(pixels: FileHandle, marks: FileHandle, shape: PixelShape, present: Uint8Array) {
    this.#pixels = pixels;
    this.#marks = marks;
    this.#shape = shape;
    this.#bytes = shape.height * shape.width * shape.channels;
    this.#present = present;
  }

  /** Opens the file in `folder`, which exists, or makes it. */
  static async open(folder: string, shape: PixelShape): Promise<PixelFile> {
    const openOrMake = async (name: string) => {
      const path = join(folder, name);
      return open(path, 'r+').catch(() => open(path, 'w+'));
    };
    const [pixels, marks] = await Promise.all([openOrMake(PIXELS), openOrMake(MARKS)]);
    const present = new Uint8Array(shape.count);
    await marks.read(present, 0, shape.count, 0);
    return new PixelFile(pixels, marks, shape, present);
  }

  /** The image at a position, or null where it is not kept. */
  async get(position: number): Promise<PixelImage | null> {
    if (this.#present[position] !== 1) return null;
    const data = new Uint8Array(this.#bytes);
    const { bytesRead } = await this.#pixels.read(data, 0, this.#bytes, position * this.#bytes);
    if (bytesRead !== this.#bytes) return null;
    const { height, width, channels } = this.#shape;
    return { height, width, channels, data };
  }

  /** Keeps an image, whose size must be the file's. */
  async put(position: number, image: PixelImage): Promise<void> {
    if (image.data.length !== this.#bytes) throw new Error('An image of another size than its file');
    await this.#pixels.write(image.data, 0, this.#bytes, position * this.#bytes);
    this.#unmarked.push(position);
    if (this.#unmarked.length >= MARKED_TOGETHER) await this.#mark();
  }

  #mark(): Promise<void> {
    const positions = this.#unmarked;
    this.#unmarked = [];
    this.#marking = this.#marking.then(async () => {
      await this.#pixels.datasync();
      for (const position of positions) {
        await this.#marks.write(Uint8Array.of(1), 0, 1, position);
        this.#present[position] = 1;
      }
    });
    return this.#marking;
  }

  async close(): Promise<void> {
    await this.#mark();
    await Promise.all([this.#pixels.close(), this.#marks.close()]);
  }
}
