import { AppError } from '#lib/core/errors';

/**
 * Every code with which a model can be refused, and nothing else comes out of reading, checking and running one. They are
 * stable: pages, commands and tests name them.
 */
export const MODEL_REFUSAL_CODES = [
  // The file
  'model-empty',
  'model-not-onnx',
  'model-damaged',
  'model-too-large',
  'model-too-complex',
  'model-too-deep',
  'model-name-too-long',
  'model-tensor-size',
  'model-opset',
  'model-operator-domain',
  'model-external-data',
  'model-random-operator',
  // Its input
  'input-count',
  'input-type',
  'input-shape',
  'input-channels',
  // Its outputs
  'output-count',
  'output-type',
  'output-shape',
  'output-ambiguous',
  // The labels file
  'labels-invalid',
  'labels-duplicate',
  'labels-no-class',
  // The preprocess file
  'preprocess-invalid',
  'preprocess-unknown-preset',
  'preprocess-contradiction',
  'preprocess-incomplete',
  'preprocess-image-size',
  // The run
  'model-load-failed',
  'model-run-failed',
  'model-crashed',
  'model-out-of-memory',
  'model-out-of-time',
  'model-not-finite',
  'model-not-repeatable',
  'model-mixes-images',
] as const;

export type ModelRefusalCode = (typeof MODEL_REFUSAL_CODES)[number];

/** What would break a line, move a terminal's cursor or turn the direction of reading. */
const CONTROLS = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;
/** Characters of a name in quotes that are shown. */
const LONG_NAME = /"([^"]{100})[^"]{20,}"/g;

/**
 * A refusal that is the model's fault: a submission that meets it is `refused`, not `failed`. Names out of the model's file
 * stand in the message, so it is made one line that can be shown anywhere, and long names are cut.
 */
export function refuseModel(
  code: ModelRefusalCode,
  message: string,
  details: Record<string, unknown> = {},
  cause?: unknown,
): AppError {
  const shown = message.replace(CONTROLS, ' ').replace(LONG_NAME, '"$1..."');
  return new AppError('invalid', code, shown, { details, cause });
}

/** Whether an error is the model's fault. Everything else is ours, or an image's. */
export function isModelRefusal(error: unknown): error is AppError {
  return error instanceof AppError && (MODEL_REFUSAL_CODES as readonly string[]).includes(error.code);
}
