import { beforeAll, describe, expect, test } from 'vitest';
import { describeNetwork } from '../anatomy/describe-network.ts';
import { checkOperators } from '../onnx/check-operators.ts';
import { countParameters } from '../onnx/describe-model.ts';
import { readModel } from '../onnx/read-model.ts';
import type { Predictions } from '../predictions/predictions.ts';
import type { ScoringOptions } from '../run/score-images.ts';
import {
  functionNetwork,
  quantisedNetwork,
  smallConvNext,
  smallEfficientNet,
  smallVit,
} from './modern-networks.ts';
import { buildOnnx } from './onnx-builder.ts';
import { noiseImages } from './random-images.ts';
import { scoreNoise } from './score-noise.ts';

const NETWORKS = {
  'a transformer': buildOnnx(smallVit()),
  'a transformer with the operator Attention': buildOnnx(smallVit('operator')),
  'a ConvNeXt': buildOnnx(smallConvNext()),
  'an EfficientNet': buildOnnx(smallEfficientNet()),
  'quantised with MatMulInteger': buildOnnx(quantisedNetwork('dynamic')),
  'with functions of its own': buildOnnx(functionNetwork()),
};

/** Networks whose last weights are computed when they run, out of 8 bits. */
const WITHOUT_CONSTANT_WEIGHTS = {
  'quantised between Quantize and Dequantize': buildOnnx(quantisedNetwork('QDQ')),
  'quantised with QLinearConv': buildOnnx(quantisedNetwork('QLinear')),
};

const IMAGES = 40;
let images: Uint8Array[];
beforeAll(async () => {
  images = await noiseImages(IMAGES, { width: 32, height: 32 });
});

async function score(model: Uint8Array, change: Partial<ScoringOptions>): Promise<Predictions> {
  const { predictions } = await scoreNoise(model, {
    images: { count: IMAGES, read: async (i) => images[i] as Uint8Array },
    ...change,
  });
  return predictions;
}

/** Scores a network in many ways: batches, places in the batch, threads. */
async function* otherWays(model: Uint8Array, batches: readonly number[]) {
  const threads = { seconds: 20, memoryMb: 512, threads: 2 };
  for (const batch of batches) yield [`batches of ${batch}`, await score(model, { batch })] as const;
  yield ['other places', await score(model, { batch: 8, seed: 'other places' })] as const;
  yield ['2 threads', await score(model, { batch: 8, budget: threads })] as const;
}

describe("today's networks give the same digits in any batch, place and number of threads", {
  timeout: 60_000,
}, () => {
  test.each(Object.entries(NETWORKS))('%s', async (_, model) => {
    checkOperators(readModel(model));
    const reference = await score(model, { batch: 8 });
    expect(new Set(reference.scores).size).toBeGreaterThan(IMAGES);
    for await (const [way, predictions] of otherWays(model, [1, 2, 7, 32])) {
      expect(predictions, way).toEqual(reference);
    }
  });

  test.each(Object.entries(WITHOUT_CONSTANT_WEIGHTS))(
    '%s, but for batches of one image',
    async (_, model) => {
      const reference = await score(model, { batch: 8 });
      for await (const [way, predictions] of otherWays(model, [2, 7, 32])) {
        expect(predictions, way).toEqual(reference);
      }
      // onnxruntime multiplies one row by a matrix that is no constant in another order than several rows.
      const alone = await score(model, { batch: 1 });
      for (const [i, value] of reference.scores.entries()) expect(alone.scores[i]).toBeCloseTo(value, 4);
      expect(await score(model, { batch: 1, seed: 'other places' })).toEqual(alone);
    },
  );
});

describe('their anatomy, counted by hand', () => {
  const PATCHES = 16;
  const TOKENS = PATCHES + 1;
  const vitMacs =
    PATCHES * 48 * (3 * 8 * 8) +
    2 * (TOKENS * 48 * (3 * 48) + 2 * 3 * TOKENS * TOKENS * 16 + TOKENS * 48 * 48 + 2 * TOKENS * 48 * 96) +
    48 * 10;
  const vitBlock = 2 * 96 + 48 * 144 + 144 + 48 * 48 + 48 + 48 * 96 + 96 + 96 * 48 + 48;
  const vitParameters = 48 * 192 + 48 + 48 + TOKENS * 48 + 2 * vitBlock + 96 + 48 * 10 + 10;

  const convNextBlock = 32 * 49 + 32 + 64 + 32 * 128 + 128 + 128 * 32 + 32 + 32;
  const convNextParameters = 32 * 48 + 32 + 64 + 2 * convNextBlock + 64 + 32 * 10 + 10;
  const convNextMacs = 64 * 32 * 48 + 2 * 64 * (32 * 49 + 2 * 32 * 128) + 32 * 10;

  /** An inverted bottleneck of `channels` from `size` pixels to `after`, giving `out`. */
  const bottleneck = (channels: number, out: number, size: number, after: number) => {
    const [wide, squeezed] = [channels * 4, channels / 4];
    const bias = wide + wide + squeezed + wide + out;
    const weights = [channels * wide, wide * 25, wide * squeezed, squeezed * wide, wide * out] as const;
    const [expand, deep, squeeze, excite, narrow] = weights;
    return {
      parameters: weights.reduce((sum, count) => sum + count) + bias,
      macs: size * expand + after * (deep + narrow) + squeeze + excite,
    };
  };
  const blocks = [bottleneck(16, 16, 256, 256), bottleneck(16, 24, 256, 64), bottleneck(24, 24, 64, 64)];
  const sum = (of: 'macs' | 'parameters') => blocks.reduce((total, block) => total + block[of], 0);
  const efficientParameters = 16 * 27 + 16 + sum('parameters') + 24 * 96 + 96 + 96 * 10 + 10;
  const efficientMacs = 256 * 16 * 27 + sum('macs') + 64 * 24 * 96 + 96 * 10;

  test.each([
    ['a transformer', vitParameters, vitMacs],
    ['a transformer with the operator Attention', vitParameters, vitMacs],
    ['a ConvNeXt', convNextParameters, convNextMacs],
    ['an EfficientNet', efficientParameters, efficientMacs],
    ['quantised between Quantize and Dequantize', 8 * 27 + 8 * 10, 256 * 8 * 27 + 8 * 10],
    ['with functions of its own', 16 * 27 + 16 + 32 + 160 + 10, 225 * 16 * 27 + 160],
  ] as const)('%s', (name, parameters, macs) => {
    const model = readModel({ ...NETWORKS, ...WITHOUT_CONSTANT_WEIGHTS }[name]);
    const network = describeNetwork(model);
    expect(countParameters(model)).toBe(parameters);
    expect(network).toMatchObject({ macs, inputFeatures: 3 * 32 * 32 });
    expect(network.layers.every(({ outputShape }) => outputShape !== null)).toBe(true);
    expect(network.layers.at(-1)?.outputShape).toEqual([1, 10]);
  });
});

test('attention as an operator answers as its products do', async () => {
  const products = await score(NETWORKS['a transformer'], { batch: 8 });
  const operator = await score(NETWORKS['a transformer with the operator Attention'], { batch: 8 });
  expect(operator.top).toEqual(products.top);
  for (const [i, value] of products.scores.entries()) expect(operator.scores[i]).toBeCloseTo(value, 4);
});

test('functions are as if they were inlined', async () => {
  const inlined = readModel(buildOnnx(functionNetwork(true)));
  const own = readModel(NETWORKS['with functions of its own']);
  expect(own.graph.nodes.map(({ opType }) => opType)).toEqual([
    ...['Conv', 'Relu', 'GlobalAveragePool', 'Flatten', 'LayerNormalization', 'Transpose', 'MatMul', 'Add'],
    'Identity',
  ]);
  expect(own.graph.nodes[4]?.attributes.get('epsilon')?.float).toBeCloseTo(1e-5, 10);
  expect(describeNetwork(own).macs).toBe(describeNetwork(inlined).macs);
  const scores = await score(buildOnnx(functionNetwork(true)), { batch: 8 });
  const ownScores = await score(NETWORKS['with functions of its own'], { batch: 8 });
  expect(ownScores.top).toEqual(scores.top);
});
