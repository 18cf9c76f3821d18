import { after, type HostileModel, ints, truth } from './hostile-model.ts';
import { echoNetwork } from './image-networks.ts';
import { buildOnnx, type DraftGraph, type DraftModel, type DraftNode } from './onnx-builder.ts';

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

/** Models that look well and behave badly once they run. */
export const HOSTILE_RUNS: readonly HostileModel[] = [
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
