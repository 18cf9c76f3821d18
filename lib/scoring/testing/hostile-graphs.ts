import { after, changed, type HostileModel, truth } from './hostile-model.ts';
import { buildOnnx, type DraftFunction, type DraftGraph, type DraftNode } from './onnx-builder.ts';

/** Branches within branches, `depth` deep. */
function nestedBranches(depth: number): DraftGraph {
  const outputs = [{ name: `out${depth}`, shape: ['N', 10] }];
  if (depth === 0) {
    return { inputs: [], nodes: [{ op: 'Identity', inputs: ['inner'], outputs: ['out0'] }], outputs };
  }
  const graph = nestedBranches(depth - 1);
  const branch: DraftNode = {
    op: 'If',
    inputs: ['yes'],
    outputs: [`out${depth}`],
    attributes: { then_branch: { graph }, else_branch: { graph: { ...graph, name: 'other' } } },
  };
  return { inputs: [], nodes: [branch], outputs };
}

const unloadable = ['model-load-failed'] as const;

/** A model whose scores go through `calls` of functions, each of which calls the next `times` over, the last the first. */
function callingFunctions(names: readonly string[], times: number): () => Uint8Array {
  const call = (op: string, from: string, to: string): DraftNode => ({
    ...{ op, domain: 'own', inputs: [from], outputs: [to] },
  });
  const functions = names.map((name, i): DraftFunction => {
    const next = names[(i + 1) % names.length] as string;
    const nodes = Array.from({ length: times }, (_, k) =>
      call(next, k ? `v${k}` : 'x', k === times - 1 ? 'y' : `v${k + 1}`),
    );
    return { domain: 'own', name, inputs: ['x'], outputs: ['y'], nodes, opsets: { '': 17, own: 1 } };
  });
  const model = after([call(names[0] as string, 'inner', 'scores')]);
  return () => buildOnnx({ ...model, functions, opsets: { '': 17, own: 1 } });
}

/** Graphs that may not be run, or cannot. */
export const HOSTILE_GRAPHS: readonly HostileModel[] = [
  {
    name: 'external-data-outside',
    codes: ['model-external-data'],
    bytes: changed({
      initializers: [{ name: 'weight', dims: [10, 192], externalFile: '../../../etc/passwd' }],
    }),
  },
  {
    name: 'external-data-in-a-constant',
    codes: ['model-external-data'],
    bytes: () =>
      buildOnnx(
        after([
          {
            op: 'Constant',
            inputs: [],
            outputs: ['secret'],
            attributes: { value: { tensor: { name: 'secret', dims: [10], externalFile: '/etc/shadow' } } },
          },
          { op: 'Add', inputs: ['inner', 'secret'], outputs: ['scores'] },
        ]),
      ),
  },
  {
    name: 'custom-operator',
    codes: ['model-operator-domain'],
    bytes: () =>
      buildOnnx({
        ...after([{ op: 'Steal', domain: 'evil.ops', inputs: ['inner'], outputs: ['scores'] }]),
        opsets: { '': 17, 'evil.ops': 1 },
      }),
  },
  {
    name: 'unknown-operator',
    codes: unloadable,
    bytes: () => buildOnnx(after([{ op: 'NoSuchThing', inputs: ['inner'], outputs: ['scores'] }])),
  },
  { name: 'function-that-calls-itself', codes: ['model-too-deep'], bytes: callingFunctions(['A'], 1) },
  {
    name: 'functions-that-multiply',
    codes: ['model-too-complex', 'model-too-deep'],
    bytes: callingFunctions(['A', 'B', 'C', 'D', 'E'], 50),
  },
  {
    name: 'names-that-hang-a-pattern',
    codes: unloadable,
    bytes: () =>
      buildOnnx(
        after([
          {
            ...{ op: 'NoSuchThing', name: '/onnxruntime/'.repeat(300) },
            ...{ inputs: ['inner'], outputs: ['scores'] },
          },
        ]),
      ),
  },
  { name: 'old-opset', codes: ['model-opset'], bytes: changed({ opsets: { '': 3 } }) },
  { name: 'future-opset', codes: ['model-opset'], bytes: changed({ opsets: { '': 999 } }) },
  { name: 'future-format', codes: unloadable, bytes: changed({ irVersion: 9_999 }) },
  {
    name: 'cycle',
    codes: unloadable,
    bytes: () =>
      buildOnnx(
        after([
          { op: 'Add', inputs: ['inner', 'b'], outputs: ['a'] },
          { op: 'Add', inputs: ['inner', 'a'], outputs: ['b'] },
          { op: 'Identity', inputs: ['b'], outputs: ['scores'] },
        ]),
      ),
  },
  {
    name: 'value-from-nowhere',
    codes: unloadable,
    bytes: () => buildOnnx(after([{ op: 'Add', inputs: ['inner', 'ghost'], outputs: ['scores'] }])),
  },
  {
    name: 'shapes-that-do-not-fit',
    codes: [...unloadable, 'model-run-failed'],
    bytes: () =>
      buildOnnx(
        after(
          [{ op: 'Add', inputs: ['inner', 'seven'], outputs: ['scores'] }],
          [{ name: 'seven', dims: [7], data: new Float32Array(7) }],
        ),
      ),
  },
  {
    name: 'nested-branches',
    codes: ['model-too-deep'],
    bytes: () => {
      const graph = nestedBranches(10);
      const nodes = [...graph.nodes, { op: 'Identity', inputs: ['out10'], outputs: ['scores'] }];
      return buildOnnx(after(nodes, [truth('yes')]));
    },
  },
  {
    name: 'name-of-a-megabyte',
    codes: ['model-name-too-long'],
    bytes: () =>
      buildOnnx(
        after([{ op: 'Identity', name: 'n'.repeat(1_000_000), inputs: ['inner'], outputs: ['scores'] }]),
      ),
  },
  {
    name: 'too-many-values',
    codes: ['model-too-complex'],
    bytes: () => {
      const axes = new Array<number>(2_100_000).fill(1);
      return buildOnnx(
        after([{ op: 'Squeeze', inputs: ['inner'], outputs: ['scores'], attributes: { axes } }]),
      );
    },
  },
  {
    name: 'tensor-of-negative-size',
    codes: ['model-tensor-size'],
    bytes: changed({ initializers: [{ name: 'weight', dims: [10, -192], data: [] }] }),
  },
  {
    name: 'tensor-of-absurd-size',
    codes: ['model-tensor-size'],
    bytes: changed({ initializers: [{ name: 'weight', dims: [2 ** 40, 2 ** 40], data: [1] }] }),
  },
  {
    name: 'tensor-with-less-than-it-says',
    codes: ['model-tensor-size'],
    bytes: changed({ initializers: [{ name: 'weight', dims: [10, 192], data: [1, 2, 3] }] }),
  },
];
