import { AppError } from '#lib/core/errors';
import type { Channels, Layout, PreprocessSpec, ResampleFilter, ResizeTarget } from './preprocess-spec.ts';

/** Element types that a model's input may have. */
export const INPUT_TYPES = ['float32', 'float16', 'uint8'] as const;
export type InputType = (typeof INPUT_TYPES)[number];

/** A model's input as preprocessing sees it: four dimensions, open ones null. */
export interface ImageInput {
  name: string;
  dtype: InputType;
  shape: readonly (number | null)[];
}

/** Everything that happens to an image, with nothing left to decide. */
export interface ResolvedPreprocess {
  resize: ResizeTarget | null;
  resample: ResampleFilter;
  crop: { height: number; width: number } | null;
  channels: Channels;
  layout: Layout;
  dtype: InputType;
  /** value = pixel * factor - offset, in double precision, then rounded to float32. */
  rescale: { factor: number; offset: 0 | 1 } | null;
  /** Steps of value = (value - mean) / std in float32, one of each a channel. EfficientNet has two. */
  normalize: { mean: number[]; std: number[] }[];
  /** Height and width that the model gets; null where they follow from the image. */
  height: number | null;
  width: number | null;
}

const show = (shape: readonly (number | null)[]) => `[${shape.map((size) => size ?? '?').join(', ')}]`;

function contradiction(message: string): AppError {
  return new AppError('invalid', 'preprocess-contradiction', message);
}

/** Which axis has the channels: the file says, else the one of size 1 or 3; where both could be, NCHW. */
function chooseLayout(spec: PreprocessSpec, input: ImageInput): Layout {
  const isChannels = (size: number | null | undefined) => size === null || size === 1 || size === 3;
  const first = isChannels(input.shape[1]);
  const last = isChannels(input.shape[3]);
  if (spec.layout) {
    if (spec.layout === 'NCHW' ? first : last) return spec.layout;
    throw contradiction(
      `layout (or data_format) is ${spec.layout}, but the input "${input.name}" is ${show(input.shape)}, where that axis is not 1 or 3 channels. Remove it from the file, or export the model so.`,
    );
  }
  const fixed = (size: number | null | undefined) => size === 1 || size === 3;
  if (fixed(input.shape[1])) return 'NCHW';
  if (fixed(input.shape[3])) return 'NHWC';
  if (first) return 'NCHW';
  if (last) return 'NHWC';
  throw new AppError(
    'invalid',
    'input-channels',
    `The input "${input.name}" is ${show(input.shape)}: one of its second and last axes must be 1 (grey) or 3 (colour) channels. Export the model with images as [N, 3, H, W] or [N, H, W, 3].`,
  );
}

function chooseChannels(spec: PreprocessSpec, input: ImageInput, count: number | null): Channels {
  if (spec.channels) {
    const needed = spec.channels === 'L' ? 1 : 3;
    if (count === null || count === needed) return spec.channels;
    throw contradiction(
      `channels is ${spec.channels} (${needed}), but the input "${input.name}" takes ${count}. Give the channels that the model was trained on.`,
    );
  }
  if (count !== null) return count === 1 ? 'L' : 'RGB';
  return Array.isArray(spec.mean) && spec.mean.length === 1 ? 'L' : 'RGB';
}

function perChannel(key: string, value: number | number[], channels: Channels): number[] {
  const count = channels === 'L' ? 1 : 3;
  if (typeof value === 'number') return Array<number>(count).fill(value);
  if (value.length === count) return value;
  throw contradiction(
    `${key} has ${value.length} numbers, but the model sees ${count === 1 ? 'grey images: 1 is needed' : 'three channels: 3 are needed'}. Give a preprocess file with that many, or export the model with as many channels.`,
  );
}

function chooseValues(spec: PreprocessSpec, input: ImageInput, channels: Channels) {
  const whole = input.dtype === 'uint8';
  const doNormalize = spec.doNormalize ?? (spec.mean !== undefined || spec.std !== undefined);
  const doRescale = spec.doRescale ?? !whole;
  if (whole && (doNormalize || doRescale || spec.divideByStdAgain)) {
    throw contradiction(
      `The input "${input.name}" takes uint8, whole numbers from 0 to 255, but the preprocessing ${doNormalize ? 'normalises' : 'rescales'} them into fractions. Set do_rescale and do_normalize to false, or export the model with a float32 input.`,
    );
  }
  const steps: ResolvedPreprocess['normalize'] = [];
  if (doNormalize || spec.divideByStdAgain) {
    const missing = doNormalize && spec.mean === undefined ? 'image_mean' : 'image_std';
    if ((doNormalize && spec.mean === undefined) || spec.std === undefined) {
      throw new AppError(
        'invalid',
        'preprocess-incomplete',
        `Normalising needs both image_mean and image_std; ${missing} is missing. Add it, or set do_normalize to false.`,
      );
    }
    const std = perChannel('image_std', spec.std, channels);
    if (std.includes(0)) throw contradiction('image_std has a zero: nothing can be divided by it. Mend it.');
    if (doNormalize) steps.push({ mean: perChannel('image_mean', spec.mean ?? 0, channels), std });
    if (spec.divideByStdAgain) steps.push({ mean: std.map(() => 0), std });
  }
  const offset: 0 | 1 = spec.rescaleOffset ? 1 : 0;
  return {
    rescale: doRescale ? { factor: spec.rescaleFactor ?? 1 / 255, offset } : null,
    normalize: steps,
  };
}

const leavesOpen = (input: ImageInput) =>
  input === ANY_INPUT
    ? 'no model to read it off'
    : `the input "${input.name}" ${show(input.shape)} leaves height or width open`;

function chooseSizes(
  spec: PreprocessSpec,
  input: ImageInput,
  fixed: { height: number | null; width: number | null },
) {
  const modelSize =
    fixed.height !== null && fixed.width !== null ? { height: fixed.height, width: fixed.width } : null;
  const doCrop = spec.doCenterCrop ?? spec.cropSize !== undefined;
  const doResize = spec.doResize ?? (spec.resizeTo !== undefined || (modelSize !== null && !doCrop));
  const target = spec.resizeTo ?? modelSize;
  if (doResize && !target) {
    throw new AppError(
      'invalid',
      'preprocess-incomplete',
      `do_resize is set, but there is no size and ${leavesOpen(input)}. Add size.`,
    );
  }
  const resize = doResize ? target : null;
  const exact = resize && 'height' in resize ? resize : null;
  const crop = doCrop ? (spec.cropSize ?? modelSize ?? exact) : null;
  if (doCrop && !crop) {
    throw new AppError(
      'invalid',
      'preprocess-incomplete',
      `do_center_crop is set, but there is no crop_size and ${leavesOpen(input)}. Add crop_size.`,
    );
  }
  const result = crop ?? exact;
  for (const axis of ['height', 'width'] as const) {
    const wanted = fixed[axis];
    if (result && wanted !== null && result[axis] !== wanted) {
      throw contradiction(
        `The preprocessing makes images ${result.height} high and ${result.width} wide, but the input "${input.name}" ${show(input.shape)} has its ${axis} fixed at ${wanted}. Set ${crop ? 'crop_size' : 'size'} to what the model takes.`,
      );
    }
  }
  return { resize, crop, height: result?.height ?? fixed.height, width: result?.width ?? fixed.width };
}

/**
 * Settles a preprocess file against the model's input: what the file leaves out is read off the input's type, layout
 * and fixed size (an input of fixed size and a silent file: resized to exactly that; float: divided by 255; uint8: as is).
 *
 * Throws AppError `preprocess-contradiction` where the two cannot both hold, `preprocess-incomplete` where a size or a
 * mean is needed and nowhere given, `input-channels` where no axis can be the channels.
 */
export function resolvePreprocess(spec: PreprocessSpec, input: ImageInput): ResolvedPreprocess {
  const layout = chooseLayout(spec, input);
  const [, second = null, third = null, last = null] = input.shape;
  const [count, height, width] = layout === 'NCHW' ? [second, third, last] : [last, second, third];
  const channels = chooseChannels(spec, input, count);
  const { rescale, normalize } = chooseValues(spec, input, channels);
  return {
    ...chooseSizes(spec, input, { height, width }),
    resample: spec.resample ?? 'bilinear',
    channels,
    layout,
    dtype: input.dtype,
    rescale,
    normalize,
  };
}

/** An input that leaves everything open: what preprocessing is resolved against where there is no model. */
export const ANY_INPUT: ImageInput = { name: 'any', dtype: 'float32', shape: [null, null, null, null] };
