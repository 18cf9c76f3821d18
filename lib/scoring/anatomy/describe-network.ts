import { fedInputs, parameterNames } from '../onnx/describe-model.ts';
import type { OnnxModel } from '../onnx/onnx-model.ts';
import { convolutionMacs } from './convolution-rules.ts';
import { type InferredNode, inferShapes } from './infer-shapes.ts';
import { product } from './known-value.ts';
import { layerNodes, weightsOf } from './layer-nodes.ts';
import { matrixMacs } from './matrix-rules.ts';

/** A node of the network that does something to the picture. */
export interface Layer {
  name: string;
  op: string;
  /** For one image; null where it cannot be inferred. */
  outputShape: number[] | null;
  parameters: number;
  /** Multiply-adds for one image: 0 where the operator has none, null where a shape is unknown. */
  macs: number | null;
}

/** The anatomy of a network. */
export interface NetworkDescription {
  /** Numbers that go in for one image: 150,528 for 224 x 224 in colour. Null where the size is open. */
  inputFeatures: number | null;
  /** Layers with weights before the last one. */
  hiddenLayers: number;
  /** Multiply-adds for one image, null where a shape is unknown. */
  macs: number | null;
  /** Elements of all layers' outputs for one image, null where a shape is unknown. */
  activations: number | null;
  layers: Layer[];
}

const CONVOLUTIONS: ReadonlySet<string> = new Set(['Conv', 'ConvTranspose', 'ConvInteger', 'QLinearConv']);
const WEIGHTED: ReadonlySet<string> = new Set([
  ...CONVOLUTIONS,
  ...['Gemm', 'MatMul', 'MatMulInteger', 'QLinearMatMul', 'Einsum', 'Attention'],
]);

/** Operators that multiply and add, how often is not reckoned here. */
const UNCOUNTED: ReadonlySet<string> = new Set([
  ...['DeformConv', 'GRU', 'If', 'LSTM', 'Loop', 'RNN', 'Scan'],
]);
/** Of the operators that are not ONNX's own those that neither convolve nor multiply matrices. */
const TOUCHING_UP = /Gelu|Norm|Quantize|^QLinear(Add|Mul|Sigmoid|LeakyRelu|Softmax|Concat|\w*AveragePool)$/;

function countMacs({ node, view, outputs }: InferredNode, images: number): number | null {
  if (node.domain !== '') return TOUCHING_UP.test(node.opType) ? 0 : null;
  if (UNCOUNTED.has(node.opType)) return null;
  if (!WEIGHTED.has(node.opType)) return 0;
  const output = outputs[0]?.shape;
  if (!output) return null;
  if (CONVOLUTIONS.has(node.opType)) {
    const [image, weight] = [view.shape(0), view.shape(node.opType === 'QLinearConv' ? 3 : 1)];
    return image && weight && convolutionMacs(node.opType, image, weight, output) / images;
  }
  const macs = matrixMacs(view, output);
  return macs === null ? null : macs / images;
}

/** The image input's shape for one image, or for the batch that it fixes; null where height or width are open. */
function inputShape(model: OnnxModel, size?: { height: number; width: number }) {
  const [input] = fedInputs(model);
  if (input?.shape?.length !== 4) return { name: input?.name ?? '', shape: null, images: 1 };
  const [batch, ...rest] = input.shape as [number | null, ...(number | null)[]];
  const planar = rest[0] === 1 || rest[0] === 3;
  const sizes = size && (planar ? [null, size.height, size.width] : [size.height, size.width, null]);
  const shape = rest.map((known, axis) => known ?? sizes?.[axis] ?? -1);
  const images = batch ?? 1;
  return { name: input.name, shape: shape.includes(-1) ? null : [images, ...shape], images };
}

/**
 * Describes a network layer by layer: shapes for one image, parameters, multiply-adds. Where the input leaves height and
 * width open, `size` says for which they are. An operator whose shape cannot be inferred makes the sums null.
 */
export function describeNetwork(
  model: OnnxModel,
  size?: { height: number; width: number },
): NetworkDescription {
  const { name, shape, images } = inputShape(model, size);
  const layered = new Set(layerNodes(model));
  const nodes = inferShapes(model, { name, shape }).filter(({ node }) => layered.has(node));
  const weights = weightsOf(model, [...layered], parameterNames(model));
  const layers = nodes.map((inferred, i): Layer => {
    const { node, outputs } = inferred;
    const output = outputs[0]?.shape ?? null;
    return {
      name: node.name || (node.outputs[0] ?? ''),
      op: node.opType,
      outputShape: output && (output[0] === images ? [1, ...output.slice(1)] : output),
      parameters: weights[i] as number,
      macs: countMacs(inferred, images),
    };
  });
  const weighted = layers.filter(({ op, parameters }) => WEIGHTED.has(op) && parameters > 0).length;
  const total = (of: (layer: Layer) => number | null): number | null => {
    const values = layers.map(of);
    return values.includes(null) ? null : values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  };
  return {
    inputFeatures: shape && product(shape.slice(1)),
    hiddenLayers: Math.max(0, weighted - 1),
    macs: total((layer) => layer.macs),
    activations: total((layer) => layer.outputShape && product(layer.outputShape)),
    layers,
  };
}
