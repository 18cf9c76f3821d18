import { Writer } from 'protobufjs/minimal.js';
import { TENSOR_TYPES } from '../onnx/onnx-model.ts';

/** Sizes of axes: a number, or the name of an open one. */
export type DraftShape = readonly (number | string)[];

/** A constant. `data` holds float32 values; of other types give `raw` bytes. */
export interface DraftTensor {
  name: string;
  dims: readonly number[];
  dtype?: string;
  data?: ArrayLike<number>;
  raw?: Uint8Array;
  /** Says that the data stands in this file, which makes the model one that must be refused. */
  externalFile?: string;
}

export type DraftAttribute =
  | number
  | string
  | readonly number[]
  | { float: number }
  | { tensor: DraftTensor }
  | { graph: DraftGraph }
  /** Within a function: an attribute of whoever calls it, which is a fraction. */
  | { reference: string };

export interface DraftNode {
  op: string;
  name?: string;
  domain?: string;
  inputs: readonly string[];
  outputs: readonly string[];
  attributes?: Readonly<Record<string, DraftAttribute>>;
}

/** An input or output. Kinds other than a tensor are written as ONNX writes them, around a tensor of this type. */
export interface DraftValue {
  name: string;
  dtype?: string;
  shape?: DraftShape;
  kind?: 'tensor' | 'sequence' | 'optional';
}

export interface DraftGraph {
  name?: string;
  nodes: readonly DraftNode[];
  inputs: readonly DraftValue[];
  outputs: readonly DraftValue[];
  initializers?: readonly DraftTensor[];
}

/** Operators that the model defines itself, as torch.onnx writes them where it does not inline them. */
export interface DraftFunction {
  domain: string;
  name: string;
  inputs: readonly string[];
  outputs: readonly string[];
  /** Attributes that a caller must give, and those that it may, with what they are otherwise. */
  attributes?: readonly string[];
  defaults?: Readonly<Record<string, DraftAttribute>>;
  nodes: readonly DraftNode[];
  opsets: Readonly<Record<string, number>>;
}

export interface DraftModel extends DraftGraph {
  functions?: readonly DraftFunction[];
  /** Versions of operator sets by domain; ONNX's own is the empty text. */
  opsets?: Readonly<Record<string, number>>;
  irVersion?: number;
  producer?: string;
}

const TYPE_NUMBERS = new Map([...TENSOR_TYPES].map(([number, { name }]) => [name, number]));
const typeNumber = (name = 'float32') => TYPE_NUMBERS.get(name) ?? Number(name);

const VARINT = 0;
const BYTES = 2;
const FIXED32 = 5;

type Fields = (writer: Writer) => void;

function message(fields: Fields): Uint8Array {
  const writer = Writer.create();
  fields(writer);
  return writer.finish();
}
const tag = (writer: Writer, field: number, wire: number) => writer.uint32((field << 3) | wire);
const text = (writer: Writer, field: number, value: string) => tag(writer, field, BYTES).string(value);
const int = (writer: Writer, field: number, value: number) => tag(writer, field, VARINT).int64(value);
const nested = (writer: Writer, field: number, fields: Fields) =>
  tag(writer, field, BYTES).bytes(message(fields));

function writeTensor(tensor: DraftTensor): Fields {
  return (writer) => {
    for (const size of tensor.dims) int(writer, 1, size);
    int(writer, 2, typeNumber(tensor.dtype));
    text(writer, 8, tensor.name);
    if (tensor.externalFile !== undefined) {
      const file = tensor.externalFile;
      nested(writer, 13, (entry) => {
        text(entry, 1, 'location');
        text(entry, 2, file);
      });
      int(writer, 14, 1);
      return;
    }
    const raw = tensor.raw ?? new Uint8Array(Float32Array.from(tensor.data ?? []).buffer);
    tag(writer, 9, BYTES).bytes(raw);
  };
}

function writeTensorType(value: DraftValue): Fields {
  return (type) =>
    nested(type, 1, (tensor) => {
      int(tensor, 1, typeNumber(value.dtype));
      if (!value.shape) return;
      const { shape } = value;
      nested(tensor, 2, (writer) => {
        for (const size of shape) {
          nested(writer, 1, (dimension) => {
            if (typeof size === 'number') int(dimension, 1, size);
            else text(dimension, 2, size);
          });
        }
      });
    });
}

function writeValue(value: DraftValue): Fields {
  const type = writeTensorType(value);
  return (writer) => {
    text(writer, 1, value.name);
    nested(writer, 2, (outer) => {
      if (value.kind === 'sequence') nested(outer, 4, (inner) => nested(inner, 1, type));
      else if (value.kind === 'optional') nested(outer, 9, (inner) => nested(inner, 1, type));
      else type(outer);
    });
  };
}

/** Numbers of AttributeProto.AttributeType. */
const ATTRIBUTE_TYPES = { float: 1, int: 2, text: 3, tensor: 4, graph: 5, ints: 7 } as const;

function writeAttribute(name: string, value: DraftAttribute): Fields {
  return (writer) => {
    text(writer, 1, name);
    const type = (kind: keyof typeof ATTRIBUTE_TYPES) => int(writer, 20, ATTRIBUTE_TYPES[kind]);
    if (typeof value === 'number') {
      int(writer, 3, value);
      type('int');
    } else if (typeof value === 'string') {
      text(writer, 4, value);
      type('text');
    } else if ('float' in value) {
      tag(writer, 2, FIXED32).float(value.float);
      type('float');
    } else if ('reference' in value) {
      text(writer, 21, value.reference);
      type('float');
    } else if ('tensor' in value) {
      nested(writer, 5, writeTensor(value.tensor));
      type('tensor');
    } else if ('graph' in value) {
      nested(writer, 6, writeGraph(value.graph));
      type('graph');
    } else {
      for (const item of value) int(writer, 8, item);
      type('ints');
    }
  };
}

function writeNode(node: DraftNode): Fields {
  return (writer) => {
    for (const input of node.inputs) text(writer, 1, input);
    for (const output of node.outputs) text(writer, 2, output);
    text(writer, 3, node.name ?? `${node.op}_${node.outputs[0] ?? ''}`);
    text(writer, 4, node.op);
    for (const [name, value] of Object.entries(node.attributes ?? {})) {
      nested(writer, 5, writeAttribute(name, value));
    }
    if (node.domain) text(writer, 7, node.domain);
  };
}

function writeGraph(graph: DraftGraph): Fields {
  return (writer) => {
    for (const node of graph.nodes) nested(writer, 1, writeNode(node));
    text(writer, 2, graph.name ?? 'graph');
    for (const tensor of graph.initializers ?? []) nested(writer, 5, writeTensor(tensor));
    for (const value of graph.inputs) nested(writer, 11, writeValue(value));
    for (const value of graph.outputs) nested(writer, 12, writeValue(value));
  };
}

const writeOpset =
  ([domain, version]: [string, number]): Fields =>
  (writer) => {
    text(writer, 1, domain);
    int(writer, 2, version);
  };

function writeFunction(made: DraftFunction): Fields {
  return (writer) => {
    text(writer, 1, made.name);
    for (const input of made.inputs) text(writer, 4, input);
    for (const output of made.outputs) text(writer, 5, output);
    for (const attribute of made.attributes ?? []) text(writer, 6, attribute);
    for (const node of made.nodes) nested(writer, 7, writeNode(node));
    for (const opset of Object.entries(made.opsets)) nested(writer, 9, writeOpset(opset));
    text(writer, 10, made.domain);
    for (const [name, value] of Object.entries(made.defaults ?? {})) {
      nested(writer, 11, writeAttribute(name, value));
    }
  };
}

/** Writes an ONNX file. Nothing is checked: hostile models are made of it as well. */
export function buildOnnx(model: DraftModel): Uint8Array {
  return message((writer) => {
    int(writer, 1, model.irVersion ?? 8);
    text(writer, 2, model.producer ?? 'imagenest');
    nested(writer, 7, writeGraph(model));
    for (const opset of Object.entries(model.opsets ?? { '': 17 })) nested(writer, 8, writeOpset(opset));
    for (const made of model.functions ?? []) nested(writer, 25, writeFunction(made));
  });
}

/** Raw bytes of whole numbers of 64 bits, for shapes and axes. */
export function int64Bytes(values: readonly number[]): Uint8Array {
  return new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
}
