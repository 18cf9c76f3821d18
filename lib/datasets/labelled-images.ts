import type { ClassOfNoun, Label, NoLabelReason } from './labels.ts';
import { HASH_BYTES, seededKey } from './seeded-order.ts';
import type { SplitItems } from './splits.ts';

/** An image with what settled units say that it shows. */
interface LabelledImage {
  imageId: number;
  sha256: string;
  /** Slug of its source. */
  source: string;
  label: Label;
}

const SIMULATED = 1;
const MACHINE = 2;

/**
 * The labelled images of a freeze, a column each: 61 bytes an image, so that those of a dataset of 3.2 million take some 195 MB,
 * where objects would take several gigabytes. `expected` is how many there may be; more than that are taken too.
 */
export class LabelledImages {
  /** How many there are: what stands in the columns behind them means nothing. */
  count = 0;
  imageIds: Int32Array;
  hashes: Buffer;
  /** The numbers of their sources in `sourceSlugs`, and of their nouns in `synsetIds`. */
  sources: Int32Array;
  nouns: Int32Array;
  confidences: Float64Array;
  /** Their keys for splits and for places in the version (seeded-order.ts). */
  splitKeys: Uint32Array;
  positionKeys: Uint32Array;
  readonly sourceSlugs: string[] = [];
  synsetIds: string[] = [];
  #flags: Uint8Array;
  readonly #seed: string;
  readonly #sourceNumbers = new Map<string, number>();
  readonly #nounNumbers = new Map<string, number>();

  constructor(seed: string, expected: number) {
    this.#seed = seed;
    this.imageIds = new Int32Array(expected);
    this.hashes = Buffer.alloc(expected * HASH_BYTES);
    this.sources = new Int32Array(expected);
    this.nouns = new Int32Array(expected);
    this.confidences = new Float64Array(expected);
    this.splitKeys = new Uint32Array(expected);
    this.positionKeys = new Uint32Array(expected);
    this.#flags = new Uint8Array(expected);
  }

  add({ imageId, sha256, source, label }: LabelledImage): void {
    if (this.count === this.imageIds.length) this.#resize(Math.max(1024, 2 * this.count));
    const at = this.count++;
    this.imageIds[at] = imageId;
    this.hashes.write(sha256, at * HASH_BYTES, 'hex');
    this.sources[at] = numberOf(source, this.#sourceNumbers, this.sourceSlugs);
    this.nouns[at] = numberOf(label.synsetId, this.#nounNumbers, this.synsetIds);
    this.confidences[at] = label.confidence;
    this.splitKeys[at] = seededKey(this.#seed, 'split', sha256);
    this.positionKeys[at] = seededKey(this.#seed, 'position', sha256);
    this.#flags[at] = (label.simulated ? SIMULATED : 0) | (label.machine ? MACHINE : 0);
  }

  sha256(at: number): string {
    return this.hashes.toString('hex', at * HASH_BYTES, (at + 1) * HASH_BYTES);
  }

  /** Whether only simulated labelers gave the label. */
  simulated(at: number): boolean {
    return ((this.#flags[at] as number) & SIMULATED) !== 0;
  }

  /** Whether a model's vote is among those for the label. */
  machine(at: number): boolean {
    return ((this.#flags[at] as number) & MACHINE) !== 0;
  }

  /** How many images each noun has. */
  countNouns(): Map<string, number> {
    const counts = new Uint32Array(this.synsetIds.length);
    for (const noun of this.nouns.subarray(0, this.count)) counts[noun] = (counts[noun] as number) + 1;
    return new Map(this.synsetIds.map((id, noun) => [id, counts[noun] as number]));
  }

  /**
   * Puts classes in the place of nouns, ascending by their id, and leaves out the images of nouns that count as none; gives how
   * many these are by reason. The columns then are as long as there are images.
   */
  countAs(classes: ReadonlyMap<string, ClassOfNoun>): Partial<Record<NoLabelReason, number>> {
    const leftOut: Partial<Record<NoLabelReason, number>> = {};
    const found = this.synsetIds.map((id) => classes.get(id) as ClassOfNoun);
    const classIds = new Set(found.flatMap((one) => ('synsetId' in one ? one.synsetId : [])));
    const ids = [...classIds].sort();
    const numbers = new Map(ids.map((id, number) => [id, number]));
    let kept = 0;
    for (let at = 0; at < this.count; at++) {
      const one = found[this.nouns[at] as number] as ClassOfNoun;
      if ('reason' in one) {
        leftOut[one.reason] = (leftOut[one.reason] ?? 0) + 1;
        continue;
      }
      this.#move(at, kept);
      this.nouns[kept++] = numbers.get(one.synsetId) as number;
    }
    this.count = kept;
    this.synsetIds = ids;
    this.#resize(kept);
    return leftOut;
  }

  /** The columns that splits hang on. */
  columns(): Pick<SplitItems, 'hashes' | 'splitKeys' | 'classes' | 'sources'> {
    const { hashes, splitKeys, nouns: classes, sources } = this;
    return { hashes, splitKeys, classes, sources };
  }

  #move(from: number, to: number): void {
    if (from === to) return;
    this.hashes.copyWithin(to * HASH_BYTES, from * HASH_BYTES, (from + 1) * HASH_BYTES);
    for (const column of this.#columns()) column[to] = column[from] as number;
  }

  #columns() {
    const { imageIds, sources, nouns, confidences, splitKeys, positionKeys } = this;
    return [imageIds, sources, nouns, confidences, splitKeys, positionKeys, this.#flags];
  }

  #resize(length: number): void {
    const whole = Math.min(length, this.count);
    const ints = (column: Int32Array) => resized(column, new Int32Array(length), whole);
    const keys = (column: Uint32Array) => resized(column, new Uint32Array(length), whole);
    this.imageIds = ints(this.imageIds);
    this.sources = ints(this.sources);
    this.nouns = ints(this.nouns);
    this.confidences = resized(this.confidences, new Float64Array(length), whole);
    this.splitKeys = keys(this.splitKeys);
    this.positionKeys = keys(this.positionKeys);
    this.#flags = resized(this.#flags, new Uint8Array(length), whole);
    this.hashes = resized(this.hashes, Buffer.alloc(length * HASH_BYTES), whole * HASH_BYTES);
  }
}

type Column = Int32Array | Uint32Array | Float64Array | Uint8Array;

/** The first values of a column in another one, or the column itself where it has that length. */
function resized<Values extends Column>(from: Values, to: Values, values: number): Values {
  if (from.length === to.length) return from;
  to.set(from.subarray(0, values));
  return to;
}

function numberOf(name: string, numbers: Map<string, number>, names: string[]): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  numbers.set(name, names.length);
  return names.push(name) - 1;
}
