import { describe, expect, test } from 'vitest';
import { readPreprocess } from './presets.ts';
import { ANY_INPUT, type ImageInput, resolvePreprocess } from './resolve-preprocess.ts';

const input = (shape: (number | null)[], dtype: ImageInput['dtype'] = 'float32'): ImageInput => ({
  name: 'image',
  dtype,
  shape,
});
const colour = input([null, 3, 224, 224]);
const resolve = (file: unknown, to = colour) =>
  resolvePreprocess(readPreprocess(typeof file === 'string' ? file : JSON.stringify(file)).spec, to);
const warnings = (file: unknown) => readPreprocess(JSON.stringify(file)).warnings;

const imagenet = { image_mean: [0.485, 0.456, 0.406], image_std: [0.229, 0.224, 0.225] };

describe('what is left out is read off the input', () => {
  test('a silent file: resized to the fixed size, divided by 255', () => {
    expect(resolve('', input([1, 1, 28, 28]))).toEqual({
      resize: { height: 28, width: 28 },
      resample: 'bilinear',
      crop: null,
      channels: 'L',
      layout: 'NCHW',
      dtype: 'float32',
      rescale: { factor: 1 / 255, offset: 0 },
      normalize: [],
      height: 28,
      width: 28,
    });
  });

  test('whole numbers for uint8, and the last axis as channels', () => {
    expect(resolve({}, input([null, 64, 64, 3], 'uint8'))).toMatchObject({
      layout: 'NHWC',
      channels: 'RGB',
      rescale: null,
      resize: { height: 64, width: 64 },
    });
  });

  test('open height and width follow the image, or the preprocessing', () => {
    const open = input([null, 3, null, null]);
    expect(resolve('pixels-0-1', open)).toMatchObject({ resize: null, height: null, width: null });
    expect(resolve('torchvision', open)).toMatchObject({ height: 224, width: 224 });
    expect(resolve('pixels-0-255', open)).toMatchObject({ rescale: null, normalize: [] });
  });
});

test('without a model the file alone decides', () => {
  expect(resolve('torchvision', ANY_INPUT)).toMatchObject({ channels: 'RGB', height: 224, width: 224 });
  expect(resolve({ channels: 'L' }, ANY_INPUT)).toMatchObject({ channels: 'L', resize: null });
});

describe('contradictions are refused', () => {
  test.each([
    ['a crop larger than a fixed input', { size: { shortest_edge: 256 }, crop_size: 240 }, colour],
    ['a size that is not the input', { size: { height: 192, width: 192 } }, colour],
    ['three means for a grey input', imagenet, input([null, 1, 28, 28])],
    ['the torchvision preset on a grey input', 'torchvision', input([null, 1, 224, 224])],
    ['grey pixels for a colour input', { channels: 'L' }, colour],
    ['channels last for channels first', { layout: 'NHWC' }, colour],
    ['fractions for uint8', { do_rescale: true }, input([null, 3, 224, 224], 'uint8')],
    ['a deviation of zero', { image_mean: 0, image_std: 0 }, colour],
    ['both an edge and a height', { size: { shortest_edge: 3, height: 4, width: 4 } }, colour],
  ])('%s', (_, file, to) => {
    expect(() => resolve(file, to)).toThrow(expect.objectContaining({ code: 'preprocess-contradiction' }));
  });

  test.each([
    ['normalising without a mean', { do_normalize: true, image_std: [1, 1, 1] }, colour],
    ['resizing to nothing', { do_resize: true }, input([null, 3, null, null])],
    ['cropping to nothing', { do_center_crop: true }, input([null, 3, null, null])],
  ])('%s is incomplete', (_, file, to) => {
    expect(() => resolve(file, to)).toThrow(expect.objectContaining({ code: 'preprocess-incomplete' }));
  });

  test('an input without a channel axis', () => {
    expect(() => resolve({}, input([null, 4, 224, 224]))).toThrow(
      expect.objectContaining({ code: 'input-channels' }),
    );
  });
});

test.each([
  [{ size: 'big' }, 'size: {"shortest_edge": n}'],
  [{ size: { longest_edge: 9 } }, 'size: {"shortest_edge": n}'],
  [{ crop_size: 100_000 }, 'crop_size: {"height": h'],
  [{ resample: 'bicubic' }, 'resample: a whole number from 0 to 5'],
  [{ image_std: 'half' }, 'image_std: a number'],
  [{ do_resize: 'yes' }, 'do_resize: Invalid input: expected boolean'],
])('%j is refused with the form that is needed', (file, told) => {
  expect(() => readPreprocess(JSON.stringify(file))).toThrow(told);
});

describe('reading', () => {
  test('names each unknown key in a warning', () => {
    expect(warnings({ do_pad: true, size: { shortest_edge: 224, longest_edge: 400 } })).toEqual([
      expect.stringContaining('"do_pad"'),
      expect.stringContaining('"size.longest_edge"'),
    ]);
    expect(warnings({ image_processor_type: 'LevitImageProcessor' })).toEqual([
      expect.stringContaining('LevitImageProcessor'),
    ]);
  });

  test.each(['{', '[]', '{"size": -1}', '{"resample": 9}', '{"image_mean": "half"}'])(
    'refuses %s',
    (text) => {
      expect(() => readPreprocess(text)).toThrow(expect.objectContaining({ code: 'preprocess-invalid' }));
    },
  );

  test('refuses a preset that is not there, naming those that are', () => {
    expect(() => readPreprocess('imagenet')).toThrow(
      expect.objectContaining({
        code: 'preprocess-unknown-preset',
        message: expect.stringMatching(/torchvision, pixels-0-1, pixels-0-255/),
      }),
    );
  });
});
