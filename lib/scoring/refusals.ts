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

/** A refusal that is the model's fault: a submission that meets it is `refused`, not `failed`. */
export function refuseModel(
  code: ModelRefusalCode,
  message: string,
  details: Record<string, unknown> = {},
  cause?: unknown,
): AppError {
  return new AppError('invalid', code, message, { details, cause });
}

/** Whether an error is the model's fault. Everything else is ours, or an image's. */
export function isModelRefusal(error: unknown): error is AppError {
  return error instanceof AppError && (MODEL_REFUSAL_CODES as readonly string[]).includes(error.code);
}
