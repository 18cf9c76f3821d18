import { describe, expect, test } from 'vitest';
import { seededRandom } from '#lib/core/random';
import { echoNetwork, linearNetwork } from '../testing/image-networks.ts';
import { buildOnnx, type DraftModel } from '../testing/onnx-builder.ts';
import { noiseImages } from '../testing/random-images.ts';
import { scoreNoise } from '../testing/score-noise.ts';
import type { ScoringProgress } from './scoring-run.ts';

const linear = buildOnnx(linearNetwork());
const names = (count: number) => Array.from({ length: count }, (_, i) => `class ${i}`);

/** A network that hands out 12 values of its input, of one 2 x 2 image. */
function echo(change: (model: DraftModel) => DraftModel) {
  return buildOnnx(change(echoNetwork({ height: 2, width: 2 })));
}

async function echoed(model: Uint8Array, preprocess = {}) {
  const [file] = await noiseImages(1, { width: 2, height: 2 });
  const random = seededRandom(1);
  const pixels = Array.from({ length: 12 }, () => random.below(256));
  const { predictions } = await scoreNoise(model, {
    preprocess,
    classes: names(12),
    images: { count: 1, read: async () => file as Uint8Array },
    truth: Int32Array.of(0),
  });
  return { pixels, first: predictions.truthScores?.[0], best: predictions.scores[0], top: predictions.top };
}

describe('the model sees', () => {
  test('planes of red, green, blue as float32', async () => {
    const { pixels, first, top, best } = await echoed(echo((model) => model));
    expect(first).toBe(Math.fround((pixels[0] as number) / 255));
    const planar = [0, 1, 2].flatMap((channel) => [0, 1, 2, 3].map((pixel) => pixels[pixel * 3 + channel]));
    expect(planar[top[0] as number]).toBe(Math.max(...pixels));
    expect(best).toBe(Math.fround(Math.max(...pixels) / 255));
  });

  test('interleaved channels where they are last, and blue first for BGR', async () => {
    const model = echo((draft) => ({ ...draft, inputs: [{ name: 'image', shape: ['N', 2, 2, 3] }] }));
    const rgb = await echoed(model, { doResize: false });
    expect(rgb.first).toBe(Math.fround((rgb.pixels[0] as number) / 255));
    expect(rgb.pixels[rgb.top[0] as number]).toBe(Math.max(...rgb.pixels));
    const bgr = await echoed(model, { doResize: false, channels: 'BGR' });
    expect(bgr.first).toBe(Math.fround((bgr.pixels[2] as number) / 255));
  });

  test.each(['uint8', 'float16'])('%s where it takes that', async (dtype) => {
    const cast = { op: 'Cast', inputs: ['flat'], outputs: ['scores'], attributes: { to: 1 } };
    const flatten = { op: 'Flatten', inputs: ['image'], outputs: ['flat'], attributes: { axis: 1 } };
    const model = echo((draft) => ({
      ...draft,
      inputs: [{ name: 'image', dtype, shape: ['N', 3, 2, 2] }],
      nodes: [flatten, cast],
    }));
    const { pixels, first } = await echoed(model);
    if (dtype === 'uint8') expect(first).toBe(pixels[0]);
    else expect(first).toBeCloseTo((pixels[0] as number) / 255, 3);
  });

  test('an output of float16', async () => {
    const cast = { op: 'Cast', inputs: ['flat'], outputs: ['scores'], attributes: { to: 10 } };
    const flatten = { op: 'Flatten', inputs: ['image'], outputs: ['flat'], attributes: { axis: 1 } };
    const model = echo((draft) => ({
      ...draft,
      nodes: [flatten, cast],
      outputs: [{ name: 'scores', dtype: 'float16', shape: ['N', 12] }],
    }));
    const { pixels, first } = await echoed(model);
    expect(first).toBeCloseTo((pixels[0] as number) / 255, 3);
  });
});

describe('the same digits', () => {
  test('whatever the order, the batch, and the threads', async () => {
    const reference = await scoreNoise(linear, { batch: 12 });
    for (const change of [
      { seed: 'another order' },
      { batch: 1 },
      { batch: 5 },
      { budget: { seconds: 5, memoryMb: 512, threads: 2 } },
    ]) {
      const { predictions } = await scoreNoise(linear, change);
      expect(predictions).toEqual(reference.predictions);
    }
  });

  test('with a batch that the model fixes, the last one padded', async () => {
    const reference = await scoreNoise(linear);
    const fixed = await scoreNoise(buildOnnx(linearNetwork({ batch: 5 })));
    expect(fixed.batch).toBe(5);
    expect(fixed.predictions).toEqual(reference.predictions);
  });
});

describe('outputs', () => {
  test('softmax is known as probabilities, logits are not', async () => {
    expect((await scoreNoise(linear)).predictions.probabilities).toBe(false);
    const softmax = await scoreNoise(buildOnnx(linearNetwork({}, 'Softmax')));
    expect(softmax.predictions.probabilities).toBe(true);
  });

  test('one sigmoid answers a challenge of one class', async () => {
    const { predictions } = await scoreNoise(buildOnnx(linearNetwork({ classes: 1 }, 'Sigmoid')), {
      classes: ['dog'],
    });
    expect(predictions).toMatchObject({ classes: 1, guesses: 1, probabilities: true });
    expect(new Set(predictions.top)).toEqual(new Set([0]));
  });

  test('a labels file picks the outputs of the challenge, in any order', async () => {
    const all = await scoreNoise(linear);
    const labels = names(10).reverse();
    const some = await scoreNoise(linear, { classes: ['class 3', 'class 0', 'elsewhere'], labels });
    expect(some.warnings).toEqual([expect.stringContaining('elsewhere')]);
    expect(some.predictions.top[2]).toBe(-1);
    const scoresOf = (image: number) =>
      new Map(
        [0, 1, 2, 3, 4].map((k) => {
          const at = image * all.predictions.guesses + k;
          return [all.predictions.top[at], all.predictions.scores[at]];
        }),
      );
    for (let image = 0; image < 12; image++) {
      const at = image * some.predictions.guesses;
      const output = some.predictions.top[at] === 0 ? 6 : 9;
      const expected = scoresOf(image).get(output);
      if (expected !== undefined) expect(some.predictions.scores[at]).toBe(expected);
    }
  });
});

describe('a run', () => {
  test('tells its progress, its cost and how it was sealed', async () => {
    const seen: ScoringProgress[] = [];
    const result = await scoreNoise(linear, { onProgress: (progress) => seen.push(progress) });
    expect(seen.map(({ done }) => done)).toEqual([4, 8, 12]);
    expect(seen.at(-1)).toMatchObject({ total: 12, secondsLeft: 0 });
    expect(result.isolation).toContain('watchdog');
    expect(result.cost.inferenceSeconds).toBeGreaterThan(0);
    expect(result.cost.peakMemoryMb).toBeGreaterThan(20);
  });

  test('is not harmed by a cache that cannot be written, and says so', async () => {
    const pixelCache = { folder: import.meta.filename, limitBytes: 1e6, name: 'noise' };
    const { predictions, warnings } = await scoreNoise(linear, { pixelCache });
    expect(predictions.count).toBe(12);
    expect(warnings).toEqual([expect.stringMatching(/^Pixels are not kept in .+score-noise.test.ts: /)]);
  });

  test('stops when told to, with the reason that was given', async () => {
    const controller = new AbortController();
    const reason = new Error('the person cancelled');
    const run = scoreNoise(linear, { signal: controller.signal, onProgress: () => controller.abort(reason) });
    await expect(run).rejects.toBe(reason);
  });

  test('an image that cannot be read is not the fault of the model', async () => {
    const run = scoreNoise(linear, { images: { count: 3, read: async () => new Uint8Array(9) } });
    await expect(run).rejects.toMatchObject({ code: 'image-unreadable' });
    const lost = scoreNoise(linear, { images: { count: 3, read: () => Promise.reject(new Error('disk')) } });
    await expect(lost).rejects.toThrow('disk');
  });

  test('an image of another size than a fixed input is refused with advice', async () => {
    const run = scoreNoise(linear, {
      preprocess: { doResize: false },
      images: { count: 1, read: async () => (await noiseImages(1, { width: 9 }))[0] as Uint8Array },
    });
    await expect(run).rejects.toMatchObject({ code: 'preprocess-image-size' });
  });

  test('images of several sizes go to a model that takes any', async () => {
    const pool = { op: 'GlobalAveragePool', inputs: ['image'], outputs: ['pooled'] };
    const flatten = { op: 'Flatten', inputs: ['pooled'], outputs: ['scores'], attributes: { axis: 1 } };
    const model = buildOnnx({
      inputs: [{ name: 'image', shape: ['N', 3, 'H', 'W'] }],
      nodes: [pool, flatten],
      outputs: [{ name: 'scores', shape: ['N', 3] }],
    });
    const wide = await noiseImages(3, { width: 11 });
    const high = await noiseImages(2, { height: 20 });
    const files = [...wide, ...high];
    const { predictions } = await scoreNoise(model, {
      classes: names(3),
      images: { count: 5, read: async (i) => files[i] as Uint8Array },
    });
    expect(predictions.scores.every(Number.isFinite)).toBe(true);
  });
});
