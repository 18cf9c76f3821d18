import { AppError } from '#lib/core/errors';
import { type PreprocessSpec, parsePreprocessText } from './preprocess-spec.ts';

/** Preprocessing that goes by a name. `torchvision` is what its ImageNet models are evaluated with. */
export const PREPROCESS_PRESETS = {
  torchvision: {
    doResize: true,
    resizeTo: { shortestEdge: 256 },
    resample: 'bilinear',
    doCenterCrop: true,
    cropSize: { height: 224, width: 224 },
    doRescale: true,
    rescaleFactor: 1 / 255,
    doNormalize: true,
    mean: [0.485, 0.456, 0.406],
    std: [0.229, 0.224, 0.225],
  },
  'pixels-0-1': {
    doResize: false,
    doCenterCrop: false,
    doRescale: true,
    rescaleFactor: 1 / 255,
    doNormalize: false,
  },
  'pixels-0-255': { doResize: false, doCenterCrop: false, doRescale: false, doNormalize: false },
} as const satisfies Record<string, Readonly<PreprocessSpec>>;

export type PreprocessPreset = keyof typeof PREPROCESS_PRESETS;

/** Whether `name` is a preset's. */
function isPreprocessPreset(name: string): name is PreprocessPreset {
  return Object.hasOwn(PREPROCESS_PRESETS, name);
}

function presetSpec(name: PreprocessPreset): PreprocessSpec {
  return structuredClone(PREPROCESS_PRESETS[name]) as unknown as PreprocessSpec;
}

/**
 * Reads what a person gave as preprocessing: the name of a preset, or the text of a preprocess file. Empty text says
 * nothing, so that all is read off the model's input.
 */
export function readPreprocess(nameOrText: string): { spec: PreprocessSpec; warnings: string[] } {
  const text = nameOrText.trim();
  if (text === '') return { spec: {}, warnings: [] };
  if (isPreprocessPreset(text)) return { spec: presetSpec(text), warnings: [] };
  if (/^[\w.-]+$/.test(text)) {
    throw new AppError(
      'invalid',
      'preprocess-unknown-preset',
      `There is no preset "${text}". Presets are ${Object.keys(PREPROCESS_PRESETS).join(', ')}; or give a preprocessor_config.json.`,
    );
  }
  return parsePreprocessText(text);
}
