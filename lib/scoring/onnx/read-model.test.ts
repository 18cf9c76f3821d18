import { describe, expect, test } from 'vitest';
import { isModelRefusal } from '../refusals.ts';
import { linearNetwork } from '../testing/image-networks.ts';
import { mutateModel } from '../testing/mutate-model.ts';
import { buildOnnx, type DraftModel, type DraftValue } from '../testing/onnx-builder.ts';
import { checkOperators } from './check-operators.ts';
import { chooseInput } from './choose-input.ts';
import { chooseOutput } from './choose-output.ts';
import { countParameters, describeModel } from './describe-model.ts';
import { matchOutputs, parseLabels } from './labels.ts';
import { DEFAULT_MODEL_LIMITS } from './model-limits.ts';
import { readModel } from './read-model.ts';

const linear = buildOnnx(linearNetwork());
const read = (model: DraftModel) => readModel(buildOnnx(model));
const code = (expected: string) => expect.objectContaining({ code: expected });

describe('reading', () => {
  test('describes a model without running it', () => {
    const description = describeModel(readModel(linear), linear);
    expect(description).toMatchObject({
      sizeBytes: linear.length,
      opset: 17,
      producer: 'imagenest',
      parameters: 10 * 192 + 10,
      nodeCount: 2,
      inputs: [{ name: 'image', dtype: 'float32', shape: [null, 3, 8, 8] }],
      outputs: [{ name: 'scores', dtype: 'float32', shape: [null, 10] }],
    });
    expect(description.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('inputs that an initializer gives are not fed', () => {
    const model = linearNetwork();
    const old = read({ ...model, inputs: [...model.inputs, { name: 'weight', shape: [10, 192] }] });
    expect(describeModel(old, linear).inputs).toHaveLength(1);
  });

  test('running statistics and single constants are no parameters', () => {
    const vector = (name: string) => ({ name, dims: [3], data: [1, 1, 1] });
    const model = read({
      ...linearNetwork(),
      nodes: [
        { op: 'BatchNormalization', inputs: ['image', 'scale', 'shift', 'mean', 'var'], outputs: ['scores'] },
      ],
      initializers: [...['scale', 'shift', 'mean', 'var'].map(vector), { name: 'two', dims: [], data: [2] }],
    });
    expect(countParameters(model)).toBe(6);
  });

  test.each([
    ['sizeBytes', 1_000, 'model-too-large'],
    ['nodes', 1, 'model-too-complex'],
    ['items', 10, 'model-too-complex'],
    ['nameBytes', 4, 'model-name-too-long'],
    ['tensorElements', 100, 'model-tensor-size'],
    ['tensorRank', 1, 'model-tensor-size'],
  ])('is limited in %s', (limit, value, expected) => {
    expect(() => readModel(linear, { ...DEFAULT_MODEL_LIMITS, [limit]: value })).toThrow(code(expected));
  });

  test('any change of bits or bytes gives a model or a known refusal', () => {
    const codes = new Set<string>();
    for (let seed = 0; seed < 3_000; seed++) {
      try {
        const model = readModel(mutateModel(linear, seed));
        checkOperators(model);
        chooseInput(describeModel(model, linear));
      } catch (error) {
        if (!isModelRefusal(error)) throw error;
        codes.add(error.code);
      }
    }
    expect(codes.size).toBeGreaterThan(3);
  });
});

describe('outputs', () => {
  const outputs = (...values: DraftValue[]) =>
    describeModel(read({ ...linearNetwork(), outputs: values }), linear);
  const choose = (width: number, ...values: DraftValue[]) =>
    chooseOutput(outputs(...values), width, 'so').name;

  test('the one of the right shape is taken among several', () => {
    const features = { name: 'features', shape: ['N', 512] };
    expect(choose(10, features, { name: 'logits', shape: ['N', 10] })).toBe('logits');
    expect(choose(10, features, { name: 'logits', shape: [4, 10, 1, 1] })).toBe('logits');
    expect(choose(10, { name: 'label', dtype: 'int64', shape: ['N'] }, { name: 'p', shape: ['N', 10] })).toBe(
      'p',
    );
  });

  test('one of unknown shape is taken where no other is right', () => {
    expect(choose(10, { name: 'open' })).toBe('open');
    expect(choose(10, { name: 'open', shape: ['N', 'C'] }, { name: 'logits', shape: ['N', 10] })).toBe(
      'logits',
    );
  });

  test('yes or no is [N, 1] or [N]', () => {
    expect(choose(1, { name: 'p', shape: ['N'] })).toBe('p');
    expect(choose(1, { name: 'p', shape: ['N', 1] })).toBe('p');
    expect(() => choose(2, { name: 'p', shape: ['N'] })).toThrow(code('output-shape'));
  });
});

describe('labels', () => {
  test('are lines, without what follows a tab', () => {
    expect(parseLabels('\uFEFFn02084071\tdog\r\nn02121808\r\n\r\n')).toEqual(['n02084071', 'n02121808']);
    expect(parseLabels('a\n\nb\n')).toEqual(['a', '', 'b']);
    expect(() => parseLabels('\n \n')).toThrow(code('labels-invalid'));
  });

  test('match outputs to classes', () => {
    const match = matchOutputs(['b', 'x', 'a'], ['a', '', 'b', 'c', 'c']);
    expect([...match.columns]).toEqual([2, -1, 0]);
    expect(match).toMatchObject({ width: 5, warnings: [expect.stringContaining(': x.')] });
    expect(() => matchOutputs(['a'], ['a', 'a'])).toThrow(code('labels-duplicate'));
    expect(() => matchOutputs(['a'], ['b'])).toThrow(code('labels-no-class'));
  });
});
