import { broadcast } from './elementwise-rules.ts';
import {
  axisOf,
  type Known,
  MOST_VALUES,
  type NodeView,
  ofShape,
  ofTensor,
  ofValues,
  product,
  type Rule,
  rearrange,
  UNKNOWN,
} from './known-value.ts';

const reshape: Rule = (node) => {
  const [from, wanted] = [node.shape(0), node.values(1) ?? node.ints('shape')];
  if (!wanted) return [UNKNOWN];
  const copyZero = node.int('allowzero', 0) === 0;
  const shape = wanted.map((size, axis) => (size === 0 && copyZero ? (from?.[axis] ?? -1) : size));
  const open = shape.indexOf(-1);
  if (open !== -1) {
    const rest = product(shape.filter((_, axis) => axis !== open));
    if (!from || rest === 0 || shape.lastIndexOf(-1) !== open) return [UNKNOWN];
    shape[open] = product(from) / rest;
  }
  const values = node.values(0);
  return [{ shape, values: values?.length === product(shape) ? values : null }];
};

const flatten: Rule = (node) => {
  const from = node.shape(0);
  if (!from) return [UNKNOWN];
  const axis = axisOf(node.int('axis', 1), from.length);
  return [ofShape([product(from.slice(0, axis)), product(from.slice(axis))])];
};

const transpose: Rule = (node) => {
  const from = node.shape(0);
  if (!from) return [UNKNOWN];
  const order = node.ints('perm') ?? from.map((_, axis) => from.length - 1 - axis);
  const shape = order.map((axis) => from[axis] as number);
  const values = node.values(0);
  if (!values) return [ofShape(shape)];
  return [
    rearrange(values, from, shape, (place) => from.map((_, axis) => place[order.indexOf(axis)] as number)),
  ];
};

const concat: Rule = (node) => {
  const parts = node.all;
  const first = parts[0]?.shape;
  if (!first || parts.some(({ shape }) => shape?.length !== first.length)) return [UNKNOWN];
  const axis = axisOf(node.int('axis', 0), first.length);
  const shape = [...first];
  shape[axis] = parts.reduce((sum, part) => sum + ((part.shape as number[])[axis] as number), 0);
  const values = first.length === 1 && parts.every((part) => part.values);
  return [values ? ofValues(parts.flatMap((part) => part.values ?? [])) : ofShape(shape)];
};

const split: Rule = (node) => {
  const from = node.shape(0);
  if (!from) return [];
  const axis = axisOf(node.int('axis', 0), from.length);
  const size = from[axis] as number;
  const parts = node.ints('split') ?? node.values(1);
  const each = Math.ceil(size / node.int('num_outputs', node.outputs));
  return Array.from({ length: node.outputs }, (_, i) => {
    const shape = [...from];
    shape[axis] = parts?.[i] ?? Math.max(0, Math.min(each, size - i * each));
    return ofShape(shape);
  });
};

const squeeze: Rule = (node) => {
  const from = node.shape(0);
  if (!from) return [UNKNOWN];
  const axes = node.axes(1)?.map((axis) => axisOf(axis, from.length));
  if (!axes && node.has(1)) return [UNKNOWN];
  const shape = from.filter((size, axis) => (axes ? !axes.includes(axis) : size !== 1));
  return [{ shape, values: node.values(0) }];
};

const unsqueeze: Rule = (node) => {
  const [from, axes] = [node.shape(0), node.axes(1)];
  if (!from || !axes) return [UNKNOWN];
  const rank = from.length + axes.length;
  const added = new Set(axes.map((axis) => axisOf(axis, rank)));
  const rest = [...from];
  const shape = Array.from({ length: rank }, (_, axis) => (added.has(axis) ? 1 : (rest.shift() as number)));
  return [{ shape, values: node.values(0) }];
};

const gather: Rule = (node) => {
  const [from, indices] = [node.shape(0), node.shape(1)];
  if (!from || !indices) return [UNKNOWN];
  const axis = axisOf(node.int('axis', 0), from.length);
  const shape = [...from.slice(0, axis), ...indices, ...from.slice(axis + 1)];
  const [values, picked] = [node.values(0), node.values(1)];
  if (!values || !picked || from.length !== 1) return [ofShape(shape)];
  return [
    ofValues(
      picked.map((index) => values[axisOf(index, values.length)] as number),
      shape,
    ),
  ];
};

/** Where a slice starts, ends and steps on an axis of `size`. */
function sliceRange(size: number, from: number, to: number, step: number): { start: number; length: number } {
  const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));
  const place = (value: number) => (value < 0 ? value + size : value);
  const start = step > 0 ? clamp(place(from), 0, size) : clamp(place(from), 0, size - 1);
  const end = step > 0 ? clamp(place(to), 0, size) : clamp(place(to), -1, size - 1);
  return { start, length: Math.max(0, Math.ceil((end - start) / step)) };
}

const slice: Rule = (node) => {
  const from = node.shape(0);
  const starts = node.ints('starts') ?? node.values(1);
  const ends = node.ints('ends') ?? node.values(2);
  if (!from || !starts || !ends) return [UNKNOWN];
  const axes = node.axes(3) ?? (node.has(3) ? null : starts.map((_, i) => i));
  const steps = node.values(4) ?? (node.has(4) ? null : starts.map(() => 1));
  if (!axes || !steps) return [UNKNOWN];
  const shape = [...from];
  const first = from.map(() => 0);
  const stride = from.map(() => 1);
  for (const [i, given] of axes.entries()) {
    const axis = axisOf(given, from.length);
    const step = steps[i] as number;
    const range = sliceRange(from[axis] as number, starts[i] as number, ends[i] as number, step);
    [first[axis], shape[axis]] = [range.start, range.length];
    stride[axis] = step;
  }
  const values = node.values(0);
  if (!values) return [ofShape(shape)];
  const source = (place: readonly number[]) =>
    place.map((at, axis) => (first[axis] as number) + at * (stride[axis] as number));
  return [rearrange(values, from, shape, source)];
};

const pad: Rule = (node) => {
  const [from, pads] = [node.shape(0), node.ints('pads') ?? node.values(1)];
  if (!from || !pads) return [UNKNOWN];
  const axes = node.values(3)?.map((axis) => axisOf(axis, from.length)) ?? from.map((_, axis) => axis);
  const shape = [...from];
  for (const [i, axis] of axes.entries()) {
    shape[axis] = (from[axis] as number) + (pads[i] as number) + (pads[i + axes.length] as number);
  }
  return [ofShape(shape)];
};

const expand: Rule = (node) => {
  const [from, wanted] = [node.shape(0), node.values(1)];
  return [ofShape(from && wanted && broadcast(from, wanted))];
};

const tile: Rule = (node) => {
  const [from, repeats] = [node.shape(0), node.values(1)];
  return [ofShape(from && repeats && from.map((size, axis) => size * (repeats[axis] as number)))];
};

const reduce: Rule = (node) => {
  const from = node.shape(0);
  const axes = node.axes(1)?.map((axis) => axisOf(axis, from?.length ?? 0));
  if (!from || (!axes && node.has(1))) return [UNKNOWN];
  if (!axes && node.int('noop_with_empty_axes', 0) === 1) return [ofShape(from)];
  const reduced = (axis: number) => !axes || axes.length === 0 || axes.includes(axis);
  const keep = node.int('keepdims', 1) === 1;
  const shape = from.flatMap((size, axis) => (reduced(axis) ? (keep ? [1] : []) : [size]));
  const values = node.values(0);
  if (node.op === 'ReduceProd' && values && product(shape) === 1) return [ofValues([product(values)], shape)];
  return [ofShape(shape)];
};

const argument: Rule = (node) => {
  const from = node.shape(0);
  if (!from) return [UNKNOWN];
  const chosen = axisOf(node.int('axis', 0), from.length);
  const keep = node.int('keepdims', 1) === 1;
  return [ofShape(from.flatMap((size, axis) => (axis === chosen ? (keep ? [1] : []) : [size])))];
};

const resize: Rule = (node) => {
  const from = node.shape(0);
  const old = node.op === 'Upsample' || node.opset < 11;
  const scales = node.values(old ? 1 : 2);
  const sizes = old ? null : node.values(3);
  if (!from) return [UNKNOWN];
  if (sizes?.length === from.length) return [ofShape(sizes)];
  if (scales?.length !== from.length) return [UNKNOWN];
  return [ofShape(from.map((size, axis) => Math.floor(size * (scales[axis] as number))))];
};

const moveDepth: Rule = (node) => {
  const [batch, channels, height, width] = node.shape(0) ?? [];
  if (width === undefined) return [UNKNOWN];
  const block = node.int('blocksize', 1);
  const [n, c, h, w] = [batch, channels, height, width] as [number, number, number, number];
  if (node.op === 'DepthToSpace') return [ofShape([n, c / block ** 2, h * block, w * block])];
  return [ofShape([n, c * block ** 2, h / block, w / block])];
};

const shapeOf: Rule = (node) => {
  const from = node.shape(0);
  if (!from) return [UNKNOWN];
  const part = from.slice(node.int('start', 0), node.int('end', from.length));
  return [ofValues(part)];
};

const range: Rule = (node) => {
  const [start, limit, step] = [0, 1, 2].map((i) => node.values(i)?.[0]);
  if (start === undefined || limit === undefined || !step) return [UNKNOWN];
  const length = Math.max(0, Math.ceil((limit - start) / step));
  if (length > MOST_VALUES) return [ofShape([length])];
  return [ofValues(Array.from({ length }, (_, i) => start + i * step))];
};

const constantOfShape: Rule = (node) => {
  const shape = node.values(0);
  if (!shape) return [UNKNOWN];
  const filling = node.tensor('value');
  const value = filling ? ofTensor(filling).values?.[0] : 0;
  const elements = product(shape);
  if (value === undefined || elements > MOST_VALUES) return [ofShape(shape)];
  return [ofValues(new Array<number>(elements).fill(value), shape)];
};

function constant(node: NodeView): Known[] {
  const tensor = node.tensor('value');
  if (tensor) return [ofTensor(tensor)];
  const ints = node.ints('value_ints');
  if (ints) return [ofValues(ints)];
  const int = node.int('value_int', Number.NaN);
  return [Number.isNaN(int) ? UNKNOWN : ofValues([int], [])];
}

const topK: Rule = (node) => {
  const [from, k] = [node.shape(0), node.values(1)?.[0]];
  if (!from || k === undefined) return [];
  const shape = [...from];
  shape[axisOf(node.int('axis', -1), from.length)] = k;
  return [ofShape(shape), ofShape(shape)];
};

const REDUCTIONS = ['L1', 'L2', 'LogSum', 'LogSumExp', 'Max', 'Mean', 'Min', 'Prod', 'Sum', 'SumSquare'];

/** Operators that move, cut, join or reduce, and those that compute shapes. */
export const LAYOUT_RULES: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(REDUCTIONS.map((name) => [`Reduce${name}`, reduce])),
  ArgMax: argument,
  ArgMin: argument,
  Concat: concat,
  Constant: constant,
  ConstantOfShape: constantOfShape,
  DepthToSpace: moveDepth,
  Expand: expand,
  Flatten: flatten,
  Gather: gather,
  Pad: pad,
  Range: range,
  Reshape: reshape,
  Resize: resize,
  Shape: shapeOf,
  Size: (node) => [node.shape(0) ? ofValues([product(node.shape(0) as number[])], []) : UNKNOWN],
  Slice: slice,
  SpaceToDepth: moveDepth,
  Split: split,
  Squeeze: squeeze,
  Tile: tile,
  TopK: topK,
  Transpose: transpose,
  Unsqueeze: unsqueeze,
  Upsample: resize,
};
