/** Keys of published configurations that say nothing about the pixels, so that no warning is due. */
export const HUGGING_FACE_KEYS_WITHOUT_EFFECT: readonly string[] = [
  'processor_class',
  '_processor_class',
  '_valid_processor_keys',
  '_name_or_path',
  'auto_map',
  'device',
  'disable_grouping',
  'do_convert_rgb',
  'image_seq_length',
  'input_data_format',
  'return_tensors',
  'transformers_version',
];

/** What the named processor does where its file is silent. */
export interface ProcessorRules {
  /** Whether a size that is one number means a square, or the shorter edge. */
  squareByDefault: boolean;
  /** Pillow's number of the filter. */
  resample?: number;
  cropPct?: number;
  warning?: string;
}

const RULES: readonly [pattern: RegExp, rules: ProcessorRules][] = [
  [/^(ViT|DeiT|Beit)(ImageProcessor|FeatureExtractor)/, { squareByDefault: true }],
  [/^ConvNextImageProcessor/, { squareByDefault: false, cropPct: 224 / 256 }],
  [/^ConvNextFeatureExtractor/, { squareByDefault: false, cropPct: 224 / 256 }],
  [/^MobileNetV[12](ImageProcessor|FeatureExtractor)/, { squareByDefault: false }],
  [/^EfficientNetImageProcessor/, { squareByDefault: true, resample: 0 }],
  [/^CLIP(ImageProcessor|FeatureExtractor)/, { squareByDefault: false, resample: 3 }],
];

/**
 * The defaults of Hugging Face's image processors that decide pixels, by the processor's name. A file without a name is
 * read as its keys suggest: one number is the shorter edge where something is cropped from it, else a square.
 */
export function processorRules(type: string | undefined, file: Record<string, unknown>): ProcessorRules {
  const crops = file.crop_pct != null || file.do_center_crop === true || file.crop_size != null;
  const unnamed: ProcessorRules = { squareByDefault: !crops };
  if (!type) return unnamed;
  const known = RULES.find(([pattern]) => pattern.test(type));
  if (known) return known[1];
  return {
    ...unnamed,
    warning: `preprocess: the processor "${type}" is not one whose own rules are known; its keys are taken as they read.`,
  };
}
