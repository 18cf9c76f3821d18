import type { OnnxNode, OnnxTensor } from '../onnx/onnx-model.ts';

/** What is known of a value without running the network: its sizes, and its elements where they are few whole numbers. */
export interface Known {
  shape: number[] | null;
  values: number[] | null;
}

export const UNKNOWN: Known = { shape: null, values: null };

/** Elements past which values are not followed: shapes and axes are short. */
export const MOST_VALUES = 4_096;

export const ofShape = (shape: number[] | null): Known => ({ shape, values: null });

/** A value of whole numbers; values that are too many are forgotten. */
export function ofValues(values: number[], shape: number[] = [values.length]): Known {
  return { shape, values: values.length <= MOST_VALUES ? values : null };
}

export const product = (sizes: readonly number[]): number => sizes.reduce((total, size) => total * size, 1);

/**
 * Values in another arrangement: the element at each place of `to` is that at `source(place)` of `from`. Places and
 * sources are one index an axis.
 */
export function rearrange(
  values: readonly number[],
  from: readonly number[],
  to: readonly number[],
  source: (place: readonly number[]) => readonly number[],
): Known {
  const place = to.map(() => 0);
  const result = Array.from({ length: product(to) }, () => {
    const index = source(place).reduce((flat, at, axis) => flat * (from[axis] as number) + at, 0);
    for (let axis = to.length - 1; axis >= 0; axis--) {
      place[axis] = (place[axis] as number) + 1;
      if ((place[axis] as number) < (to[axis] as number)) break;
      place[axis] = 0;
    }
    return values[index] as number;
  });
  return ofValues(result, [...to]);
}

function readIntegers({ dtype, raw, integers, elements }: OnnxTensor): number[] | null {
  if (!raw) return integers.length === elements ? integers : null;
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const read: Record<string, [bytes: number, at: (offset: number) => number]> = {
    int64: [8, (offset) => Number(view.getBigInt64(offset, true))],
    int32: [4, (offset) => view.getInt32(offset, true)],
    bool: [1, (offset) => view.getUint8(offset)],
    // Sizes of Resize are scales.
    float32: [4, (offset) => view.getFloat32(offset, true)],
  };
  const reader = read[dtype];
  if (!reader) return null;
  const [bytes, at] = reader;
  return Array.from({ length: elements }, (_, i) => at(i * bytes));
}

/** What is known of a constant. */
export function ofTensor(tensor: OnnxTensor): Known {
  const shape = [...tensor.dims];
  return { shape, values: tensor.elements <= MOST_VALUES ? readIntegers(tensor) : null };
}

/** A node as a rule sees it: its attributes with their defaults, and what is known of its inputs. */
export class NodeView {
  readonly op: string;
  readonly opset: number;
  readonly outputs: number;
  readonly #node: OnnxNode;
  readonly #inputs: readonly (Known | null)[];

  /** Inputs that are left out are null. */
  constructor(node: OnnxNode, inputs: readonly (Known | null)[], opset: number) {
    this.op = node.opType;
    this.opset = opset;
    this.outputs = node.outputs.length;
    this.#node = node;
    this.#inputs = inputs;
  }

  has(input: number): boolean {
    return (this.#inputs[input] ?? null) !== null;
  }
  shape(input: number): number[] | null {
    return this.#inputs[input]?.shape ?? null;
  }
  values(input: number): number[] | null {
    return this.#inputs[input]?.values ?? null;
  }
  known(input: number): Known {
    return this.#inputs[input] ?? UNKNOWN;
  }
  get all(): Known[] {
    return this.#inputs.map((input) => input ?? UNKNOWN);
  }
  int(name: string, otherwise: number): number {
    return this.#node.attributes.get(name)?.int ?? otherwise;
  }
  ints(name: string): number[] | null {
    return this.#node.attributes.get(name)?.ints ?? null;
  }
  text(name: string): string | null {
    return this.#node.attributes.get(name)?.text ?? null;
  }
  tensor(name: string): OnnxTensor | null {
    return this.#node.attributes.get(name)?.tensor ?? null;
  }
  /** Axes that an old version has as an attribute and a new one as an input. */
  axes(input: number): number[] | null {
    return this.ints('axes') ?? this.values(input);
  }
}

/** A rule says what is known of a node's outputs; fewer than there are leave the rest unknown. */
export type Rule = (node: NodeView) => Known[];

/** The place of an axis that may count from the end. */
export const axisOf = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);
