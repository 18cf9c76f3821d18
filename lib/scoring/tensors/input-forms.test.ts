import { expect, test } from 'vitest';
import { seededRandom } from '#lib/core/random';
import { buildOnnx, type DraftModel } from '../testing/onnx-builder.ts';
import { noiseImages } from '../testing/random-images.ts';
import { scoreNoise } from '../testing/score-noise.ts';
import { float16Bits } from './float16.ts';

const [WIDTH, HEIGHT] = [3, 2];

interface Form {
  dtype: 'float32' | 'float16' | 'uint8';
  layout: 'NCHW' | 'NHWC';
  batch: number | string;
  size: 'fixed' | 'open';
  channels: 1 | 3;
}

/** A network whose scores are its input, value by value in the order in which it stands there. */
function echo({ dtype, layout, batch, size, channels }: Form): DraftModel {
  const edges = size === 'fixed' ? [HEIGHT, WIDTH] : ['height', 'width'];
  const shape = layout === 'NCHW' ? [batch, channels, ...edges] : [batch, ...edges, channels];
  const width = size === 'fixed' ? channels * WIDTH * HEIGHT : 'values';
  return {
    inputs: [{ name: 'image', dtype, shape }],
    nodes: [
      { op: 'Cast', inputs: ['image'], outputs: ['values'], attributes: { to: 1 } },
      { op: 'Flatten', inputs: ['values'], outputs: ['scores'], attributes: { axis: 1 } },
    ],
    outputs: [{ name: 'scores', shape: [batch, width] }],
  };
}

/** The value of a number that was rounded to 16 bits. */
function half(value: number): number {
  const bits = float16Bits(value);
  const [exponent, mantissa] = [(bits >> 10) & 31, bits & 1023];
  return exponent ? (1 + mantissa / 1024) * 2 ** (exponent - 15) : mantissa * 2 ** -24;
}

const luma = ([red = 0, green = 0, blue = 0]: number[]) =>
  (red * 19_595 + green * 38_470 + blue * 7_471 + 0x8000) >> 16;

/** The values that the network has to see of the noise. */
function expected({ dtype, layout, channels }: Form): number[] {
  const random = seededRandom(1);
  const pixels = Array.from({ length: WIDTH * HEIGHT }, () =>
    Array.from({ length: 3 }, () => random.below(256)),
  );
  const levels = pixels.map((pixel) => (channels === 1 ? [luma(pixel)] : pixel));
  const ordered =
    layout === 'NHWC'
      ? levels.flat()
      : Array.from({ length: channels }, (_, channel) =>
          levels.map((pixel) => pixel[channel] as number),
        ).flat();
  if (dtype === 'uint8') return ordered;
  const scaled = ordered.map((level) => Math.fround(level / 255));
  return dtype === 'float32' ? scaled : scaled.map(half);
}

const forms: Form[] = (['float32', 'float16', 'uint8'] as const).flatMap((dtype) =>
  (['NCHW', 'NHWC'] as const).flatMap((layout) =>
    (['N', 1, 4] as const).flatMap((batch) =>
      (['fixed', 'open'] as const).map(
        (size): Form => ({ dtype, layout, batch, size, channels: batch === 1 ? 1 : 3 }),
      ),
    ),
  ),
);

test.each(forms)(
  '$dtype $layout, batch $batch, $size size, $channels channels',
  { timeout: 30_000 },
  async (form) => {
    const values = expected(form);
    const [image] = await noiseImages(1, { width: WIDTH, height: HEIGHT });
    const { predictions, batch } = await scoreNoise(buildOnnx(echo(form)), {
      classes: values.map((_, i) => `value ${i}`),
      // The same image over and over, its score for another value each time.
      images: { count: values.length, read: async () => image as Uint8Array },
      truth: Int32Array.from(values, (_, i) => i),
      preprocess: form.size === 'open' ? { layout: form.layout } : {},
    });
    expect([...(predictions.truthScores as Float32Array)]).toEqual(values);
    if (typeof form.batch === 'number') expect(batch).toBe(form.batch);
  },
);
