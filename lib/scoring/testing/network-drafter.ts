import { randomTensor } from './image-networks.ts';
import {
  type DraftAttribute,
  type DraftModel,
  type DraftNode,
  type DraftTensor,
  int64Bytes,
} from './onnx-builder.ts';

/** How a window slides. */
export interface Window {
  kernel: number;
  stride?: number;
  padding?: number;
  groups?: number;
}

/** A value that a network computes: its name and how many channels or features it has. */
export interface Feature {
  name: string;
  channels: number;
}

/** Makes the weights of a layer, given the number of inputs that each output sums over. */
export type WeightMaker = (name: string, dims: readonly number[], fanIn: number) => DraftTensor;

/** Drafts an image classifier layer by layer. Weights are decided by their names, so a network is always the same. */
export class NetworkDrafter {
  readonly #nodes: DraftNode[] = [];
  readonly #weights: DraftTensor[] = [];
  readonly #make: WeightMaker;
  #made = 0;
  #tensors = 0;

  constructor(make: WeightMaker = randomTensor) {
    this.#make = make;
  }

  /** Applies any operator. */
  apply(
    op: string,
    inputs: readonly string[],
    channels: number,
    attributes?: Record<string, DraftAttribute>,
    domain?: string,
  ): Feature {
    const name = `${op}_${this.#made++}`;
    this.#nodes.push({
      ...{ op, name, inputs, outputs: [name] },
      ...(attributes && { attributes }),
      ...(domain && { domain }),
    });
    return { name, channels };
  }

  /** Adds weights of the network, each output summing over `fanIn` inputs, and gives their name. */
  tensor(dims: readonly number[], fanIn: number): string {
    const name = `weight_${this.#tensors++}`;
    this.#weights.push(this.#make(name, dims, fanIn));
    return name;
  }

  conv(from: Feature, channels: number, { kernel, stride = 1, padding = 0, groups = 1 }: Window): Feature {
    const depth = from.channels / groups;
    const fanIn = depth * kernel * kernel;
    const inputs = [
      from.name,
      this.tensor([channels, depth, kernel, kernel], fanIn),
      this.tensor([channels], fanIn),
    ];
    return this.apply('Conv', inputs, channels, {
      kernel_shape: [kernel, kernel],
      strides: [stride, stride],
      pads: [padding, padding, padding, padding],
      group: groups,
    });
  }

  relu(from: Feature): Feature {
    return this.apply('Relu', [from.name], from.channels);
  }

  /** ReLU that stops at 6. */
  relu6(from: Feature): Feature {
    const [low, high] = [this.scalar('zero', 0), this.scalar('six', 6)];
    return this.apply('Clip', [from.name, low, high], from.channels);
  }

  /** A constant that is no weight, named once. */
  constant(tensor: DraftTensor): string {
    if (!this.#weights.some(({ name }) => name === tensor.name)) this.#weights.push(tensor);
    return tensor.name;
  }

  scalar(name: string, value: number): string {
    return this.constant({ name, dims: [], data: [value] });
  }

  /** Whole numbers: sizes, axes and places. */
  integers(...values: number[]): string {
    const name = `integers_${values.join('_')}`;
    return this.constant({ name, dtype: 'int64', dims: [values.length], raw: int64Bytes(values) });
  }

  maxPool(from: Feature, { kernel, stride = 1, padding = 0 }: Window, ceil = false): Feature {
    return this.apply('MaxPool', [from.name], from.channels, {
      kernel_shape: [kernel, kernel],
      strides: [stride, stride],
      pads: [padding, padding, padding, padding],
      ceil_mode: ceil ? 1 : 0,
    });
  }

  globalPool(from: Feature): Feature {
    return this.apply('GlobalAveragePool', [from.name], from.channels);
  }

  add(a: Feature, b: Feature): Feature {
    return this.apply('Add', [a.name, b.name], a.channels);
  }

  concat(a: Feature, b: Feature): Feature {
    return this.apply('Concat', [a.name, b.name], a.channels + b.channels, { axis: 1 });
  }

  /** `features` is how many values an image has after flattening. */
  flatten(from: Feature, features: number): Feature {
    return this.apply('Flatten', [from.name], features, { axis: 1 });
  }

  linear(from: Feature, features: number): Feature {
    const inputs = [
      from.name,
      this.tensor([features, from.channels], from.channels),
      this.tensor([features], from.channels),
    ];
    return this.apply('Gemm', inputs, features, { transB: 1 });
  }

  /** The network that ends with `scores`, on colour images of `edge` by `edge`. */
  finish(scores: Feature, edge: number): DraftModel {
    this.#nodes.push({ op: 'Identity', inputs: [scores.name], outputs: ['scores'] });
    return {
      inputs: [{ name: 'image', shape: ['N', 3, edge, edge] }],
      nodes: this.#nodes,
      outputs: [{ name: 'scores', shape: ['N', scores.channels] }],
      initializers: this.#weights,
    };
  }
}
