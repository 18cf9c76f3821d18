import { AppError } from '#lib/core/errors';
import type { Predictions } from './predictions.ts';

/**
 * The file of a submission's predictions, little endian:
 *
 *     "IMGNPRED", version u16, flags u16 (1: probabilities, 2: scores of the truth, 4: scores of all),
 *     images u32, classes u32, guesses u16, bytes an image id u16 (0: ids are texts, each a u16 length and UTF-8),
 *     ids, then for all images: guesses (u16 each, 65535 for none; u32 and 4294967295 past 65,534 classes),
 *     scores (f32 each), sums (f32), ties (u8), and where flagged scores of the truth (f32) and of all classes (f32 each).
 */
const MAGIC = 'IMGNPRED';
const VERSION = 1;
const HEADER_BYTES = 8 + 2 + 2 + 4 + 4 + 2 + 2;
const PROBABILITIES = 1;
const TRUTH_SCORES = 2;
const ALL_SCORES = 4;

/** Predictions with the image that each is for. */
export interface PredictionFile {
  imageIds: readonly string[];
  predictions: Predictions;
}

const HASH = /^[0-9a-f]{64}$/;
const wideClasses = (classes: number) => classes > 65_534;
const little = (array: Float32Array | Uint16Array | Uint32Array) =>
  Buffer.from(array.buffer, array.byteOffset, array.byteLength);

function encodeIds(ids: readonly string[]): { idBytes: number; bytes: Buffer } {
  if (ids.every((id) => HASH.test(id))) return { idBytes: 32, bytes: Buffer.from(ids.join(''), 'hex') };
  const texts = ids.map((id) => {
    const text = Buffer.from(id);
    const length = Buffer.alloc(2);
    length.writeUInt16LE(text.length);
    return Buffer.concat([length, text]);
  });
  return { idBytes: 0, bytes: Buffer.concat(texts) };
}

/** Writes predictions as a file: about 70 bytes an image whose id is a SHA-256. */
export function encodePredictions({ imageIds, predictions }: PredictionFile): Buffer {
  const { count, classes, guesses, top, scores, sums, tied, truthScores, all, probabilities } = predictions;
  if (imageIds.length !== count) throw new Error(`${imageIds.length} ids for ${count} images`);
  const ids = encodeIds(imageIds);
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(MAGIC, 0, 'latin1');
  header.writeUInt16LE(VERSION, 8);
  const flags =
    (probabilities ? PROBABILITIES : 0) | (truthScores ? TRUTH_SCORES : 0) | (all ? ALL_SCORES : 0);
  header.writeUInt16LE(flags, 10);
  header.writeUInt32LE(count, 12);
  header.writeUInt32LE(classes, 16);
  header.writeUInt16LE(guesses, 20);
  header.writeUInt16LE(ids.idBytes, 22);
  const numbers = wideClasses(classes) ? Uint32Array.from(top) : Uint16Array.from(top);
  return Buffer.concat([
    header,
    ids.bytes,
    little(numbers),
    little(scores),
    little(sums),
    tied,
    ...(truthScores ? [little(truthScores)] : []),
    ...(all ? [little(all)] : []),
  ]);
}

function damaged(why: string): AppError {
  return new AppError('invalid', 'predictions-damaged', `The prediction file cannot be read: ${why}.`);
}

/** Reads bytes one part after another. */
class Cursor {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  take(length: number): Buffer {
    if (this.#at + length > this.#bytes.length) throw damaged('it is cut off');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  /** A copy, so that it is aligned for a typed array. */
  buffer(length: number): ArrayBuffer {
    return Uint8Array.from(this.take(length)).buffer;
  }

  end(): void {
    if (this.#at !== this.#bytes.length) throw damaged('it has more than it says');
  }
}

/** Reads a file of `encodePredictions`. Throws AppError `predictions-damaged`. */
export function decodePredictions(bytes: Uint8Array): PredictionFile {
  const cursor = new Cursor(bytes);
  const header = cursor.take(HEADER_BYTES);
  if (header.toString('latin1', 0, 8) !== MAGIC) throw damaged('it is not one');
  const version = header.readUInt16LE(8);
  if (version !== VERSION) throw damaged(`it is of version ${version}, and version ${VERSION} is known here`);
  const flags = header.readUInt16LE(10);
  const count = header.readUInt32LE(12);
  const classes = header.readUInt32LE(16);
  const guesses = header.readUInt16LE(20);
  const idBytes = header.readUInt16LE(22);
  const imageIds: string[] = [];
  for (let i = 0; i < count; i++) {
    if (idBytes > 0) imageIds.push(cursor.take(idBytes).toString('hex'));
    else imageIds.push(cursor.take(cursor.take(2).readUInt16LE(0)).toString());
  }
  const numbers = wideClasses(classes)
    ? new Int32Array(cursor.buffer(count * guesses * 4))
    : Int32Array.from(new Uint16Array(cursor.buffer(count * guesses * 2)), (number) =>
        number === 65_535 ? -1 : number,
      );
  const predictions: Predictions = {
    count,
    classes,
    guesses,
    top: numbers,
    scores: new Float32Array(cursor.buffer(count * guesses * 4)),
    sums: new Float32Array(cursor.buffer(count * 4)),
    tied: new Uint8Array(cursor.buffer(count)),
    truthScores: flags & TRUTH_SCORES ? new Float32Array(cursor.buffer(count * 4)) : null,
    all: flags & ALL_SCORES ? new Float32Array(cursor.buffer(count * classes * 4)) : null,
    probabilities: (flags & PROBABILITIES) !== 0,
  };
  cursor.end();
  return { imageIds, predictions };
}
