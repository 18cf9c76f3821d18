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

const standard = { image_mean: [0.5, 0.5, 0.5], image_std: [0.5, 0.5, 0.5] };
const imagenet = { image_mean: [0.485, 0.456, 0.406], image_std: [0.229, 0.224, 0.225] };

/** preprocessor_config.json as published with the models. */
const PUBLISHED = {
  vit: {
    do_normalize: true,
    do_rescale: true,
    do_resize: true,
    ...standard,
    image_processor_type: 'ViTImageProcessor',
    resample: 2,
    rescale_factor: 0.00392156862745098,
    size: { height: 224, width: 224 },
  },
  vitOld: { do_normalize: true, do_resize: true, ...standard, resample: 2, size: 224 },
  deit: {
    crop_size: 224,
    do_center_crop: true,
    do_normalize: true,
    do_resize: true,
    feature_extractor_type: 'DeiTFeatureExtractor',
    ...imagenet,
    resample: 3,
    size: 256,
  },
  convnext: {
    crop_pct: 0.875,
    do_normalize: true,
    do_resize: true,
    feature_extractor_type: 'ConvNextFeatureExtractor',
    ...imagenet,
    resample: 3,
    size: 224,
  },
  convnext384: {
    crop_pct: 0.875,
    do_normalize: true,
    do_rescale: true,
    do_resize: true,
    ...imagenet,
    image_processor_type: 'ConvNextImageProcessor',
    resample: 3,
    rescale_factor: 0.00392156862745098,
    size: { shortest_edge: 384 },
  },
  mobilenet: {
    crop_size: { height: 224, width: 224 },
    do_center_crop: true,
    do_normalize: true,
    do_rescale: true,
    do_resize: true,
    ...standard,
    image_processor_type: 'MobileNetV2ImageProcessor',
    resample: 2,
    rescale_factor: 0.00392156862745098,
    size: { shortest_edge: 256 },
  },
  efficientnet: {
    crop_size: { height: 289, width: 289 },
    do_center_crop: false,
    do_normalize: true,
    do_rescale: true,
    do_resize: true,
    image_mean: [0.485, 0.456, 0.406],
    image_processor_type: 'EfficientNetImageProcessor',
    image_std: [0.47853944, 0.4732864, 0.47434163],
    include_top: true,
    resample: 0,
    rescale_factor: 0.00392156862745098,
    rescale_offset: false,
    size: { height: 224, width: 224 },
  },
};

describe('published configurations are taken as they are', () => {
  test.each(Object.entries(PUBLISHED))('%s without a warning', (_, file) => {
    expect(warnings(file)).toEqual([]);
  });

  test('ViT squeezes into a square, also where size is a number', () => {
    for (const file of [PUBLISHED.vit, PUBLISHED.vitOld]) {
      expect(resolve(file)).toMatchObject({
        resize: { height: 224, width: 224 },
        resample: 'bilinear',
        crop: null,
        rescale: { factor: 1 / 255, offset: 0 },
        normalize: [{ mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] }],
      });
    }
  });

  test('DeiT squeezes into 256 and crops 224', () => {
    expect(resolve(PUBLISHED.deit)).toMatchObject({
      resize: { height: 256, width: 256 },
      resample: 'bicubic',
      crop: { height: 224, width: 224 },
    });
  });

  test('ConvNeXt and ResNet resize to size / crop_pct below 384 and squeeze from 384 on', () => {
    expect(resolve(PUBLISHED.convnext)).toMatchObject({
      resize: { shortestEdge: 256 },
      crop: { height: 224, width: 224 },
    });
    expect(resolve(PUBLISHED.convnext384, input([null, 3, 384, 384]))).toMatchObject({
      resize: { height: 384, width: 384 },
      crop: null,
    });
  });

  test('MobileNet resizes the shorter edge and crops', () => {
    expect(resolve(PUBLISHED.mobilenet)).toMatchObject({
      resize: { shortestEdge: 256 },
      crop: { height: 224, width: 224 },
    });
  });

  test('EfficientNet divides by its deviation twice and takes the nearest pixel', () => {
    const resolved = resolve(PUBLISHED.efficientnet);
    expect(resolved).toMatchObject({ resample: 'nearest', crop: null });
    expect(resolved.normalize).toHaveLength(2);
    expect(resolved.normalize[1]?.mean).toEqual([0, 0, 0]);
  });
});

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
    expect(() => readPreprocess('imagenet')).toThrow(/torchvision, pixels-0-1, pixels-0-255/);
  });
});
