import { type Feature, NetworkDrafter, type WeightMaker } from './network-drafter.ts';
import type { DraftFunction, DraftModel } from './onnx-builder.ts';

const IMAGE: Feature = { name: 'image', channels: 3 };
const EDGE = 32;
const CLASSES = 10;

/** How a transformer's attention is written: as products and a softmax, or as the operator of operator set 23. */
export type AttentionForm = 'products' | 'operator';

const TOKENS = { patch: 8, features: 48, heads: 3, hidden: 96, blocks: 2 } as const;

function layerNorm(net: NetworkDrafter, x: Feature, epsilon = 1e-6): Feature {
  const weights = [net.tensor([x.channels], x.channels), net.tensor([x.channels], x.channels)];
  return net.apply('LayerNormalization', [x.name, ...weights], x.channels, {
    axis: -1,
    epsilon: { float: epsilon },
  });
}

/** A linear layer over the last axis, as exporters write it for more than two axes: MatMul and Add. */
function linear(net: NetworkDrafter, x: Feature, features: number): Feature {
  const weight = net.tensor([x.channels, features], x.channels);
  const product = net.apply('MatMul', [x.name, weight], features);
  return net.apply('Add', [net.tensor([features], x.channels), product.name], features);
}

/** GELU by the error function: x (1 + erf(x / sqrt 2)) / 2. */
function gelu(net: NetworkDrafter, x: Feature): Feature {
  const over = net.apply('Div', [x.name, net.scalar('root_of_two', Math.SQRT2)], x.channels);
  const erf = net.apply('Erf', [over.name], x.channels);
  const raised = net.apply('Add', [erf.name, net.scalar('one', 1)], x.channels);
  const product = net.apply('Mul', [x.name, raised.name], x.channels);
  return net.apply('Mul', [product.name, net.scalar('half', 0.5)], x.channels);
}

const reshape = (net: NetworkDrafter, x: Feature, channels: number, ...to: number[]) =>
  net.apply('Reshape', [x.name, net.integers(...to)], channels);
const transpose = (net: NetworkDrafter, x: Feature, ...perm: number[]) =>
  net.apply('Transpose', [x.name], x.channels, { perm });

function attend(net: NetworkDrafter, x: Feature, tokens: number, form: AttentionForm): Feature {
  const { heads, features } = TOKENS;
  const size = features / heads;
  const all = linear(net, x, features * 3);
  const split = transpose(net, reshape(net, all, features, 0, tokens, 3, heads, size), 2, 0, 3, 1, 4);
  const [q, k, v] = ['0', '1', '2'].map((place) => {
    const index = net.constant({
      ...{ name: `place_${place}`, dtype: 'int64', dims: [] },
      raw: new Uint8Array(BigInt64Array.of(BigInt(place)).buffer),
    });
    return net.apply('Gather', [split.name, index], features, { axis: 0 });
  }) as [Feature, Feature, Feature];
  let mixed: Feature;
  if (form === 'operator') {
    mixed = net.apply('Attention', [q.name, k.name, v.name], features);
  } else {
    const scores = net.apply('MatMul', [q.name, transpose(net, k, 0, 1, 3, 2).name], tokens);
    const scaled = net.apply('Mul', [scores.name, net.scalar('scale', 1 / Math.sqrt(size))], tokens);
    const shares = net.apply('Softmax', [scaled.name], tokens, { axis: -1 });
    mixed = net.apply('MatMul', [shares.name, v.name], features);
  }
  const joined = reshape(net, transpose(net, mixed, 0, 2, 1, 3), features, 0, tokens, features);
  return linear(net, joined, features);
}

/** Puts a class token in front of an image's patches and adds what says where each is, as torch.onnx writes it. */
function embed(net: NetworkDrafter, patches: Feature, tokens: number): Feature {
  const { features } = TOKENS;
  const shape = net.apply('Shape', [IMAGE.name], 1, { start: 0, end: 1 });
  const wanted = net.apply('Concat', [shape.name, net.integers(1), net.integers(features)], 1, { axis: 0 });
  const token = net.apply('Expand', [net.tensor([1, 1, features], features), wanted.name], features);
  const all = net.apply('Concat', [token.name, patches.name], features, { axis: 1 });
  return net.apply('Add', [all.name, net.tensor([1, tokens, features], features)], features);
}

/** A small vision transformer (Dosovitskiy et al. 2021): 17 tokens of 48 features, 3 heads, 2 blocks. 48,634 parameters. */
export function smallVit(form: AttentionForm = 'products', make?: WeightMaker): DraftModel {
  const net = new NetworkDrafter(make);
  const { patch, features, hidden, blocks } = TOKENS;
  const tokens = (EDGE / patch) ** 2 + 1;
  const pixels = net.conv(IMAGE, features, { kernel: patch, stride: patch });
  const patches = transpose(net, reshape(net, pixels, features, 0, features, -1), 0, 2, 1);
  let x = embed(net, patches, tokens);
  for (let block = 0; block < blocks; block++) {
    x = net.add(x, attend(net, layerNorm(net, x), tokens, form));
    x = net.add(x, linear(net, gelu(net, linear(net, layerNorm(net, x), hidden)), features));
  }
  const first = net.constant({ name: 'first', dtype: 'int64', dims: [], raw: new Uint8Array(8) });
  const token = net.apply('Gather', [layerNorm(net, x).name, first], features, { axis: 1 });
  const model = net.finish(net.linear(token, CLASSES), EDGE);
  return form === 'operator' ? { ...model, opsets: { '': 23 }, irVersion: 11 } : model;
}

/** A small ConvNeXt (Liu et al. 2022): depthwise 7 x 7, channels last through LayerNorm and two linear layers, a scale. */
export function smallConvNext(make?: WeightMaker): DraftModel {
  const net = new NetworkDrafter(make);
  const channels = 32;
  const last = (x: Feature) => transpose(net, x, 0, 2, 3, 1);
  const first = (x: Feature) => transpose(net, x, 0, 3, 1, 2);
  let x = net.conv(IMAGE, channels, { kernel: 4, stride: 4 });
  x = first(layerNorm(net, last(x)));
  for (let block = 0; block < 2; block++) {
    const deep = net.conv(x, channels, { kernel: 7, padding: 3, groups: channels });
    const wide = gelu(net, linear(net, layerNorm(net, last(deep)), channels * 4));
    const narrow = linear(net, wide, channels);
    const scaled = net.apply('Mul', [net.tensor([channels], 1), narrow.name], channels);
    x = net.add(x, first(scaled));
  }
  const pooled = net.flatten(net.globalPool(x), channels);
  return net.finish(net.linear(layerNorm(net, pooled), CLASSES), EDGE);
}

/** A small EfficientNet (Tan and Le 2019): inverted bottlenecks with SiLU and squeeze-and-excitation. */
export function smallEfficientNet(make?: WeightMaker): DraftModel {
  const net = new NetworkDrafter(make);
  const sigmoid = (x: Feature) => net.apply('Sigmoid', [x.name], x.channels);
  const multiply = (a: Feature, b: Feature) => net.apply('Mul', [a.name, b.name], a.channels);
  const silu = (x: Feature) => multiply(x, sigmoid(x));
  const block = (x: Feature, channels: number, stride: number): Feature => {
    const wide = x.channels * 4;
    const expanded = silu(net.conv(x, wide, { kernel: 1 }));
    const deep = silu(net.conv(expanded, wide, { kernel: 5, stride, padding: 2, groups: wide }));
    const mean = net.apply('ReduceMean', [deep.name], wide, { axes: [2, 3], keepdims: 1 });
    const squeezed = silu(net.conv(mean, x.channels / 4, { kernel: 1 }));
    const excited = multiply(deep, sigmoid(net.conv(squeezed, wide, { kernel: 1 })));
    const narrow = net.conv(excited, channels, { kernel: 1 });
    return stride === 1 && channels === x.channels ? net.add(x, narrow) : narrow;
  };
  let x = silu(net.conv(IMAGE, 16, { kernel: 3, stride: 2, padding: 1 }));
  x = block(block(block(x, 16, 1), 24, 2), 24, 1);
  x = net.globalPool(silu(net.conv(x, 96, { kernel: 1 })));
  return net.finish(net.linear(net.flatten(x, 96), CLASSES), EDGE);
}

/** How a quantised network is written: as float operators between Quantize and Dequantize, or as whole-number operators. */
export type QuantisedForm = 'QDQ' | 'QLinear' | 'dynamic';

/** Whole-number weights from -100 to 100, decided by their number. */
const wholeWeights = (elements: number) =>
  new Uint8Array(Int8Array.from({ length: elements }, (_, i) => ((i * 7_919 + 13) % 201) - 100).buffer);

/** A convolution and a linear layer in 8 bits, as onnxruntime's quantisation tool writes them. */
export function quantisedNetwork(form: QuantisedForm): DraftModel {
  const net = new NetworkDrafter();
  const eight = (name: string, dtype: 'int8' | 'uint8', dims: number[], raw: Uint8Array) =>
    net.constant({ name, dtype, dims, raw });
  const inputScale = net.scalar('input_scale', 1 / 255);
  const inputZero = eight('input_zero', 'uint8', [], Uint8Array.of(0));
  const scale = net.scalar('weight_scale', 0.01);
  const zero = eight('weight_zero', 'int8', [], Uint8Array.of(0));
  const innerScale = net.scalar('inner_scale', 0.05);
  const innerZero = eight('inner_zero', 'uint8', [], Uint8Array.of(128));
  const kernel = eight('kernel', 'int8', [8, 3, 3, 3], wholeWeights(8 * 27));
  const matrix = eight('matrix', 'int8', [8, CLASSES], wholeWeights(8 * CLASSES));
  const window = { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] };
  const quantise = (x: Feature, by: string, from: string) =>
    net.apply('QuantizeLinear', [x.name, by, from], x.channels);
  const dequantise = (name: string, channels: number, by: string, from: string) =>
    net.apply('DequantizeLinear', [name, by, from], channels);

  if (form === 'dynamic') {
    // A linear layer whose input is quantised by what it holds: DynamicQuantizeLinear has three outputs.
    const flat = net.flatten(net.globalPool(net.conv(IMAGE, 8, { kernel: 3, stride: 2 })), 8);
    const whole = quantise(flat, innerScale, innerZero);
    const product = net.apply('MatMulInteger', [whole.name, matrix, innerZero, zero], CLASSES);
    const cast = net.apply('Cast', [product.name], CLASSES, { to: 1 });
    return net.finish(net.apply('Mul', [cast.name, net.scalar('both_scales', 5e-4)], CLASSES), EDGE);
  }
  const pixels = quantise(IMAGE, inputScale, inputZero);
  let x: Feature;
  if (form === 'QDQ') {
    const image = dequantise(pixels.name, 3, inputScale, inputZero);
    const weights = dequantise(kernel, 8, scale, zero);
    const bias = dequantise(
      net.constant({ name: 'bias', dtype: 'int32', dims: [8], raw: new Uint8Array(32) }),
      8,
      net.scalar('bias_scale', 0.01 / 255),
      net.constant({ name: 'bias_zero', dtype: 'int32', dims: [], raw: new Uint8Array(4) }),
    );
    const conv = net.apply('Conv', [image.name, weights.name, bias.name], 8, window);
    x = dequantise(quantise(net.relu(conv), innerScale, innerZero).name, 8, innerScale, innerZero);
  } else {
    const inputs = [pixels.name, inputScale, inputZero, kernel, scale, zero, innerScale, innerZero];
    x = dequantise(net.apply('QLinearConv', inputs, 8, window).name, 8, innerScale, innerZero);
  }
  const flat = net.flatten(net.globalPool(x), 8);
  const weights = dequantise(matrix, CLASSES, scale, zero);
  return net.finish(net.apply('MatMul', [flat.name, weights.name], CLASSES), EDGE);
}

/** Functions as torch.onnx leaves them where it does not optimise: one calls another, an attribute is handed on. */
const TORCH_FUNCTIONS: readonly DraftFunction[] = [
  {
    domain: 'pkg.onnxscript.torch_lib',
    name: 'aten_layer_norm',
    inputs: ['x', 'weight', 'bias'],
    outputs: ['result'],
    defaults: { eps: { float: 1e-5 } },
    nodes: [
      {
        ...{ op: 'LayerNormalization', inputs: ['x', 'weight', 'bias'], outputs: ['result'] },
        attributes: { axis: -1, epsilon: { reference: 'eps' } },
      },
    ],
    opsets: { '': 18 },
  },
  {
    domain: 'pkg.onnxscript.torch_lib.common',
    name: 'Linear',
    inputs: ['x', 'weight', 'bias'],
    outputs: ['result'],
    nodes: [
      { op: 'Transpose', inputs: ['weight'], outputs: ['turned'], attributes: { perm: [1, 0] } },
      { op: 'MatMul', inputs: ['x', 'turned'], outputs: ['product'] },
      { op: 'Add', inputs: ['product', 'bias'], outputs: ['result'] },
    ],
    opsets: { '': 18 },
  },
  {
    domain: 'pkg.torch.nn',
    name: 'Head',
    inputs: ['x', 'scale', 'shift', 'weight', 'bias'],
    outputs: ['scores'],
    nodes: [
      {
        ...{ op: 'aten_layer_norm', domain: 'pkg.onnxscript.torch_lib' },
        ...{ inputs: ['x', 'scale', 'shift'], outputs: ['norm'] },
      },
      {
        ...{ op: 'Linear', domain: 'pkg.onnxscript.torch_lib.common' },
        ...{ inputs: ['norm', 'weight', 'bias'], outputs: ['scores'] },
      },
    ],
    opsets: { '': 18, 'pkg.onnxscript.torch_lib': 1, 'pkg.onnxscript.torch_lib.common': 1 },
  },
];

/** A network part of which is functions that the file defines itself; `inlined`, the same without them. */
export function functionNetwork(inlined = false): DraftModel {
  const net = new NetworkDrafter();
  const pooled = net.flatten(net.globalPool(net.relu(net.conv(IMAGE, 16, { kernel: 3, stride: 2 }))), 16);
  if (inlined) {
    return { ...net.finish(net.linear(layerNorm(net, pooled, 1e-5), CLASSES), EDGE), opsets: { '': 18 } };
  }
  const weights = [net.tensor([16], 16), net.tensor([16], 16), net.tensor([CLASSES, 16], 16)];
  const inputs = [pooled.name, ...weights, net.tensor([CLASSES], 16)];
  const scores = net.apply('Head', inputs, CLASSES, undefined, 'pkg.torch.nn');
  const opsets = {
    ...{ '': 18, 'pkg.torch.nn': 1, 'pkg.onnxscript.torch_lib': 1 },
    'pkg.onnxscript.torch_lib.common': 1,
  };
  return { ...net.finish(scores, EDGE), functions: TORCH_FUNCTIONS, opsets };
}
