import type {
  OnnxAttribute,
  OnnxGraph,
  OnnxModel,
  OnnxNode,
  OnnxTensor,
  OnnxValue,
} from '../onnx/onnx-model.ts';
import type {
  DraftAttribute,
  DraftGraph,
  DraftModel,
  DraftNode,
  DraftTensor,
  DraftValue,
} from './onnx-builder.ts';

const tensorOf = ({ name, dims, dtype = 'float32', raw }: DraftTensor): OnnxTensor => ({
  name,
  dtype,
  dims: [...dims],
  elements: dims.reduce((product, size) => product * size, 1),
  raw: raw ?? null,
  integers: [],
});

const portOf = ({ name, dtype = 'float32', shape, kind = 'tensor' }: DraftValue): OnnxValue => ({
  name,
  kind,
  dtype,
  shape: shape?.map((size) => (typeof size === 'number' ? size : null)) ?? null,
});

function attributeOf(name: string, value: DraftAttribute): OnnxAttribute {
  if (typeof value === 'number') return { name, int: value, graphs: [] };
  if (typeof value === 'string') return { name, text: value, graphs: [] };
  if ('float' in value) return { name, float: value.float, graphs: [] };
  if ('reference' in value) return { name, reference: value.reference, graphs: [] };
  if ('tensor' in value) return { name, tensor: tensorOf(value.tensor), graphs: [] };
  if ('graph' in value) return { name, graphs: [graphOf(value.graph)] };
  return { name, ints: [...value], graphs: [] };
}

const nodeOf = ({ op, name = '', domain = '', inputs, outputs, attributes = {} }: DraftNode): OnnxNode => ({
  name,
  opType: op,
  domain,
  inputs: [...inputs],
  outputs: [...outputs],
  attributes: new Map(Object.entries(attributes).map(([key, value]) => [key, attributeOf(key, value)])),
});

function graphOf({ name = '', nodes, inputs, outputs, initializers = [] }: DraftGraph): OnnxGraph {
  return {
    name,
    nodes: nodes.map(nodeOf),
    initializers: initializers.map(tensorOf),
    inputs: inputs.map(portOf),
    outputs: outputs.map(portOf),
    values: [],
  };
}

/** A draft as it would be read from its file, without writing hundreds of megabytes of weights first. */
export function modelOfDraft(draft: DraftModel): OnnxModel {
  return {
    irVersion: 8,
    producer: '',
    opsets: new Map(Object.entries(draft.opsets ?? { '': 17 })),
    graph: graphOf(draft),
    functions: [],
    nodeCount: draft.nodes.length,
  };
}
