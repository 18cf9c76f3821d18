import { describe, expect, test } from 'vitest';
import { linearNetwork } from '../testing/image-networks.ts';
import { buildOnnx, type DraftFunction, type DraftModel, type DraftNode } from '../testing/onnx-builder.ts';
import { checkOperators } from './check-operators.ts';
import { readModel } from './read-model.ts';

const made = (name: string, nodes: DraftNode[], more: Partial<DraftFunction> = {}): DraftFunction => ({
  domain: 'own',
  name,
  inputs: ['x'],
  outputs: ['y'],
  nodes,
  opsets: { '': 17, own: 1 },
  ...more,
});
const call = (op: string, input: string, output: string, attributes = {}): DraftNode => ({
  ...{ op, domain: 'own', name: `call ${op}`, inputs: [input], outputs: [output], attributes },
});

/** The linear network with calls before its scores. */
function calling(nodes: DraftNode[], functions: DraftFunction[]): Uint8Array {
  const model: DraftModel = linearNetwork();
  const [flatten, gemm] = model.nodes as [DraftNode, DraftNode];
  return buildOnnx({
    ...model,
    nodes: [flatten, { ...gemm, outputs: ['inner'] }, ...nodes],
    functions,
    opsets: { '': 17, own: 1 },
  });
}

const leaky = (alpha: object): DraftNode => ({
  ...{ op: 'LeakyRelu', inputs: ['x'], outputs: ['y'], attributes: { alpha } as DraftNode['attributes'] },
});
const twice = made('Twice', [
  { op: 'Relu', inputs: ['x'], outputs: ['half way'] },
  { op: 'Relu', inputs: ['half way'], outputs: ['y'] },
]);

describe('functions of the file', () => {
  test('stand in the graph in the place of their calls, with names of their own', () => {
    const { graph } = readModel(
      calling([call('Twice', 'inner', 'a'), call('Twice', 'a', 'scores')], [twice]),
    );
    expect(graph.nodes.map(({ opType, inputs, outputs }) => [opType, inputs[0], outputs[0]])).toEqual([
      ['Flatten', 'image', 'flat'],
      ['Gemm', 'flat', 'inner'],
      ['Relu', 'inner', 'a/half way'],
      ['Relu', 'a/half way', 'a'],
      ['Relu', 'a', 'scores/half way'],
      ['Relu', 'scores/half way', 'scores'],
    ]);
    expect(graph.nodes[2]?.name).toMatch(/^call Twice\/Relu/);
  });

  test("take their caller's attributes, or what they are otherwise", () => {
    const soft = made('Soft', [leaky({ reference: 'slope' })], { defaults: { slope: { float: 0.25 } } });
    const calls = [call('Soft', 'inner', 'a', { slope: { float: 0.5 } }), call('Soft', 'a', 'scores')];
    const { graph } = readModel(calling(calls, [soft]));
    expect(graph.nodes.slice(2).map(({ attributes }) => attributes.get('alpha')?.float)).toEqual([0.5, 0.25]);
  });

  test.each([
    ['itself', [made('A', [call('A', 'x', 'y')])]],
    ['one that calls it', [made('A', [call('B', 'x', 'y')]), made('B', [call('A', 'x', 'y')])]],
  ])('that call %s are refused', (_, functions) => {
    expect(() => readModel(calling([call('A', 'inner', 'scores')], functions))).toThrow(
      expect.objectContaining({ code: 'model-too-deep' }),
    );
  });

  test('that double at every level are refused before they fill the memory', () => {
    const many = (name: string, inner: string) =>
      made(
        name,
        Array.from({ length: 60 }, (_, i) => call(inner, i ? `v${i - 1}` : 'x', i === 59 ? 'y' : `v${i}`)),
      );
    const functions = [many('A', 'B'), many('B', 'C'), many('C', 'D'), many('D', 'Twice'), twice];
    expect(() => readModel(calling([call('A', 'inner', 'scores')], functions))).toThrow(
      expect.objectContaining({ code: 'model-too-complex' }),
    );
  });

  test('are checked as the graph is', () => {
    const dice = made('Dice', [{ op: 'RandomNormalLike', inputs: ['x'], outputs: ['y'] }]);
    const stranger = made('Stranger', [{ op: 'Steal', domain: 'evil', inputs: ['x'], outputs: ['y'] }]);
    const checked = (functions: DraftFunction[], name: string) => () =>
      checkOperators(readModel(calling([call(name, 'inner', 'scores')], functions)));
    expect(checked([twice], 'Twice')).not.toThrow();
    expect(checked([dice], 'Dice')).toThrow(expect.objectContaining({ code: 'model-random-operator' }));
    expect(checked([stranger], 'Stranger')).toThrow(
      expect.objectContaining({ code: 'model-operator-domain' }),
    );
    expect(checked([twice], 'Thrice')).toThrow(expect.objectContaining({ code: 'model-operator-domain' }));
  });
});
