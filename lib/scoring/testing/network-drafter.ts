import { randomTensor } from './image-networks.ts';
import type { DraftAttribute, DraftModel, DraftNode, DraftTensor } from './onnx-builder.ts';

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

  constructor(make: WeightMaker = randomTensor) {
    this.#make = make;
  }

  #add(
    op: string,
    inputs: readonly string[],
    channels: number,
    attributes?: Record<string, DraftAttribute>,
  ): Feature {
    const name = `${op}_${this.#made++}`;
    this.#nodes.push({ op, name, inputs, outputs: [name], ...(attributes && { attributes }) });
    return { name, channels };
  }

  #tensor(dims: readonly number[], fanIn: number): string {
    const name = `weight_${this.#weights.length}`;
    this.#weights.push(this.#make(name, dims, fanIn));
    return name;
  }

  conv(from: Feature, channels: number, { kernel, stride = 1, padding = 0, groups = 1 }: Window): Feature {
    const depth = from.channels / groups;
    const fanIn = depth * kernel * kernel;
    const inputs = [
      from.name,
      this.#tensor([channels, depth, kernel, kernel], fanIn),
      this.#tensor([channels], fanIn),
    ];
    return this.#add('Conv', inputs, channels, {
      kernel_shape: [kernel, kernel],
      strides: [stride, stride],
      pads: [padding, padding, padding, padding],
      group: groups,
    });
  }

  relu(from: Feature): Feature {
    return this.#add('Relu', [from.name], from.channels);
  }

  /** ReLU that stops at 6. */
  relu6(from: Feature): Feature {
    const low = this.#constant('zero', 0);
    return this.#add('Clip', [from.name, low, this.#constant('six', 6)], from.channels);
  }

  #constant(name: string, value: number): string {
    if (!this.#weights.some((tensor) => tensor.name === name))
      this.#weights.push({ name, dims: [], data: [value] });
    return name;
  }

  maxPool(from: Feature, { kernel, stride = 1, padding = 0 }: Window, ceil = false): Feature {
    return this.#add('MaxPool', [from.name], from.channels, {
      kernel_shape: [kernel, kernel],
      strides: [stride, stride],
      pads: [padding, padding, padding, padding],
      ceil_mode: ceil ? 1 : 0,
    });
  }

  globalPool(from: Feature): Feature {
    return this.#add('GlobalAveragePool', [from.name], from.channels);
  }

  add(a: Feature, b: Feature): Feature {
    return this.#add('Add', [a.name, b.name], a.channels);
  }

  concat(a: Feature, b: Feature): Feature {
    return this.#add('Concat', [a.name, b.name], a.channels + b.channels, { axis: 1 });
  }

  /** `features` is how many values an image has after flattening. */
  flatten(from: Feature, features: number): Feature {
    return this.#add('Flatten', [from.name], features, { axis: 1 });
  }

  linear(from: Feature, features: number): Feature {
    const inputs = [
      from.name,
      this.#tensor([features, from.channels], from.channels),
      this.#tensor([features], from.channels),
    ];
    return this.#add('Gemm', inputs, features, { transB: 1 });
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
