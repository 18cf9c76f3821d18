import { describe, expect, test } from 'vitest';
import { resizedSize } from '../pixels/preprocess-image.ts';
import { readPreprocess } from './presets.ts';
import { resolvePreprocess } from './resolve-preprocess.ts';

const half = { image_mean: [0.5, 0.5, 0.5], image_std: [0.5, 0.5, 0.5] };
const imagenet = { image_mean: [0.485, 0.456, 0.406], image_std: [0.229, 0.224, 0.225] };
const steps = { do_normalize: true, do_rescale: true, do_resize: true, rescale_factor: 0.00392156862745098 };
const old = { do_normalize: true, do_resize: true };
/** What the faster processors write besides, most of it null. */
const fast = {
  crop_size: null,
  data_format: 'channels_first',
  device: null,
  disable_grouping: null,
  do_center_crop: null,
  do_convert_rgb: null,
  do_pad: null,
  image_seq_length: null,
  input_data_format: null,
  pad_size: null,
  return_tensors: null,
};
const square = (side: number) => ({ height: side, width: side });

/** preprocessor_config.json as it stands beside published models, the edge that those take, and what has to come of it. */
const PUBLISHED: [name: string, file: object, edge: number, plan: object][] = [
  [
    'google/vit-base-patch16-224',
    { ...steps, ...half, image_processor_type: 'ViTImageProcessor', resample: 2, size: square(224) },
    224,
    { resize: square(224), resample: 'bilinear', crop: null },
  ],
  [
    'google/vit-base-patch16-224-in21k, without a name',
    { ...old, ...half, resample: 2, size: 224 },
    224,
    { resize: square(224), resample: 'bilinear', crop: null },
  ],
  [
    'a ViT saved by a faster processor',
    {
      ...steps,
      ...half,
      ...fast,
      default_to_square: true,
      image_processor_type: 'ViTImageProcessorFast',
      resample: 2,
      size: square(224),
    },
    224,
    { resize: square(224), resample: 'bilinear', crop: null, layout: 'NCHW' },
  ],
  [
    'facebook/deit-base-distilled-patch16-224',
    {
      ...old,
      ...imagenet,
      crop_size: 224,
      do_center_crop: true,
      feature_extractor_type: 'DeiTFeatureExtractor',
      resample: 3,
      size: 256,
    },
    224,
    { resize: square(256), resample: 'bicubic', crop: square(224) },
  ],
  [
    'microsoft/beit-base-patch16-224',
    {
      ...old,
      ...half,
      crop_size: 224,
      do_center_crop: false,
      feature_extractor_type: 'BeitFeatureExtractor',
      reduce_labels: false,
      resample: 2,
      size: 224,
    },
    224,
    { resize: square(224), resample: 'bilinear', crop: null },
  ],
  [
    'microsoft/swin-tiny-patch4-window7-224',
    { ...old, ...imagenet, feature_extractor_type: 'ViTFeatureExtractor', resample: 3, size: 224 },
    224,
    { resize: square(224), resample: 'bicubic', crop: null },
  ],
  [
    'facebook/convnext-tiny-224',
    {
      ...old,
      ...imagenet,
      crop_pct: 0.875,
      feature_extractor_type: 'ConvNextFeatureExtractor',
      resample: 3,
      size: 224,
    },
    224,
    { resize: { shortestEdge: 256 }, resample: 'bicubic', crop: square(224) },
  ],
  [
    'facebook/convnext-base-384',
    {
      ...steps,
      ...imagenet,
      crop_pct: null,
      image_processor_type: 'ConvNextImageProcessor',
      resample: 3,
      size: { shortest_edge: 384 },
    },
    384,
    { resize: square(384), resample: 'bicubic', crop: null },
  ],
  [
    'microsoft/resnet-50',
    {
      ...old,
      ...imagenet,
      crop_pct: 0.875,
      feature_extractor_type: 'ConvNextFeatureExtractor',
      resample: 3,
      size: 224,
    },
    224,
    { resize: { shortestEdge: 256 }, resample: 'bicubic', crop: square(224) },
  ],
  [
    'a ResNet saved by a faster processor',
    {
      ...steps,
      ...imagenet,
      ...fast,
      crop_pct: 0.95,
      default_to_square: false,
      image_processor_type: 'ConvNextImageProcessorFast',
      resample: 3,
      size: { shortest_edge: 224 },
    },
    224,
    { resize: { shortestEdge: 235 }, resample: 'bicubic', crop: square(224) },
  ],
  [
    'google/mobilenet_v1_1.0_224',
    {
      ...steps,
      ...half,
      crop_size: square(224),
      do_center_crop: true,
      image_processor_type: 'MobileNetV1ImageProcessor',
      resample: 2,
      size: { shortest_edge: 256 },
    },
    224,
    { resize: { shortestEdge: 256 }, resample: 'bilinear', crop: square(224) },
  ],
  [
    'google/mobilenet_v2_1.0_224',
    {
      ...steps,
      ...half,
      crop_size: square(224),
      do_center_crop: true,
      image_processor_type: 'MobileNetV2FeatureExtractor',
      resample: 2,
      size: { shortest_edge: 256 },
    },
    224,
    { resize: { shortestEdge: 256 }, resample: 'bilinear', crop: square(224) },
  ],
  [
    'google/efficientnet-b0',
    {
      ...steps,
      crop_size: square(289),
      do_center_crop: false,
      image_mean: [0.485, 0.456, 0.406],
      image_processor_type: 'EfficientNetImageProcessor',
      image_std: [0.47853944, 0.4732864, 0.47434163],
      include_top: true,
      resample: 0,
      rescale_offset: false,
      size: square(224),
    },
    224,
    { resize: square(224), resample: 'nearest', crop: null },
  ],
  [
    'an EfficientNet saved by a faster processor',
    {
      ...steps,
      ...imagenet,
      ...fast,
      crop_size: square(289),
      do_center_crop: false,
      image_processor_type: 'EfficientNetImageProcessorFast',
      include_top: false,
      rescale_offset: true,
      resample: 3,
      size: square(260),
    },
    260,
    { resize: square(260), resample: 'bicubic', crop: null, rescale: { factor: 1 / 255, offset: 1 } },
  ],
  [
    'apple/mobilevit-small',
    {
      crop_size: 256,
      do_center_crop: true,
      do_flip_channel_order: true,
      do_resize: true,
      feature_extractor_type: 'MobileViTFeatureExtractor',
      resample: 2,
      size: 288,
    },
    256,
    { resize: { shortestEdge: 288 }, crop: square(256), channels: 'BGR', normalize: [] },
  ],
  [
    'facebook/dinov2-base-imagenet1k-1-layer',
    {
      ...steps,
      ...imagenet,
      crop_size: square(224),
      do_center_crop: true,
      do_convert_rgb: true,
      image_processor_type: 'BitImageProcessor',
      resample: 3,
      size: { shortest_edge: 256 },
    },
    224,
    { resize: { shortestEdge: 256 }, resample: 'bicubic', crop: square(224) },
  ],
  [
    'a processor_config.json, which has image and video processors side by side',
    {
      image_processor: {
        ...steps,
        ...half,
        image_processor_type: 'SiglipImageProcessorFast',
        resample: 2,
        size: { height: 224, width: 224, longest_edge: null },
      },
      processor_class: 'SiglipProcessor',
      video_processor: { video_processor_type: 'SiglipVideoProcessor', size: square(112) },
    },
    224,
    { resize: square(224), resample: 'bilinear', crop: null },
  ],
];

const read = (file: object, edge: number) => {
  const { spec, warnings } = readPreprocess(JSON.stringify(file));
  const input = { name: 'pixel_values', dtype: 'float32', shape: [null, 3, edge, edge] } as const;
  return { warnings, resolved: resolvePreprocess(spec, input) };
};

describe('published configurations are taken as they are', () => {
  test.each(PUBLISHED)('%s', (_, file, edge, plan) => {
    const { warnings, resolved } = read(file, edge);
    expect(warnings).toEqual([]);
    expect(resolved).toMatchObject({ rescale: { factor: 1 / 255, offset: 0 }, ...plan });
    expect(resolved).toMatchObject({ height: edge, width: edge });
  });

  test('EfficientNet divides by its deviation once more where the top is included, as it is by default', () => {
    const [, b0] = PUBLISHED.find(([name]) => name.endsWith('b0')) as (typeof PUBLISHED)[number];
    const { include_top, ...file } = b0 as { include_top: boolean };
    const std = [0.47853944, 0.4732864, 0.47434163];
    const twice = [
      { mean: [0.485, 0.456, 0.406], std },
      { mean: [0, 0, 0], std },
    ];
    expect(read({ ...file, include_top }, 224).resolved.normalize).toEqual(twice);
    expect(read(file, 224).resolved.normalize).toEqual(twice);
    expect(read({ ...file, include_top: false }, 224).resolved.normalize).toHaveLength(1);
  });
});

describe("ConvNeXt's crop_pct", () => {
  const convNext = (edge: number, cropPct: number) =>
    read(
      {
        ...old,
        ...imagenet,
        crop_pct: cropPct,
        image_processor_type: 'ConvNextImageProcessor',
        size: { shortest_edge: edge },
      },
      edge,
    ).resolved;

  test.each([
    [224, 0.875, 256],
    [224, 0.95, 235],
    [224, 0.9, 248],
    [288, 1, 288],
    [160, 0.875, 182],
    [383, 0.875, 437],
  ])('of %i at %d resizes the shorter edge to int(size / crop_pct) = %i and crops', (edge, pct, resized) => {
    expect(convNext(edge, pct)).toMatchObject({ resize: { shortestEdge: resized }, crop: square(edge) });
  });

  test('from 384 on squeezes without a crop', () => {
    for (const edge of [384, 512]) {
      expect(convNext(edge, 0.875)).toMatchObject({ resize: square(edge), crop: null });
    }
  });

  test('rounds the longer edge down, as int(size * long / short)', () => {
    const { resize } = convNext(224, 0.95);
    expect(resizedSize({ width: 500, height: 375 }, resize as { shortestEdge: number })).toEqual({
      width: 313,
      height: 235,
    });
  });
});

test.each([
  ['Siglip2ImageProcessor', true],
  ['LevitImageProcessor', true],
  ['VitMatteImageProcessor', true],
  ['SiglipImageProcessor', false],
  ['CLIPImageProcessorFast', false],
])('the rules of %s are known or a warning names it', (type, warned) => {
  const { warnings } = readPreprocess(JSON.stringify({ ...steps, ...half, image_processor_type: type }));
  expect(warnings).toEqual(warned ? [expect.stringContaining(type)] : []);
});

test('a key that is null says nothing; one that is not known is named', () => {
  const { warnings } = readPreprocess(
    JSON.stringify({ ...fast, do_pad: true, pad_size: square(9), speed: null }),
  );
  expect(warnings).toEqual([
    'preprocess: the key "do_pad" is not known and has no effect.',
    'preprocess: the key "pad_size" is not known and has no effect.',
  ]);
});
