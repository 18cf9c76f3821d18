/** Element types of ONNX by their number in TensorProto.DataType, with their size in bits. */
export const TENSOR_TYPES: ReadonlyMap<number, { name: string; bits: number }> = new Map([
  [1, { name: 'float32', bits: 32 }],
  [2, { name: 'uint8', bits: 8 }],
  [3, { name: 'int8', bits: 8 }],
  [4, { name: 'uint16', bits: 16 }],
  [5, { name: 'int16', bits: 16 }],
  [6, { name: 'int32', bits: 32 }],
  [7, { name: 'int64', bits: 64 }],
  [8, { name: 'string', bits: 0 }],
  [9, { name: 'bool', bits: 8 }],
  [10, { name: 'float16', bits: 16 }],
  [11, { name: 'float64', bits: 64 }],
  [12, { name: 'uint32', bits: 32 }],
  [13, { name: 'uint64', bits: 64 }],
  [14, { name: 'complex64', bits: 64 }],
  [15, { name: 'complex128', bits: 128 }],
  [16, { name: 'bfloat16', bits: 16 }],
  [17, { name: 'float8e4m3fn', bits: 8 }],
  [18, { name: 'float8e4m3fnuz', bits: 8 }],
  [19, { name: 'float8e5m2', bits: 8 }],
  [20, { name: 'float8e5m2fnuz', bits: 8 }],
  [21, { name: 'uint4', bits: 4 }],
  [22, { name: 'int4', bits: 4 }],
  [23, { name: 'float4e2m1', bits: 4 }],
  [24, { name: 'float8e8m0', bits: 8 }],
]);

/** Sizes of a tensor's axes; an open one is null. */
export type Shape = readonly (number | null)[];

/** A constant of the network. `raw` is a view into the file where the values stand there as bytes. */
export interface OnnxTensor {
  name: string;
  dtype: string;
  dims: number[];
  elements: number;
  raw: Uint8Array | null;
  /** Values of int32_data or int64_data, which hold shapes and axes. */
  integers: number[];
}

/** What goes into or comes out of a graph. `kind` is `tensor`, or what else ONNX knows: sequence, map, optional ... */
export interface OnnxValue {
  name: string;
  kind: string;
  dtype: string;
  /** null: not even the number of axes is stated. */
  shape: Shape | null;
}

export interface OnnxAttribute {
  name: string;
  float?: number;
  int?: number;
  ints?: number[];
  text?: string;
  tensor?: OnnxTensor;
  graphs: OnnxGraph[];
  /** Within a function: the attribute of whoever calls it that stands here. */
  reference?: string;
}

export interface OnnxNode {
  name: string;
  opType: string;
  /** The empty text is ONNX's own domain. */
  domain: string;
  inputs: string[];
  outputs: string[];
  attributes: Map<string, OnnxAttribute>;
}

export interface OnnxGraph {
  name: string;
  nodes: OnnxNode[];
  initializers: OnnxTensor[];
  inputs: OnnxValue[];
  outputs: OnnxValue[];
  /** Shapes that the exporter noted for values inside. */
  values: OnnxValue[];
}

/** An operator that the file defines itself. */
export interface OnnxFunction {
  name: string;
  domain: string;
  inputs: string[];
  outputs: string[];
  /** Attributes with what they are where the caller does not say. */
  defaults: Map<string, OnnxAttribute>;
  nodes: OnnxNode[];
}

/** An ONNX file as plain data. Nothing of it has run. */
export interface OnnxModel {
  irVersion: number;
  producer: string;
  /** Version of each operator set, by domain; ONNX's own is the empty text. */
  opsets: Map<string, number>;
  graph: OnnxGraph;
  functions: OnnxFunction[];
  nodeCount: number;
}
