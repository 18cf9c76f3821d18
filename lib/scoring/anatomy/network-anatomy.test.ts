import { describe, expect, test } from 'vitest';
import { modelOfDraft } from '../testing/draft-model.ts';
import { linearNetwork } from '../testing/image-networks.ts';
import { alexNet } from '../testing/known-networks.ts';
import { describeWeights, precisionText } from './describe-weights.ts';
import { describeAnatomy, networkAnatomySchema } from './network-anatomy.ts';

const rgb = (edge: number | null) => ({ height: edge, width: edge, channels: 3 });

test("AlexNet's anatomy is kept as it is", () => {
  const model = modelOfDraft(alexNet((name, dims) => ({ name, dims })));
  const anatomy = describeAnatomy(model, rgb(224));
  expect(anatomy).toMatchObject({
    input: { height: 224, width: 224, channels: 3 },
    inputFeatures: 150_528,
    hiddenLayers: 7,
    macs: 714_188_480,
    weightBytes: 4 * 61_100_840,
    precision: [{ dtype: 'float32', parameters: 61_100_840 }],
    quantised: false,
    layerCount: 19,
  });
  expect(networkAnatomySchema.parse(JSON.parse(JSON.stringify(anatomy)))).toEqual(anatomy);
});

test('an open size stays open', () => {
  const model = modelOfDraft({ ...linearNetwork(), inputs: [{ name: 'image', shape: ['N', 3, 'H', 'W'] }] });
  expect(describeAnatomy(model, rgb(null))).toMatchObject({ input: null, inputFeatures: null, macs: null });
  expect(describeAnatomy(model, rgb(8))).toMatchObject({ inputFeatures: 192, macs: 1_920 });
});

test('of thousands of layers the first are kept, and how many there are', () => {
  const nodes = Array.from({ length: 2_500 }, (_, i) => ({
    op: 'Relu',
    inputs: [i === 0 ? 'image' : `v${i}`],
    outputs: [`v${i + 1}`],
  }));
  const model = modelOfDraft({
    inputs: [{ name: 'image', shape: ['N', 3, 8, 8] }],
    nodes,
    outputs: [{ name: 'v2500' }],
  });
  const anatomy = describeAnatomy(model, rgb(8));
  expect(anatomy.layerCount).toBe(2_500);
  expect(anatomy.layers).toHaveLength(2_000);
});

describe('the precision of weights', () => {
  test('is that of most of them', () => {
    expect(precisionText(describeWeights(modelOfDraft(linearNetwork())))).toBe('float32');
  });
  test.each([
    [
      [
        ['int8', 990],
        ['float32', 9],
      ],
      true,
      'int8 quantised',
    ],
    [
      [
        ['float16', 900],
        ['float32', 100],
      ],
      false,
      'float16 90 %, float32 10 %',
    ],
    [[], false, 'no weights'],
  ] as const)('%s', (sums, quantised, text) => {
    const precision = sums.map(([dtype, parameters]) => ({ dtype, parameters, bytes: 0 }));
    expect(precisionText({ precision, quantised })).toBe(text);
  });
});
