import { z } from 'zod';
import { AppError } from '#lib/core/errors';
import { HUGGING_FACE_KEYS_WITHOUT_EFFECT, processorRules } from './processor-rules.ts';

/** Pillow's numbers of its resampling filters, by their names. */
export const RESAMPLE_FILTERS = ['nearest', 'lanczos', 'bilinear', 'bicubic', 'box', 'hamming'] as const;
export type ResampleFilter = (typeof RESAMPLE_FILTERS)[number];

/** What an image is resized to: its shorter edge (the other follows), or both edges whatever its shape. */
export type ResizeTarget = { shortestEdge: number } | { height: number; width: number };
export type Layout = 'NCHW' | 'NHWC';
export type Channels = 'RGB' | 'BGR' | 'L';

const edge = z.number().int().min(1).max(16_384);
const box = z.object({ height: edge, width: edge });
const perChannel = z.union([z.number(), z.array(z.number()).min(1).max(4)]);

/** `preprocessor_config.json` as Hugging Face's image processors write it, and `layout` and `channels` of ours. */
const preprocessFileSchema = z.object({
  do_resize: z.boolean().nullish(),
  size: z
    .union([edge, z.tuple([edge, edge]), z.looseObject({ shortest_edge: edge }), z.looseObject(box.shape)])
    .nullish(),
  resample: z.number().int().min(0).max(5).nullish(),
  do_center_crop: z.boolean().nullish(),
  crop_size: z.union([edge, z.tuple([edge, edge]), box]).nullish(),
  crop_pct: z.number().positive().max(1).nullish(),
  do_rescale: z.boolean().nullish(),
  rescale_factor: z.number().positive().nullish(),
  rescale_offset: z.boolean().nullish(),
  do_normalize: z.boolean().nullish(),
  image_mean: perChannel.nullish(),
  image_std: perChannel.nullish(),
  include_top: z.boolean().nullish(),
  do_flip_channel_order: z.boolean().nullish(),
  default_to_square: z.boolean().nullish(),
  data_format: z.enum(['channels_first', 'channels_last']).nullish(),
  image_processor_type: z.string().nullish(),
  feature_extractor_type: z.string().nullish(),
  layout: z.enum(['NCHW', 'NHWC']).nullish(),
  channels: z.enum(['RGB', 'BGR', 'L']).nullish(),
});

/** Whether text can be shown to people: an image read as text cannot. */
function printable(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return !/[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text);
}

/** What a field may be, where a schema's own words say too little. */
const FORMS: Readonly<Record<string, string>> = {
  size: '{"shortest_edge": n} or {"height": h, "width": w}, whole numbers from 1 to 16384,',
  crop_size: '{"height": h, "width": w} or one number, whole from 1 to 16384,',
  resample: "a whole number from 0 to 5, Pillow's (2 is bilinear, 3 bicubic),",
  image_mean: 'a number, or one for each channel,',
  image_std: 'a number, or one for each channel,',
};

type PreprocessFile = z.infer<typeof preprocessFileSchema>;

/** A preprocess file read: what it says and nothing that it leaves out (that is read off the model's input). */
export interface PreprocessSpec {
  doResize?: boolean;
  resizeTo?: ResizeTarget;
  resample?: ResampleFilter;
  doCenterCrop?: boolean;
  cropSize?: { height: number; width: number };
  doRescale?: boolean;
  rescaleFactor?: number;
  /** Subtracts one after rescaling: EfficientNet's `rescale_offset`. */
  rescaleOffset?: boolean;
  doNormalize?: boolean;
  mean?: number | number[];
  std?: number | number[];
  /** Divides by the deviation once more: EfficientNet's `include_top`. */
  divideByStdAgain?: boolean;
  layout?: Layout;
  channels?: Channels;
}

const pair = (value: number | readonly [number, number] | { height: number; width: number }) => {
  if (typeof value === 'number') return { height: value, width: value };
  return 'height' in value ? value : { height: value[0], width: value[1] };
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const withoutNulls = (value: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null));

/**
 * What a file says of images: keys that are null say nothing, as the faster processors write all that they do not do;
 * `processor_config.json` keeps what is about images under `image_processor`, beside words and videos.
 */
function saidOf(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const said = withoutNulls(isRecord(value.image_processor) ? value.image_processor : value);
  return isRecord(said.size) ? { ...said, size: withoutNulls(said.size) } : said;
}

function unknownKeys(file: Record<string, unknown>): string[] {
  const known = new Set([...Object.keys(preprocessFileSchema.shape), ...HUGGING_FACE_KEYS_WITHOUT_EFFECT]);
  const unknown = Object.keys(file).filter((key) => !known.has(key));
  if (isRecord(file.size)) {
    const names = Object.keys(file.size).filter((key) => !['shortest_edge', 'height', 'width'].includes(key));
    unknown.push(...names.map((key) => `size.${key}`));
  }
  return unknown;
}

function resizeTarget(file: PreprocessFile, squareByDefault: boolean): ResizeTarget | undefined {
  const { size } = file;
  if (size == null) return undefined;
  if (typeof size === 'number') return squareByDefault ? pair(size) : { shortestEdge: size };
  if (Array.isArray(size)) return pair(size);
  if ('shortest_edge' in size) {
    if ('height' in size || 'width' in size) {
      throw new AppError(
        'invalid',
        'preprocess-contradiction',
        'size has shortest_edge and also height or width: keep shortest_edge, or both height and width.',
      );
    }
    return { shortestEdge: size.shortest_edge as number };
  }
  return { height: size.height as number, width: size.width as number };
}

/** ConvNeXt's rule: below 384 resize to size / crop_pct and crop the middle, from 384 on squeeze into the square. */
function applyCropPct(spec: PreprocessSpec, cropPct: number): void {
  if (!spec.resizeTo || spec.doResize === false) return;
  const side = 'shortestEdge' in spec.resizeTo ? spec.resizeTo.shortestEdge : spec.resizeTo.height;
  if (side >= 384) {
    spec.resizeTo = { height: side, width: side };
    spec.doCenterCrop = false;
  } else {
    spec.resizeTo = { shortestEdge: Math.trunc(side / cropPct) };
    spec.doCenterCrop = true;
    spec.cropSize = { height: side, width: side };
  }
}

/**
 * Reads a preprocess file, already parsed from JSON.
 *
 * Gives what it says and one warning for each key that is not understood. Throws AppError `preprocess-invalid` naming
 * the field, or `preprocess-contradiction`.
 */
export function parsePreprocessSpec(value: unknown): { spec: PreprocessSpec; warnings: string[] } {
  const said = saidOf(value);
  const parsed = preprocessFileSchema.safeParse(said);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.join('.') || 'the file';
    const form = FORMS[String(issue?.path[0])];
    throw new AppError(
      'invalid',
      'preprocess-invalid',
      `The preprocess file is not a preprocessor_config.json: ${field}: ${form ? `${form} is needed` : (issue?.message ?? 'not an object')}. Mend that field.`,
      { details: { field } },
    );
  }
  const file = parsed.data;
  const raw = said as Record<string, unknown>;
  const unknown = unknownKeys(raw);
  const keys = Object.keys(raw);
  if (keys.length > 0 && keys.every((key) => unknown.includes(key))) {
    throw new AppError(
      'invalid',
      'preprocess-invalid',
      `The preprocess file says nothing of preprocessing: its keys are ${unknown.slice(0, 3).join(', ')}${unknown.length > 3 ? ' and others' : ''}. Give a preprocessor_config.json, or leave it out.`,
    );
  }
  const warnings = unknown.map((key) => `preprocess: the key "${key}" is not known and has no effect.`);
  const type = file.image_processor_type ?? file.feature_extractor_type ?? undefined;
  const rules = processorRules(type, raw);
  if (rules.warning) warnings.push(rules.warning);

  const spec: PreprocessSpec = {};
  if (file.do_resize != null) spec.doResize = file.do_resize;
  const resizeTo = resizeTarget(file, file.default_to_square ?? rules.squareByDefault);
  if (resizeTo) spec.resizeTo = resizeTo;
  const resample = file.resample ?? rules.resample;
  if (resample != null) spec.resample = RESAMPLE_FILTERS[resample] as ResampleFilter;
  const doCenterCrop = file.do_center_crop ?? (file.crop_size == null ? undefined : rules.crops);
  if (doCenterCrop !== undefined) spec.doCenterCrop = doCenterCrop;
  if (file.crop_size != null) spec.cropSize = pair(file.crop_size);
  if (file.do_rescale != null) spec.doRescale = file.do_rescale;
  if (file.rescale_factor != null) spec.rescaleFactor = file.rescale_factor;
  if (file.rescale_offset) spec.rescaleOffset = true;
  if (file.do_normalize != null) spec.doNormalize = file.do_normalize;
  if (file.image_mean != null) spec.mean = file.image_mean;
  if (file.image_std != null) spec.std = file.image_std;
  const normalizes = file.do_normalize ?? file.image_std != null;
  if (file.include_top ?? (normalizes && rules.divideByStdAgain)) spec.divideByStdAgain = true;
  if (file.do_flip_channel_order) spec.channels = 'BGR';
  if (file.data_format) spec.layout = file.data_format === 'channels_last' ? 'NHWC' : 'NCHW';
  if (file.layout) spec.layout = file.layout;
  if (file.channels) spec.channels = file.channels;
  const cropPct = file.crop_pct ?? rules.cropPct;
  if (cropPct != null) applyCropPct(spec, cropPct);
  return { spec, warnings };
}

/** Reads a preprocess file from its text. Throws AppError as `parsePreprocessSpec`, and where it is not JSON. */
export function parsePreprocessText(text: string): { spec: PreprocessSpec; warnings: string[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError(
      'invalid',
      'preprocess-invalid',
      `The preprocess file is not JSON${printable(text) ? ` (${(cause as Error).message})` : ', but a file of another kind'}. Give a preprocessor_config.json or the name of a preset.`,
      { cause },
    );
  }
  return parsePreprocessSpec(value);
}
