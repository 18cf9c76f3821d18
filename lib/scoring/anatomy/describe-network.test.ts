import { describe, expect, test } from 'vitest';
import { countParameters } from '../onnx/describe-model.ts';
import { readModel } from '../onnx/read-model.ts';
import { modelOfDraft } from '../testing/draft-model.ts';
import { HOSTILE_MODELS } from '../testing/hostile-models.ts';
import { linearNetwork } from '../testing/image-networks.ts';
import { alexNet, mobileNetV2, resNet18, squeezeNet } from '../testing/known-networks.ts';
import { mutateModel } from '../testing/mutate-model.ts';
import type { WeightMaker } from '../testing/network-drafter.ts';
import { buildOnnx, type DraftNode, type DraftTensor, int64Bytes } from '../testing/onnx-builder.ts';
import { describeNetwork } from './describe-network.ts';

const noData: WeightMaker = (name, dims) => ({ name, dims });

describe('networks whose figures are published', () => {
  test.each([
    ['AlexNet', alexNet, 61_100_840, 714_188_480, 7],
    ['SqueezeNet 1.1', squeezeNet, 1_235_496, 349_151_936, 25],
    ['MobileNetV2', mobileNetV2, 3_487_816, 300_774_272, 52],
    ['ResNet-18', resNet18, 11_684_712, 1_814_073_344, 20],
  ])('%s', (_, draft, parameters, macs, hiddenLayers) => {
    const model = modelOfDraft(draft(noData));
    const network = describeNetwork(model);
    expect(countParameters(model)).toBe(parameters);
    expect(network).toMatchObject({ inputFeatures: 150_528, hiddenLayers, macs });
    expect(network.layers.reduce((sum, layer) => sum + layer.parameters, 0)).toBe(parameters);
    expect(network.layers.at(-1)?.outputShape).toEqual([1, 1_000]);
  });
});

test('a perceptron has no hidden layer', () => {
  const network = describeNetwork(modelOfDraft(linearNetwork()));
  expect(network).toMatchObject({ inputFeatures: 192, hiddenLayers: 0, macs: 1_920 });
  expect(network.layers).toEqual(
    [
      { name: '', op: 'Flatten', outputShape: [1, 192], parameters: 0, macs: 0 },
      { name: '', op: 'Gemm', outputShape: [1, 10], parameters: 1_930, macs: 1_920 },
    ].map((layer) => ({ ...layer, name: expect.any(String) })),
  );
});

test('figures are for one image, also where the model fixes a larger batch', () => {
  expect(describeNetwork(modelOfDraft(linearNetwork({ batch: 8 })))).toMatchObject({
    macs: 1_920,
    activations: 202,
  });
});

const ints = (name: string, ...values: number[]): DraftTensor => ({
  name,
  dtype: 'int64',
  dims: [values.length],
  raw: int64Bytes(values),
});

/** The output shape of nodes on an image of 3 x 8 x 8, the last output being `out`. */
function shapeAfter(nodes: DraftNode[], initializers: DraftTensor[] = [], size: string | number = 8) {
  const model = modelOfDraft({
    inputs: [{ name: 'image', shape: ['N', 3, size, size] }],
    nodes,
    outputs: [{ name: 'out' }],
    initializers,
  });
  return describeNetwork(model).layers.at(-1)?.outputShape;
}
const node = (
  op: string,
  inputs: string[],
  attributes: DraftNode['attributes'] = {},
  outputs = ['out'],
): DraftNode => ({
  op,
  inputs,
  outputs,
  attributes,
});

test('weights that other nodes prepare are of the layer that uses them, and arithmetic on shapes is no layer', () => {
  const model = modelOfDraft({
    inputs: [{ name: 'image', shape: ['N', 3, 8, 8] }],
    nodes: [
      node('Shape', ['image'], {}, ['shape']),
      node('Gather', ['shape', 'axis'], {}, ['images']),
      node('DequantizeLinear', ['small', 'scale'], {}, ['kernel']),
      node('Conv', ['image', 'kernel'], {}, ['seen']),
      node('Concat', ['images', 'rest'], { axis: 0 }, ['to']),
      node('Reshape', ['seen', 'to']),
    ],
    outputs: [{ name: 'out' }],
    initializers: [
      { name: 'small', dtype: 'int8', dims: [5, 3, 1, 1], raw: new Uint8Array(15) },
      { name: 'scale', dims: [], data: [0.1] },
      ints('axis', 0),
      ints('rest', -1),
    ],
  });
  const { layers, macs, hiddenLayers } = describeNetwork(model);
  expect(layers.map(({ op, parameters }) => [op, parameters])).toEqual([
    ['Conv', 15],
    ['Reshape', 0],
  ]);
  expect({ macs, hiddenLayers }).toEqual({ macs: 15 * 64, hiddenLayers: 0 });
});

test('convolutions and products of whole numbers are counted as others', () => {
  const initializers: DraftTensor[] = [
    { name: 'kernel', dtype: 'int8', dims: [5, 3, 1, 1], raw: new Uint8Array(15) },
    { name: 'weight', dtype: 'int8', dims: [320, 7], raw: new Uint8Array(2_240) },
    { name: 'zero', dtype: 'int8', dims: [], raw: new Uint8Array(1) },
    { name: 'one', dims: [], data: [1] },
  ];
  const model = modelOfDraft({
    inputs: [{ name: 'image', shape: ['N', 3, 8, 8] }],
    nodes: [
      node('QLinearConv', ['image', 'one', 'zero', 'kernel', 'one', 'zero', 'one', 'zero'], {}, ['seen']),
      node('Flatten', ['seen'], {}, ['flat']),
      node('QLinearMatMul', ['flat', 'one', 'zero', 'weight', 'one', 'zero', 'one', 'zero']),
    ],
    outputs: [{ name: 'out' }],
    initializers,
  });
  const { layers, macs, hiddenLayers } = describeNetwork(model);
  expect(layers.map(({ outputShape }) => outputShape)).toEqual([
    [1, 5, 8, 8],
    [1, 320],
    [1, 7],
  ]);
  expect({ macs, hiddenLayers }).toEqual({ macs: 15 * 64 + 320 * 7, hiddenLayers: 1 });
});

test('multiply-adds of an operator that is not reckoned are unknown, not none', () => {
  const model = modelOfDraft({
    inputs: [{ name: 'image', shape: ['N', 3, 8, 8] }],
    nodes: [node('DeformConv', ['image', 'kernel', 'offset'])],
    outputs: [{ name: 'out' }],
    initializers: [{ name: 'kernel', dims: [5, 3, 1, 1] }],
  });
  expect(describeNetwork(model)).toMatchObject({ macs: null, layers: [{ op: 'DeformConv', macs: null }] });
});

test('hostile and broken models are described as far as they go', () => {
  const models = [
    ...HOSTILE_MODELS.map(({ bytes }) => bytes()),
    ...Array.from({ length: 500 }, (_, seed) => mutateModel(buildOnnx(linearNetwork()), seed)),
  ];
  let described = 0;
  for (const bytes of models) {
    const model = tryTo(() => readModel(bytes));
    if (!model) continue;
    expect(describeNetwork(model).hiddenLayers).toBeGreaterThanOrEqual(0);
    described++;
  }
  expect(described).toBeGreaterThan(100);
});

function tryTo<T>(act: () => T): T | null {
  try {
    return act();
  } catch {
    return null;
  }
}

describe('shapes', () => {
  test.each<[string, DraftNode[], DraftTensor[], number[]]>([
    [
      'a pool that rounds up',
      [node('MaxPool', ['image'], { kernel_shape: [3, 3], strides: [2, 2], ceil_mode: 1 })],
      [],
      [1, 3, 4, 4],
    ],
    [
      'a pool that rounds down',
      [node('MaxPool', ['image'], { kernel_shape: [3, 3], strides: [2, 2] })],
      [],
      [1, 3, 3, 3],
    ],
    [
      'the same size as before',
      [node('AveragePool', ['image'], { kernel_shape: [3, 3], auto_pad: 'SAME_UPPER' })],
      [],
      [1, 3, 8, 8],
    ],
    [
      'a transposed convolution',
      [node('ConvTranspose', ['image', 'w'], { strides: [2, 2] })],
      [{ name: 'w', dims: [3, 5, 2, 2] }],
      [1, 5, 16, 16],
    ],
    ['reshape with what is left', [node('Reshape', ['image', 'to'])], [ints('to', 0, -1, 4)], [1, 48, 4]],
    ['transpose', [node('Transpose', ['image'], { perm: [0, 2, 3, 1] })], [], [1, 8, 8, 3]],
    [
      'a slice backwards',
      [node('Slice', ['image', 'from', 'to', 'axis', 'step'])],
      [ints('from', -1), ints('to', -9), ints('axis', 3), ints('step', -2)],
      [1, 3, 8, 4],
    ],
    ['padding', [node('Pad', ['image', 'pads'])], [ints('pads', 0, 0, 1, 2, 0, 0, 3, 4)], [1, 3, 12, 14]],
    ['a mean over axes', [node('ReduceMean', ['image'], { axes: [2, 3], keepdims: 0 })], [], [1, 3]],
    [
      'the last of three parts',
      [node('Split', ['image', 'sizes'], { axis: 2 }, ['a', 'b', 'c']), node('Relu', ['c'])],
      [ints('sizes', 1, 2, 5)],
      [1, 3, 5, 8],
    ],
    ['a batched product', [node('MatMul', ['image', 'w'])], [{ name: 'w', dims: [8, 5] }], [1, 3, 8, 5]],
    ['einsum', [node('Einsum', ['image', 'image'], { equation: 'nchw,nkhw->nck' })], [], [1, 3, 3]],
    [
      'upsampling',
      [node('Resize', ['image', '', '', 'sizes'])],
      [ints('sizes', 1, 3, 20, 30)],
      [1, 3, 20, 30],
    ],
    [
      'a class token in front of patches',
      [
        node('Expand', ['token', 'to'], {}, ['tokens']),
        node('Reshape', ['image', 'flat'], {}, ['patches']),
        node('Concat', ['tokens', 'patches'], { axis: 1 }),
      ],
      [{ name: 'token', dims: [1, 1, 64] }, ints('to', 1, 1, 64), ints('flat', 1, 3, 64)],
      [1, 4, 64],
    ],
  ])('%s', (_, nodes, initializers, expected) => {
    expect(shapeAfter(nodes, initializers)).toEqual(expected);
  });

  test('are followed through arithmetic on shapes, as exporters write it', () => {
    const nodes = [
      node('Shape', ['image'], {}, ['shape']),
      node('Gather', ['shape', 'axis'], {}, ['channels']),
      node('Mul', ['channels', 'area'], {}, ['features']),
      node('Concat', ['one', 'features'], { axis: 0 }, ['to']),
      node('Reshape', ['image', 'to']),
    ];
    expect(shapeAfter(nodes, [ints('axis', 1), ints('area', 64), ints('one', -1)])).toEqual([1, 192]);
  });

  test('that are open or unknown are said, not guessed', () => {
    expect(shapeAfter([node('Relu', ['image'])], [], 'H')).toBeNull();
    expect(shapeAfter([node('NonZero', ['image'])])).toBeNull();
    const model = modelOfDraft({
      ...linearNetwork(),
      inputs: [{ name: 'image', shape: ['N', 3, 'H', 'W'] }],
    });
    expect(describeNetwork(model)).toMatchObject({ inputFeatures: null, macs: null });
    expect(describeNetwork(model, { height: 8, width: 8 })).toMatchObject({
      inputFeatures: 192,
      macs: 1_920,
    });
  });
});
