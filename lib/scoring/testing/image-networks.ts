import { seededRandom } from '#lib/core/random';
import type { DraftModel, DraftNode, DraftTensor, DraftValue } from './onnx-builder.ts';

/** Size of the images and number of classes of a made network. */
export interface NetworkSize {
  channels?: number;
  height?: number;
  width?: number;
  classes?: number;
  /** Batch axis: a number, or the name of an open one. */
  batch?: number | string;
}

const imageInput = ({ channels = 3, height = 8, width = 8, batch = 'N' }: NetworkSize): DraftValue => ({
  name: 'image',
  shape: [batch, channels, height, width],
});

/** The answers of a network whose output is its input, flattened: what the model saw, value by value. */
export function echoNetwork(size: NetworkSize = {}): DraftModel {
  const { channels = 3, height = 8, width = 8, batch = 'N' } = size;
  return {
    inputs: [imageInput(size)],
    nodes: [{ op: 'Flatten', inputs: ['image'], outputs: ['scores'], attributes: { axis: 1 } }],
    outputs: [{ name: 'scores', shape: [batch, channels * height * width] }],
  };
}

/** Values that a seed decides, of mean 0 and the deviation that keeps activations in range. */
export function randomTensor(name: string, dims: readonly number[], fanIn: number): DraftTensor {
  const random = seededRandom(name);
  const elements = dims.reduce((product, size) => product * size, 1);
  const deviation = Math.sqrt(2 / fanIn);
  return { name, dims, data: Float32Array.from({ length: elements }, () => random.gaussian() * deviation) };
}

/** A perceptron without hidden layer, its weights decided by a seed; `last` is applied to its scores. */
export function linearNetwork(size: NetworkSize = {}, last?: 'Softmax' | 'Sigmoid'): DraftModel {
  const { channels = 3, height = 8, width = 8, classes = 10, batch = 'N' } = size;
  const features = channels * height * width;
  const gemm = last ? 'logits' : 'scores';
  const nodes: DraftNode[] = [
    { op: 'Flatten', inputs: ['image'], outputs: ['flat'], attributes: { axis: 1 } },
    { op: 'Gemm', inputs: ['flat', 'weight', 'bias'], outputs: [gemm], attributes: { transB: 1 } },
  ];
  if (last) nodes.push({ op: last, inputs: ['logits'], outputs: ['scores'] });
  return {
    inputs: [imageInput(size)],
    nodes,
    outputs: [{ name: 'scores', shape: [batch, classes] }],
    initializers: [
      randomTensor('weight', [classes, features], features),
      { name: 'bias', dims: [classes], data: new Float32Array(classes) },
    ],
  };
}
