import { seededRandom } from '#lib/core/random';
import type { ModelRefusalCode } from '../refusals.ts';
import { echoNetwork, linearNetwork } from './image-networks.ts';
import {
  buildOnnx,
  type DraftGraph,
  type DraftModel,
  type DraftNode,
  type DraftTensor,
  type DraftValue,
  int64Bytes,
} from './onnx-builder.ts';

/** A model that must be refused, and with which of the codes it may be. */
export interface HostileModel {
  name: string;
  codes: readonly ModelRefusalCode[];
  bytes(): Uint8Array;
}

/** Images that hostile models are made for: 3 x 8 x 8, 10 classes. */
const IMAGE: DraftValue = { name: 'image', shape: ['N', 3, 8, 8] };
const SCORES: DraftValue = { name: 'scores', shape: ['N', 10] };

const good = (): DraftModel => linearNetwork();
const changed = (change: Partial<DraftModel>) => () => buildOnnx({ ...good(), ...change });
const ints = (name: string, values: readonly number[], dims = [values.length]): DraftTensor => ({
  name,
  dtype: 'int64',
  dims,
  raw: int64Bytes(values),
});
const truth = (name: string): DraftTensor => ({ name, dtype: 'bool', dims: [], raw: Uint8Array.of(1) });

/** The good network with nodes between its scores and the output, which is named `scores` again. */
function after(
  nodes: readonly DraftNode[],
  initializers: readonly DraftTensor[] = [],
  output = SCORES,
): DraftModel {
  const model = good();
  const inner = model.nodes.map((node) => ({
    ...node,
    outputs: node.outputs.map((name) => (name === 'scores' ? 'inner' : name)),
  }));
  return {
    ...model,
    nodes: [...inner, ...nodes],
    initializers: [...(model.initializers ?? []), ...initializers],
    outputs: [output],
  };
}

/** A loop that never ends by itself; `step` makes `next` of `state`. */
function endlessLoop(step: readonly DraftNode[]): DraftModel {
  const body: DraftGraph = {
    name: 'body',
    inputs: [
      { name: 'turn', dtype: 'int64', shape: [] },
      { name: 'go', dtype: 'bool', shape: [] },
      { name: 'state', shape: ['a', 'b'] },
    ],
    nodes: [{ op: 'Identity', inputs: ['go'], outputs: ['go_on'] }, ...step],
    outputs: [
      { name: 'go_on', dtype: 'bool', shape: [] },
      { name: 'next', shape: ['c', 'd'] },
    ],
  };
  const loop: DraftNode = {
    op: 'Loop',
    inputs: ['', 'yes', 'inner'],
    outputs: ['looped'],
    attributes: { body: { graph: body } },
  };
  const slice: DraftNode = { op: 'Slice', inputs: ['looped', 'from', 'to', 'axis'], outputs: ['scores'] };
  return after([loop, slice], [truth('yes'), ints('from', [0]), ints('to', [10]), ints('axis', [1])]);
}

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

const damagedCodes = ['model-damaged', 'model-not-onnx', 'model-tensor-size', 'model-too-complex'] as const;
const unloadable = ['model-load-failed'] as const;

const text = (value: string) => () => new TextEncoder().encode(value);

const FILES: readonly HostileModel[] = [
  { name: 'empty', codes: ['model-empty'], bytes: () => new Uint8Array() },
  { name: 'html', codes: ['model-not-onnx'], bytes: text('<!DOCTYPE html><html><body>404</body></html>') },
  { name: 'json', codes: ['model-not-onnx'], bytes: text('{"layers": []}') },
  { name: 'zip', codes: ['model-not-onnx'], bytes: text('PK\u0003\u0004 archive/data.pkl') },
  {
    name: 'git-lfs-pointer',
    codes: ['model-not-onnx'],
    bytes: text('version https://git-lfs.github.com/spec/v1\n'),
  },
  { name: 'gzip', codes: ['model-not-onnx'], bytes: () => Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0) },
  { name: 'pickle', codes: ['model-not-onnx'], bytes: () => Uint8Array.of(0x80, 2, 0x63, 0x74, 0x6f, 0x72) },
  {
    name: 'random-bytes',
    codes: damagedCodes,
    bytes: () => {
      const random = seededRandom('random bytes');
      return Uint8Array.from({ length: 50_000 }, () => random.below(256));
    },
  },
  {
    name: 'truncated',
    codes: damagedCodes,
    bytes: () => {
      const bytes = buildOnnx(good());
      return bytes.subarray(0, Math.floor(bytes.length * 0.6));
    },
  },
  {
    name: 'two-graphs',
    codes: ['model-not-onnx'],
    bytes: () => new Uint8Array([...buildOnnx(good()), ...buildOnnx(good())]),
  },
];

const GRAPHS: readonly HostileModel[] = [
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

const INTERFACES: readonly HostileModel[] = [
  { name: 'no-input', codes: ['input-count'], bytes: changed({ inputs: [] }) },
  {
    name: 'two-inputs',
    codes: ['input-count'],
    bytes: changed({ inputs: [IMAGE, { name: 'mask', shape: ['N', 1, 8, 8] }] }),
  },
  {
    name: 'integer-input',
    codes: ['input-type'],
    bytes: changed({ inputs: [{ ...IMAGE, dtype: 'int64' }] }),
  },
  {
    name: 'sequence-input',
    codes: ['input-type'],
    bytes: changed({ inputs: [{ ...IMAGE, kind: 'sequence' }] }),
  },
  {
    name: 'flat-input',
    codes: ['input-shape'],
    bytes: changed({ inputs: [{ name: 'image', shape: ['N', 192] }] }),
  },
  { name: 'shapeless-input', codes: ['input-shape'], bytes: changed({ inputs: [{ name: 'image' }] }) },
  {
    name: 'negative-input',
    codes: ['input-shape'],
    bytes: changed({ inputs: [{ name: 'image', shape: ['N', 3, -8, 8] }] }),
  },
  {
    name: 'huge-input',
    codes: ['input-shape'],
    bytes: changed({ inputs: [{ name: 'image', shape: ['N', 3, 2 ** 40, 2 ** 40] }] }),
  },
  {
    name: 'huge-batch',
    codes: ['input-shape'],
    bytes: changed({ inputs: [{ name: 'image', shape: [2 ** 30, 3, 8, 8] }] }),
  },
  {
    name: 'five-channels',
    codes: ['input-channels'],
    bytes: changed({ inputs: [{ name: 'image', shape: ['N', 5, 8, 8] }] }),
  },
  { name: 'no-output', codes: ['output-count'], bytes: changed({ outputs: [] }) },
  {
    name: 'wrong-number-of-classes',
    codes: ['output-shape'],
    bytes: () => buildOnnx(linearNetwork({ classes: 11 })),
  },
  {
    name: 'output-of-rank-three',
    codes: ['output-shape'],
    bytes: changed({ outputs: [{ name: 'scores', shape: ['N', 10, 4] }] }),
  },
  {
    name: 'two-right-outputs',
    codes: ['output-ambiguous'],
    bytes: changed({ outputs: [SCORES, { name: 'logits', shape: ['N', 10] }] }),
  },
  {
    name: 'string-output',
    codes: ['output-type'],
    bytes: changed({ outputs: [{ name: 'scores', dtype: 'string', shape: ['N', 10] }] }),
  },
  {
    name: 'sequence-output',
    codes: ['output-type'],
    bytes: changed({ outputs: [SCORES, { name: 'probabilities', kind: 'sequence', shape: ['N'] }] }),
  },
  {
    name: 'integer-output',
    codes: ['output-type'],
    bytes: changed({ outputs: [{ name: 'scores', dtype: 'int64', shape: ['N'] }] }),
  },
];

const RUNS: readonly HostileModel[] = [
  {
    name: 'endless-loop',
    codes: ['model-out-of-time'],
    bytes: () => buildOnnx(endlessLoop([{ op: 'Identity', inputs: ['state'], outputs: ['next'] }])),
  },
  {
    name: 'memory-bomb-at-once',
    codes: ['model-out-of-memory'],
    bytes: () =>
      buildOnnx(
        after(
          [
            { op: 'Shape', inputs: ['inner'], outputs: ['rows'] },
            { op: 'Mul', inputs: ['rows', 'huge'], outputs: ['size'] },
            { op: 'ConstantOfShape', inputs: ['size'], outputs: ['bomb'] },
            { op: 'ReduceSum', inputs: ['bomb'], outputs: ['sum'], attributes: { keepdims: 0 } },
            { op: 'Add', inputs: ['inner', 'sum'], outputs: ['scores'] },
          ],
          [ints('huge', [65_536, 65_536])],
        ),
      ),
  },
  {
    name: 'memory-bomb-that-doubles',
    codes: ['model-out-of-memory'],
    bytes: () =>
      buildOnnx(
        endlessLoop([
          { op: 'Concat', inputs: ['state', 'state'], outputs: ['next'], attributes: { axis: 1 } },
        ]),
      ),
  },
  {
    name: 'memory-bomb-in-constants',
    codes: ['model-out-of-memory', 'model-load-failed'],
    bytes: () =>
      buildOnnx(
        after(
          [
            { op: 'ConstantOfShape', inputs: ['size'], outputs: ['bomb'] },
            { op: 'ReduceSum', inputs: ['bomb'], outputs: ['sum'], attributes: { keepdims: 0 } },
            { op: 'Add', inputs: ['inner', 'sum'], outputs: ['scores'] },
          ],
          [ints('size', [2 ** 36])],
        ),
      ),
  },
  {
    name: 'not-a-number',
    codes: ['model-not-finite'],
    bytes: () => buildOnnx(after([{ op: 'Sqrt', inputs: ['inner'], outputs: ['scores'] }])),
  },
  {
    name: 'infinity',
    codes: ['model-not-finite'],
    bytes: () =>
      buildOnnx(
        after(
          [{ op: 'Div', inputs: ['inner', 'nothing'], outputs: ['scores'] }],
          [{ name: 'nothing', dims: [1], data: [0] }],
        ),
      ),
  },
  {
    name: 'random-outputs',
    codes: ['model-random-operator'],
    bytes: () =>
      buildOnnx(
        after([
          { op: 'RandomNormalLike', inputs: ['inner'], outputs: ['noise'] },
          { op: 'Add', inputs: ['inner', 'noise'], outputs: ['scores'] },
        ]),
      ),
  },
  {
    name: 'dropout-in-training',
    codes: ['model-not-repeatable'],
    bytes: () =>
      buildOnnx(
        after(
          [{ op: 'Dropout', inputs: ['inner', 'half', 'training'], outputs: ['scores'] }],
          [{ name: 'half', dims: [], data: [0.5] }, truth('training')],
        ),
      ),
  },
  {
    name: 'normalised-over-the-batch',
    codes: ['model-mixes-images'],
    bytes: () =>
      buildOnnx(
        after(
          [
            {
              op: 'ReduceMean',
              inputs: ['inner'],
              outputs: ['mean'],
              attributes: { axes: [0], keepdims: 1 },
            },
            { op: 'Sub', inputs: ['inner', 'mean'], outputs: ['centred'] },
            { op: 'CumSum', inputs: ['centred', 'rows'], outputs: ['scores'] },
          ],
          [ints('rows', [0], [])],
        ),
      ),
  },
  {
    name: 'one-answer-for-the-batch',
    codes: ['output-shape'],
    bytes: () =>
      buildOnnx(
        after(
          [
            {
              op: 'ReduceMean',
              inputs: ['inner'],
              outputs: ['scores'],
              attributes: { axes: [0], keepdims: 1 },
            },
          ],
          [],
          {
            name: 'scores',
          },
        ),
      ),
  },
  {
    name: 'open-output-of-another-width',
    codes: ['output-shape'],
    bytes: () => buildOnnx({ ...echoNetwork(), outputs: [{ name: 'scores', shape: ['N', 'width'] }] }),
  },
  {
    name: 'whole-numbers-divided-by-zero',
    codes: ['model-crashed', 'model-run-failed', 'model-load-failed', 'model-not-finite'],
    bytes: () =>
      buildOnnx(
        after(
          [
            { op: 'Cast', inputs: ['inner'], outputs: ['whole'], attributes: { to: 7 } },
            { op: 'Div', inputs: ['whole', 'zero'], outputs: ['quotient'] },
            { op: 'Cast', inputs: ['quotient'], outputs: ['scores'], attributes: { to: 1 } },
          ],
          [ints('zero', [0])],
        ),
      ),
  },
  {
    name: 'index-out-of-range',
    codes: ['model-run-failed', 'model-load-failed'],
    bytes: () =>
      buildOnnx(
        after(
          [{ op: 'Gather', inputs: ['inner', 'far'], outputs: ['scores'], attributes: { axis: 1 } }],
          [ints('far', [999])],
          {
            name: 'scores',
          },
        ),
      ),
  },
];

/** Models that must be refused: broken files, forbidden graphs, unfit inputs and outputs, and bad manners when run. */
export const HOSTILE_MODELS: readonly HostileModel[] = [...FILES, ...GRAPHS, ...INTERFACES, ...RUNS];

/** A good model with a few bits flipped, bytes cut, doubled or moved, as `seed` decides. */
export function mutateModel(model: Uint8Array, seed: number): Uint8Array {
  const random = seededRandom(seed);
  let bytes = Uint8Array.from(model);
  for (let change = random.below(4) + 1; change > 0; change--) {
    const at = random.below(bytes.length);
    const length = Math.min(bytes.length - at, 1 + random.below(64));
    switch (random.below(5)) {
      case 0:
        bytes[at] = (bytes[at] as number) ^ (1 << random.below(8));
        break;
      case 1:
        bytes[at] = random.below(256);
        break;
      case 2:
        bytes = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + length)]);
        break;
      case 3:
        bytes = Uint8Array.from([...bytes.subarray(0, at + length), ...bytes.subarray(at)]);
        break;
      default:
        bytes.fill(random.below(256), at, at + length);
    }
    if (bytes.length === 0) return bytes;
  }
  return bytes;
}
