import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { isArchiveBomb } from './intake-limits.ts';

/** Marks the end of a tar (POSIX.1 pax): two such blocks; one is taken for it. */
const BLOCK_BYTES = 512;

/** The bytes of a tar, unpacked where they are in gzip, with what was seen of them on the way. */
export class TarBytes {
  /** Taken of the source so far. */
  taken = 0;
  /** What the source itself threw; not the archive's fault. */
  fault: unknown;
  bomb = false;
  #unpacked = 0;
  #zerosAtEnd = 0;
  #source: AsyncIterable<Uint8Array>;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source;
  }

  /** Whether what has come so far ends as a tar does. */
  get endsLikeTar(): boolean {
    return this.#zerosAtEnd >= BLOCK_BYTES;
  }

  /** Ends early, with `bomb` set, where it grows out of proportion. Throws zlib's errors for a damaged gzip. */
  async *unpacked(): AsyncGenerator<Uint8Array> {
    const counted = this.#counted();
    const first = await counted.next();
    if (first.done) return;
    const whole = followedBy(first.value, counted);
    const isGzip = first.value[0] === 0x1f && first.value[1] === 0x8b;
    for await (const piece of isGzip ? gunzipped(whole) : whole) {
      this.#unpacked += piece.length;
      this.bomb = isArchiveBomb(this.taken, this.#unpacked);
      if (this.bomb) return;
      const zeros = zerosAtEnd(piece);
      this.#zerosAtEnd = zeros === piece.length ? this.#zerosAtEnd + zeros : zeros;
      yield piece;
    }
  }

  /** The source in pieces of at least two bytes, so that the first tells whether it is a gzip. */
  async *#counted(): AsyncGenerator<Uint8Array> {
    let held: Uint8Array = new Uint8Array();
    try {
      for await (const piece of this.#source) {
        this.taken += piece.length;
        held = held.length > 0 ? Buffer.concat([held, piece]) : piece;
        if (held.length < 2) continue;
        yield held;
        held = new Uint8Array();
      }
      if (held.length > 0) yield held;
    } catch (error) {
      this.fault = error;
      throw error;
    }
  }
}

async function* followedBy(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

async function* gunzipped(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  // Its failure destroys the stream that is read below, which throws it.
  const feeding = pipeline(packed, gunzip).catch(() => {});
  try {
    yield* gunzip as AsyncIterable<Uint8Array>;
  } finally {
    gunzip.destroy();
    await feeding;
  }
}

function zerosAtEnd(piece: Uint8Array): number {
  let at = piece.length;
  while (at > 0 && piece[at - 1] === 0) at--;
  return piece.length - at;
}
