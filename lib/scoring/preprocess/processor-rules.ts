/** Keys of published configurations that say nothing about the pixels, so that no warning is due. */
export const HUGGING_FACE_KEYS_WITHOUT_EFFECT: readonly string[] = [
  'processor_class',
  '_processor_class',
  '_valid_processor_keys',
  '_name_or_path',
  'auto_map',
  'backend',
  'device',
  'disable_grouping',
  'do_convert_rgb',
  'do_reduce_labels',
  'image_seq_length',
  'input_data_format',
  'model_input_names',
  'reduce_labels',
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
  /** Whether it crops the centre. */
  crops?: boolean;
  /** Whether it divides by the deviation a second time. */
  divideByStdAgain?: boolean;
  warning?: string;
}

const NAMED = '(ImageProcessor(Fast|Pil)?|FeatureExtractor)$';
const RULES: readonly [name: string, rules: ProcessorRules][] = [
  ['(ViT|Pvt|Siglip)', { squareByDefault: true, crops: false }],
  ['(DeiT|Beit)', { squareByDefault: true, resample: 3, crops: true }],
  ['ConvNext', { squareByDefault: false, cropPct: 224 / 256 }],
  ['MobileNetV[12]', { squareByDefault: false, crops: true }],
  ['MobileViT', { squareByDefault: false, crops: true }],
  ['EfficientNet', { squareByDefault: true, resample: 0, crops: false, divideByStdAgain: true }],
  ['(CLIP|Bit)', { squareByDefault: false, resample: 3, crops: true }],
];

/**
 * The defaults of Hugging Face's image processors that decide pixels, by the processor's name; the faster ones that end
 * in Fast have the same. A file without a name is read as its keys suggest: one number is the shorter edge where
 * something is cropped from it, else a square.
 */
export function processorRules(type: string | undefined, file: Record<string, unknown>): ProcessorRules {
  const crops = file.crop_pct != null || file.do_center_crop === true || file.crop_size != null;
  const unnamed: ProcessorRules = { squareByDefault: !crops };
  if (!type) return unnamed;
  const known = RULES.find(([name]) => new RegExp(`^${name}${NAMED}`).test(type));
  if (known) return known[1];
  return {
    ...unnamed,
    warning: `preprocess: the processor "${type}" is not one whose own rules are known; its keys are taken as they read.`,
  };
}
