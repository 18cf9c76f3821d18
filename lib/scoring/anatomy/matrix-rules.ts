import { broadcast } from './elementwise-rules.ts';
import { type NodeView, ofShape, product, type Rule, UNKNOWN } from './known-value.ts';

/** Rows, columns and depth of Gemm. */
function gemmSizes(node: NodeView): [rows: number, columns: number, depth: number] | null {
  const [a, b] = [node.shape(0), node.shape(1)];
  if (a?.length !== 2 || b?.length !== 2) return null;
  const [rows, depth] = node.int('transA', 0) ? [a[1], a[0]] : [a[0], a[1]];
  const columns = node.int('transB', 0) ? b[0] : b[1];
  return [rows as number, columns as number, depth as number];
}

const gemm: Rule = (node) => {
  const sizes = gemmSizes(node);
  return [sizes ? ofShape([sizes[0], sizes[1]]) : UNKNOWN];
};

const matMul =
  (secondAt: number): Rule =>
  (node) => {
    const [a, b] = [node.shape(0), node.shape(secondAt)];
    if (!a || !b || a.length === 0 || b.length === 0) return [UNKNOWN];
    const left = a.length === 1 ? [1, ...a] : a;
    const right = b.length === 1 ? [...b, 1] : b;
    const batch = broadcast(left.slice(0, -2), right.slice(0, -2));
    if (!batch || left.at(-1) !== right.at(-2)) return [UNKNOWN];
    const rows = a.length === 1 ? [] : [left.at(-2) as number];
    const columns = b.length === 1 ? [] : [right.at(-1) as number];
    return [ofShape([...batch, ...rows, ...columns])];
  };

/** The letters of an einsum's terms, and the size of each. */
function einsumSizes(node: NodeView): { terms: string[]; result: string; sizes: Map<string, number> } | null {
  const equation = (node.text('equation') ?? '').replaceAll(' ', '');
  const [inputs = '', result] = equation.split('->');
  const terms = inputs.split(',');
  if (result === undefined || equation.includes('.')) return null;
  const sizes = new Map<string, number>();
  for (const [i, term] of terms.entries()) {
    const shape = node.shape(i);
    if (shape?.length !== term.length) return null;
    for (const [axis, letter] of [...term].entries()) sizes.set(letter, shape[axis] as number);
  }
  return { terms, result, sizes };
}

const einsum: Rule = (node) => {
  const found = einsumSizes(node);
  return [found ? ofShape([...found.result].map((letter) => found.sizes.get(letter) ?? 1)) : UNKNOWN];
};

/** ONNX's Attention of opset 23: queries, keys and values as [batch, heads, length, size] or [batch, length, all]. */
function attentionSizes(node: NodeView) {
  const [q, k, v] = [0, 1, 2].map((i) => node.shape(i));
  if (!q || !k || !v || q.length !== k.length || k.length !== v.length) return null;
  const four = q.length === 4;
  const heads = four ? (q[1] as number) : node.int('q_num_heads', 0);
  const keyHeads = four ? (k[1] as number) : node.int('kv_num_heads', 0);
  if (heads === 0 || keyHeads === 0) return null;
  const [queries, keys] = [q.at(-2) as number, k.at(-2) as number];
  const size = four ? (q[3] as number) : (q[2] as number) / heads;
  const valueSize = four ? (v[3] as number) : (v[2] as number) / keyHeads;
  const shape = four
    ? [q[0] as number, heads, queries, valueSize]
    : [q[0] as number, queries, heads * valueSize];
  return { shape, macs: (q[0] as number) * heads * queries * keys * (size + valueSize) };
}

const attention: Rule = (node) => [ofShape(attentionSizes(node)?.shape ?? null)];

/** Matrix products. */
export const MATRIX_RULES: Readonly<Record<string, Rule>> = {
  Gemm: gemm,
  MatMul: matMul(1),
  MatMulInteger: matMul(1),
  QLinearMatMul: matMul(3),
  Einsum: einsum,
  Attention: attention,
};

const PRODUCTS: ReadonlySet<string> = new Set(['MatMul', 'MatMulInteger', 'QLinearMatMul']);

/** Multiply-adds of a matrix product, or null where a size is open. */
export function matrixMacs(node: NodeView, output: readonly number[]): number | null {
  if (node.op === 'Attention') return attentionSizes(node)?.macs ?? null;
  if (node.op === 'Gemm') {
    const sizes = gemmSizes(node);
    return sizes && product(sizes);
  }
  if (PRODUCTS.has(node.op)) {
    const depth = node.shape(0)?.at(-1);
    return depth === undefined ? null : product(output) * depth;
  }
  const found = einsumSizes(node);
  return found && product([...found.sizes.values()]);
}
