import { Reader } from 'protobufjs/minimal.js';
import { AppError } from '#lib/core/errors';
import { refuseModel } from '../refusals.ts';
import type { ModelLimits } from './model-limits.ts';

/** Counts what was read of one file against its limits. */
export class ReadBudget {
  readonly limits: ModelLimits;
  nodes = 0;
  items = 0;

  constructor(limits: ModelLimits) {
    this.limits = limits;
  }

  /** Counts `count` more items. Throws `model-too-complex`. */
  take(count = 1): void {
    this.items += count;
    if (this.items > this.limits.items) {
      throw refuseModel(
        'model-too-complex',
        `The model has more than ${this.limits.items} names, attributes and values. Export a smaller graph.`,
      );
    }
  }

  takeNode(): void {
    this.nodes += 1;
    if (this.nodes > this.limits.nodes) {
      throw refuseModel(
        'model-too-complex',
        `The model has more than ${this.limits.nodes} nodes. Export a smaller graph.`,
      );
    }
  }
}

const VARINT = 0;
const BYTES = 2;
const MAX_DECODED_BYTES = 64 * 1024;

function countVarints(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte < 0x80) count++;
  return count;
}

/** One field of a message, not yet read. Each method reads it as one kind of value, or finds the file damaged. */
export class WireField {
  readonly #reader: Reader;
  readonly #budget: ReadBudget;
  readonly wire: number;

  constructor(reader: Reader, wire: number, budget: ReadBudget) {
    this.#reader = reader;
    this.wire = wire;
    this.#budget = budget;
  }

  #expect(wire: number): void {
    if (this.wire !== wire) throw new RangeError(`wire type ${this.wire} where ${wire} belongs`);
  }

  /** A view of the bytes, or a nested message. */
  bytes(): Uint8Array {
    this.#expect(BYTES);
    return this.#reader.bytes();
  }

  /** A whole number; past 2^53 it is rounded, which no limit lets through. */
  int(): number {
    this.#expect(VARINT);
    return Number(this.#reader.int64());
  }

  float(): number {
    this.#expect(5);
    return this.#reader.float();
  }

  /** A name, counted and limited in length. */
  text(): string {
    const bytes = this.bytes();
    this.#budget.take();
    if (bytes.length > this.#budget.limits.nameBytes) {
      throw refuseModel(
        'model-name-too-long',
        `The model has a name of ${bytes.length} bytes; ${this.#budget.limits.nameBytes} are allowed. Export it again with plain names.`,
      );
    }
    return new TextDecoder().decode(bytes);
  }

  /**
   * Adds the whole numbers of a repeated field, packed or not, to `into`, and gives how many there were. Packed ones past
   * 64 KiB are weights, not shapes: they are counted only.
   */
  intsInto(into: number[]): number {
    if (this.wire === VARINT) {
      this.#budget.take();
      into.push(this.int());
      return 1;
    }
    const bytes = this.bytes();
    const before = into.length;
    if (bytes.length > MAX_DECODED_BYTES) return countVarints(bytes);
    const packed = Reader.create(bytes);
    while (packed.pos < packed.len) {
      this.#budget.take();
      into.push(Number(packed.int64()));
    }
    return into.length - before;
  }

  /** How many elements of `width` bytes a repeated field holds, packed or not. */
  fixedCount(width: 4 | 8): number {
    if (this.wire === (width === 4 ? 5 : 1)) {
      this.#reader.skip(width);
      return 1;
    }
    return this.bytes().length / width;
  }

  /** How many varints a repeated field holds, packed or not. */
  varintCount(): number {
    if (this.wire === VARINT) {
      this.#reader.skip();
      return 1;
    }
    return countVarints(this.bytes());
  }
}

/**
 * Walks over the fields of one protobuf message, calling the handler of each field's number and skipping the rest.
 * Throws AppError `model-damaged` naming `what` where the bytes are not a message, or whatever a handler refuses.
 */
export function readMessage(
  bytes: Uint8Array,
  what: string,
  budget: ReadBudget,
  handlers: Readonly<Record<number, (field: WireField) => void>>,
): void {
  try {
    const reader = Reader.create(bytes);
    while (reader.pos < reader.len) {
      const tag = reader.uint32();
      const handler = handlers[tag >>> 3];
      if (handler) handler(new WireField(reader, tag & 7, budget));
      else reader.skipType(tag & 7, 0, tag >>> 3);
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw refuseModel(
      'model-damaged',
      `The model is cut off or damaged: ${what} cannot be read (${(cause as Error).message}). Export or upload it again.`,
      {},
      cause,
    );
  }
}
