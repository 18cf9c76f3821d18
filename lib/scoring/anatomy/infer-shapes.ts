import type { OnnxModel, OnnxNode, OnnxValue } from '../onnx/onnx-model.ts';
import { CONVOLUTION_RULES } from './convolution-rules.ts';
import { ELEMENTWISE_RULES } from './elementwise-rules.ts';
import { type Known, NodeView, ofShape, ofTensor, type Rule, UNKNOWN } from './known-value.ts';
import { LAYOUT_RULES } from './layout-rules.ts';
import { MATRIX_RULES } from './matrix-rules.ts';

const RULES: Readonly<Record<string, Rule>> = {
  ...CONVOLUTION_RULES,
  ...ELEMENTWISE_RULES,
  ...LAYOUT_RULES,
  ...MATRIX_RULES,
};

/** Axes past which a shape is nonsense. */
const MOST_AXES = 32;

/** A node of the main graph with what is known of its inputs and outputs. */
export interface InferredNode {
  node: OnnxNode;
  view: NodeView;
  outputs: Known[];
}

function noted(value: OnnxValue): Known {
  const { shape } = value;
  if (!shape || shape.some((size) => size === null || size < 0)) return UNKNOWN;
  return ofShape(shape as number[]);
}

/**
 * Infers the shape of every value of a network for one shape of its image input, node after node by ONNX's own rules. A
 * shape that no rule gives is what the exporter noted of it, or unknown: it is never guessed.
 */
export function inferShapes(
  model: OnnxModel,
  input: { name: string; shape: number[] | null },
): InferredNode[] {
  const { graph } = model;
  const opset = model.opsets.get('') ?? 0;
  const notes = new Map([...graph.values, ...graph.outputs].map((value) => [value.name, noted(value)]));
  const known = new Map<string, Known>(graph.initializers.map((tensor) => [tensor.name, ofTensor(tensor)]));
  known.set(input.name, ofShape(input.shape));

  return graph.nodes.map((node) => {
    const inputs = node.inputs.map((name) => (name === '' ? null : (known.get(name) ?? UNKNOWN)));
    const view = new NodeView(node, inputs, opset);
    const rule = node.domain === '' ? RULES[node.opType] : undefined;
    const results = rule?.(view) ?? [];
    const outputs = node.outputs.map((name, i) => {
      const result = results[i] ?? UNKNOWN;
      const usable =
        result.shape !== null &&
        result.shape.length <= MOST_AXES &&
        result.shape.every((size) => Number.isSafeInteger(size) && size >= 0);
      return usable ? result : (notes.get(name) ?? UNKNOWN);
    });
    for (const [i, name] of node.outputs.entries()) known.set(name, outputs[i] as Known);
    return { node, view, outputs };
  });
}
