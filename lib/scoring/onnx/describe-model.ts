import { createHash } from 'node:crypto';
import type { OnnxModel, OnnxTensor, OnnxValue, Shape } from './onnx-model.ts';

/** An input or output: `dtype` as `float32`, or what it is where it is no tensor; open sizes are null. */
export interface ValueDescription {
  name: string;
  dtype: string;
  shape: Shape | null;
}

/** What can be told of a model without running it. */
export interface ModelDescription {
  sizeBytes: number;
  sha256: string;
  irVersion: number;
  /** Version of ONNX's own operator set. */
  opset: number | null;
  producer: string;
  parameters: number;
  nodeCount: number;
  inputs: ValueDescription[];
  outputs: ValueDescription[];
}

const PARAMETER_TYPES: ReadonlySet<string> = new Set([
  'float32',
  'float16',
  'float64',
  'bfloat16',
  'int8',
  'uint8',
  'int4',
  'uint4',
]);

/** Inputs that a caller feeds: those of the graph that no initializer gives a value. */
export function fedInputs(model: OnnxModel): OnnxValue[] {
  const given = new Set(model.graph.initializers.map((tensor) => tensor.name));
  return model.graph.inputs.filter((input) => !given.has(input.name));
}

/** Running means and variances, which batch normalisation keeps but training does not fit. */
function statisticsOf(model: OnnxModel): Set<string> {
  const names = model.graph.nodes
    .filter((node) => node.opType === 'BatchNormalization')
    .flatMap((node) => node.inputs.slice(3, 5));
  return new Set(names);
}

/**
 * The tensors that training fits, with their numbers of elements, as torch counts `model.parameters()`: weights and
 * biases; not single constants, shapes, or batch normalisation's running statistics.
 */
export function parameterNames(model: OnnxModel): Map<string, number> {
  const statistics = statisticsOf(model);
  const isParameter = (tensor: OnnxTensor) =>
    tensor.dims.length > 0 && PARAMETER_TYPES.has(tensor.dtype) && !statistics.has(tensor.name);
  return new Map(
    model.graph.initializers.filter(isParameter).map((tensor) => [tensor.name, tensor.elements]),
  );
}

/** How many numbers training fits. */
export function countParameters(model: OnnxModel): number {
  return [...parameterNames(model).values()].reduce((sum, elements) => sum + elements, 0);
}

const describeValue = ({ name, kind, dtype, shape }: OnnxValue): ValueDescription => ({
  name,
  dtype: kind === 'tensor' ? dtype : kind,
  shape,
});

/** Describes a model that was read out of `bytes`. */
export function describeModel(model: OnnxModel, bytes: Uint8Array): ModelDescription {
  return {
    sizeBytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    irVersion: model.irVersion,
    opset: model.opsets.get('') ?? null,
    producer: model.producer,
    parameters: countParameters(model),
    nodeCount: model.nodeCount,
    inputs: fedInputs(model).map(describeValue),
    outputs: model.graph.outputs.map(describeValue),
  };
}
