import { parameterNames } from '../onnx/describe-model.ts';
import { type OnnxModel, TENSOR_TYPES } from '../onnx/onnx-model.ts';

/** The parameters of one element type. */
export interface Precision {
  dtype: string;
  parameters: number;
  bytes: number;
}

/** What the weights of a network take. */
export interface WeightsDescription {
  weightBytes: number;
  /** By element type, the one with most parameters first. */
  precision: Precision[];
  /** Whether weights or values are stored as whole numbers with a scale. */
  quantised: boolean;
}

const QUANTISING =
  /^(DynamicQuantizeLinear|QuantizeLinear|DequantizeLinear|QLinear\w+|ConvInteger|MatMulInteger)$/;
const BITS: ReadonlyMap<string, number> = new Map(
  [...TENSOR_TYPES.values()].map(({ name, bits }) => [name, bits]),
);

/** Tells of which element types a network's parameters are, and the memory that they take. */
export function describeWeights(model: OnnxModel): WeightsDescription {
  const names = parameterNames(model);
  const sums = new Map<string, number>();
  for (const { name, dtype, elements } of model.graph.initializers) {
    if (names.has(name)) sums.set(dtype, (sums.get(dtype) ?? 0) + elements);
  }
  const precision = [...sums]
    .map(([dtype, parameters]) => ({
      dtype,
      parameters,
      bytes: Math.ceil((parameters * (BITS.get(dtype) ?? 0)) / 8),
    }))
    .sort((a, b) => b.parameters - a.parameters);
  return {
    weightBytes: precision.reduce((sum, { bytes }) => sum + bytes, 0),
    precision,
    quantised: model.graph.nodes.some((node) => QUANTISING.test(node.opType)),
  };
}

const WHOLE: ReadonlySet<string> = new Set(['int8', 'uint8', 'int4', 'uint4']);

/**
 * The precision of the weights in words: `float32`, `int8, quantised`, `float16 91 %, float32 9 %`. Types of less than a
 * hundredth of the parameters are left out.
 */
export function precisionText({ precision, quantised }: Omit<WeightsDescription, 'weightBytes'>): string {
  const all = precision.reduce((sum, { parameters }) => sum + parameters, 0);
  if (all === 0) return 'no weights';
  const much = precision.filter(({ parameters }) => parameters >= all / 100);
  const whole = much.length === 1 ? '' : null;
  const parts = much.map(({ dtype, parameters }) => {
    const share = whole ?? ` ${Math.round((100 * parameters) / all)} %`;
    return `${dtype}${quantised && WHOLE.has(dtype) ? ' quantised' : ''}${share}`;
  });
  return parts.join(', ');
}
