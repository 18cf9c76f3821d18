import { constants, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { PixelImage } from '../pixels/pixel-image.ts';
import type { OpenPixelFile } from '../sealed/sealed-model.ts';

/** The size that every image of a file has. */
export interface PixelShape {
  count: number;
  height: number;
  width: number;
  channels: 1 | 3;
}

/** Images that are written before they are marked as kept. */
const MARKED_TOGETHER = 256;
/** Pixels start at a page of their own. */
const PAGE = 4_096;

const bytesOf = ({ height, width, channels }: PixelShape) => height * width * channels;
const startOf = ({ count }: PixelShape) => Math.ceil(count / PAGE) * PAGE;

/** What a file of this shape takes. */
export function pixelFileBytes(shape: PixelShape): number {
  return startOf(shape) + shape.count * bytesOf(shape);
}

/**
 * Images of one size in one file, at their position, after a byte an image that says whether it is there. An image is
 * marked after its pixels have reached the disk, so that what is marked is whole, whenever the power goes. Several
 * processes may write at once: they write the same. Marks and pixels are one file, so that they go together when it is
 * removed while others have it open.
 */
export class PixelFile {
  /** For another process to open the same file. */
  readonly opened: OpenPixelFile;
  readonly #file: FileHandle;
  readonly #shape: PixelShape;
  readonly #bytes: number;
  readonly #start: number;
  readonly #present: Uint8Array;
  /** Buffers to be filled again: one each time would keep the collector busy. */
  readonly #free: Uint8Array[] = [];
  #unmarked: number[] = [];
  #marking: Promise<void> = Promise.resolve();

  private constructor(opened: OpenPixelFile, file: FileHandle, shape: PixelShape, present: Uint8Array) {
    this.opened = opened;
    this.#file = file;
    this.#shape = shape;
    this.#bytes = bytesOf(shape);
    this.#start = startOf(shape);
    this.#present = present;
  }

  /** Opens the file at `path`, or makes it at its full size, of which the disk gives what is written. */
  static async open(path: string, shape: PixelShape): Promise<PixelFile> {
    const file = await open(path, constants.O_RDWR | constants.O_CREAT);
    try {
      const { size, ino } = await file.stat();
      if (size !== pixelFileBytes(shape)) await file.truncate(pixelFileBytes(shape));
      const present = new Uint8Array(shape.count);
      await file.read(present, 0, shape.count, 0);
      return new PixelFile({ path, inode: ino }, file, shape, present);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** The share of the images that are kept, 0 to 1. */
  share(): number {
    return this.#present.reduce((sum, mark) => sum + mark, 0) / Math.max(1, this.#present.length);
  }

  /** Where the pixels of the image at a position begin in the file, or null where it is not kept. */
  place(position: number): number | null {
    return this.#present[position] === 1 ? this.#start + position * this.#bytes : null;
  }

  /**
   * The image at a position, or null where it is not kept. Read in place: handing a read to another thread costs more than
   * the read, and takes the processor from the network.
   */
  get(position: number): PixelImage | null {
    const from = this.place(position);
    if (from === null) return null;
    const data = this.#free.pop() ?? new Uint8Array(this.#bytes);
    if (readSync(this.#file.fd, data, 0, this.#bytes, from) !== this.#bytes) return null;
    const { height, width, channels } = this.#shape;
    return { height, width, channels, data };
  }

  /** Takes back an image that `get` gave. */
  release({ data }: PixelImage): void {
    this.#free.push(data);
  }

  /** Keeps an image, whose size must be the file's. */
  async put(position: number, image: PixelImage): Promise<void> {
    if (image.data.length !== this.#bytes) throw new Error('An image of another size than its file');
    const { bytesWritten } = await this.#file.write(
      image.data,
      0,
      this.#bytes,
      this.#start + position * this.#bytes,
    );
    if (bytesWritten !== this.#bytes)
      throw new Error('the disk took only a part of an image, as when it is full');
    this.#unmarked.push(position);
    if (this.#unmarked.length >= MARKED_TOGETHER) await this.#mark();
  }

  #mark(): Promise<void> {
    const positions = this.#unmarked;
    this.#unmarked = [];
    this.#marking = this.#marking.then(async () => {
      await this.#file.datasync();
      for (const position of positions) {
        await this.#file.write(Uint8Array.of(1), 0, 1, position);
        this.#present[position] = 1;
      }
    });
    return this.#marking;
  }

  /** Marks what was written and lets go of the file. */
  async close(): Promise<void> {
    try {
      await this.#mark();
    } finally {
      await this.#file.close();
    }
  }
}
