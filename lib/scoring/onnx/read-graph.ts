import { refuseModel } from '../refusals.ts';
import {
  type OnnxAttribute,
  type OnnxGraph,
  type OnnxNode,
  type OnnxValue,
  type Shape,
  TENSOR_TYPES,
} from './onnx-model.ts';
import { readTensor } from './read-tensor.ts';
import { type ReadBudget, readMessage, type WireField } from './wire.ts';

/** Fields of TypeProto by number; all but `tensor` are kinds that no image classifier needs. */
const VALUE_KINDS: Readonly<Record<number, string>> = {
  4: 'sequence',
  5: 'map',
  7: 'opaque',
  8: 'sparse tensor',
  9: 'optional',
};

function readShape(bytes: Uint8Array, budget: ReadBudget): Shape {
  const shape: (number | null)[] = [];
  readMessage(bytes, 'a shape', budget, {
    1: (field) => {
      let size: number | null = null;
      budget.take();
      readMessage(field.bytes(), 'a dimension', budget, {
        1: (value) => {
          size = value.int();
        },
      });
      shape.push(size);
    },
  });
  return shape;
}

function readValue(bytes: Uint8Array, budget: ReadBudget): OnnxValue {
  const value: OnnxValue = { name: '', kind: 'nothing', dtype: '', shape: null };
  const otherKinds = Object.fromEntries(
    Object.entries(VALUE_KINDS).map(([number, kind]) => [
      number,
      (field: WireField) => {
        field.bytes();
        value.kind = kind;
      },
    ]),
  );
  budget.take();
  readMessage(bytes, 'an input or output', budget, {
    1: (field) => {
      value.name = field.text();
    },
    2: (type) =>
      readMessage(type.bytes(), 'a type', budget, {
        1: (tensor) => {
          value.kind = 'tensor';
          readMessage(tensor.bytes(), 'a tensor type', budget, {
            1: (field) => {
              const number = field.int();
              value.dtype = TENSOR_TYPES.get(number)?.name ?? `type ${number}`;
            },
            2: (field) => {
              value.shape = readShape(field.bytes(), budget);
            },
          });
        },
        ...otherKinds,
      }),
  });
  return value;
}

/** Reads an AttributeProto with its subgraphs. */
export function readAttribute(bytes: Uint8Array, budget: ReadBudget, depth: number): OnnxAttribute {
  const attribute: OnnxAttribute = { name: '', graphs: [] };
  const ints: number[] = [];
  budget.take();
  readMessage(bytes, 'an attribute', budget, {
    1: (field) => {
      attribute.name = field.text();
    },
    2: (field) => {
      attribute.float = field.float();
    },
    3: (field) => {
      attribute.int = field.int();
    },
    4: (field) => {
      const text = field.bytes();
      if (text.length <= budget.limits.nameBytes) attribute.text = new TextDecoder().decode(text);
    },
    5: (field) => {
      attribute.tensor = readTensor(field.bytes(), budget);
    },
    6: (field) => {
      attribute.graphs.push(readGraph(field.bytes(), budget, depth + 1));
    },
    8: (field) => {
      field.intsInto(ints);
      attribute.ints = ints;
    },
    10: (field) => {
      readTensor(field.bytes(), budget);
    },
    11: (field) => {
      attribute.graphs.push(readGraph(field.bytes(), budget, depth + 1));
    },
    21: (field) => {
      attribute.reference = field.text();
    },
    22: (field) => readSparseTensor(field.bytes(), budget),
    23: (field) => readSparseTensor(field.bytes(), budget),
  });
  return attribute;
}

/** Sparse tensors are read for what they might hide, and not kept. */
function readSparseTensor(bytes: Uint8Array, budget: ReadBudget): string {
  let name = '';
  readMessage(bytes, 'a sparse tensor', budget, {
    1: (field) => {
      name = readTensor(field.bytes(), budget).name;
    },
    2: (field) => {
      readTensor(field.bytes(), budget);
    },
  });
  return name;
}

/** Reads a NodeProto with its attributes and their subgraphs. */
export function readNode(bytes: Uint8Array, budget: ReadBudget, depth: number): OnnxNode {
  const node: OnnxNode = { name: '', opType: '', domain: '', inputs: [], outputs: [], attributes: new Map() };
  budget.takeNode();
  readMessage(bytes, 'a node', budget, {
    1: (field) => node.inputs.push(field.text()),
    2: (field) => node.outputs.push(field.text()),
    3: (field) => {
      node.name = field.text();
    },
    4: (field) => {
      node.opType = field.text();
    },
    5: (field) => {
      const attribute = readAttribute(field.bytes(), budget, depth);
      node.attributes.set(attribute.name, attribute);
    },
    7: (field) => {
      const domain = field.text();
      node.domain = domain === 'ai.onnx' ? '' : domain;
    },
  });
  return node;
}

/** Reads a GraphProto. Throws `model-too-deep` where subgraphs are nested past the limit. */
export function readGraph(bytes: Uint8Array, budget: ReadBudget, depth: number): OnnxGraph {
  if (depth > budget.limits.depth) {
    throw refuseModel(
      'model-too-deep',
      `The model nests subgraphs more than ${budget.limits.depth} deep. Export it without nested loops and branches.`,
    );
  }
  const graph: OnnxGraph = { name: '', nodes: [], initializers: [], inputs: [], outputs: [], values: [] };
  readMessage(bytes, 'a graph', budget, {
    1: (field) => graph.nodes.push(readNode(field.bytes(), budget, depth)),
    2: (field) => {
      graph.name = field.text();
    },
    5: (field) => graph.initializers.push(readTensor(field.bytes(), budget)),
    11: (field) => graph.inputs.push(readValue(field.bytes(), budget)),
    12: (field) => graph.outputs.push(readValue(field.bytes(), budget)),
    13: (field) => graph.values.push(readValue(field.bytes(), budget)),
    15: (field) => {
      const name = readSparseTensor(field.bytes(), budget);
      graph.initializers.push({ name, dtype: 'sparse', dims: [], elements: 0, raw: null, integers: [] });
    },
  });
  return graph;
}
