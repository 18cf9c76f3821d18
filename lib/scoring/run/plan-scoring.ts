import { checkOperators } from '../onnx/check-operators.ts';
import { chooseInput } from '../onnx/choose-input.ts';
import { chooseOutput } from '../onnx/choose-output.ts';
import { describeModel, type ModelDescription } from '../onnx/describe-model.ts';
import { matchOutputs } from '../onnx/labels.ts';
import { readModel } from '../onnx/read-model.ts';
import type { PreprocessSpec } from '../preprocess/preprocess-spec.ts';
import { type ResolvedPreprocess, resolvePreprocess } from '../preprocess/resolve-preprocess.ts';
import type { TensorPlan } from '../sealed/sealed-model.ts';
import { valueTables } from '../tensors/value-tables.ts';

/** What a submission is made of, and the classes that it answers for. */
export interface ScoringRequest {
  model: Uint8Array;
  preprocess: PreprocessSpec;
  /** Class of each output; left out, the outputs are `classes` in their order. */
  labels?: readonly string[];
  /** The challenge's classes in its order; one makes it a question of yes or no. */
  classes: readonly string[];
}

/** Everything that is settled before a model runs. */
export interface ScoringPlan {
  description: ModelDescription;
  preprocess: ResolvedPreprocess;
  tensor: TensorPlan;
  /** The batch that the model insists on, or null where it takes any. */
  fixedBatch: number | null;
  /** How many outputs an image has. */
  width: number;
  widthIs: string;
  /** Which output answers for each class, -1 for none. */
  columns: Int32Array;
  warnings: string[];
}

const CHANNEL_ORDER = { RGB: [0, 1, 2], BGR: [2, 1, 0], L: [0] } as const;

/**
 * Checks a submission without running it and settles how it will be run: reads the model under limits, checks its
 * operators, its input against the preprocessing, and its outputs against the classes.
 *
 * Throws AppError with a code of MODEL_REFUSAL_CODES where anything does not fit.
 */
export function planScoring(request: ScoringRequest): ScoringPlan {
  const model = readModel(request.model);
  checkOperators(model);
  const description = describeModel(model, request.model);
  const input = chooseInput(description);
  const preprocess = resolvePreprocess(request.preprocess, input);
  const { width, columns, widthIs, warnings } = matchOutputs(request.classes, request.labels);
  const output = chooseOutput(description, width, widthIs);
  return {
    description,
    preprocess,
    tensor: {
      input: input.name,
      output: output.name,
      dtype: preprocess.dtype,
      planar: preprocess.layout === 'NCHW',
      order: [...CHANNEL_ORDER[preprocess.channels]],
      tables: valueTables(preprocess),
    },
    fixedBatch: input.shape[0] ?? null,
    width,
    widthIs,
    columns,
    warnings,
  };
}
