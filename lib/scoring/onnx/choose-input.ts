import { type ImageInput, INPUT_TYPES, type InputType } from '../preprocess/resolve-preprocess.ts';
import { refuseModel } from '../refusals.ts';
import type { ModelDescription } from './describe-model.ts';
import type { Shape } from './onnx-model.ts';

/** The largest image edge and batch that a fixed input may ask for. */
const MAX_EDGE = 8_192;
const MAX_BATCH = 1_024;
const MAX_VALUES = 2 ** 28;

/** A shape as people read it: `[?, 3, 224, 224]`. */
export function showShape(shape: Shape | null): string {
  return shape ? `[${shape.map((size) => size ?? '?').join(', ')}]` : 'of unknown shape';
}

/**
 * The one image input of a model. Throws `input-count`, `input-type` or `input-shape`, saying what was found.
 */
export function chooseInput(model: Pick<ModelDescription, 'inputs'>): ImageInput {
  const [input, ...others] = model.inputs;
  if (!input || others.length > 0) {
    const names = model.inputs.slice(0, 8).map(({ name }) => `"${name}"`);
    throw refuseModel(
      'input-count',
      `The model has ${model.inputs.length} inputs${names.length ? ` (${names.join(', ')})` : ''}; exactly one, the image, is needed. Make the others constants before exporting.`,
    );
  }
  const { name, dtype, shape } = input;
  if (!(INPUT_TYPES as readonly string[]).includes(dtype)) {
    throw refuseModel(
      'input-type',
      `The input "${name}" is ${dtype}; a tensor of ${INPUT_TYPES.join(', ')} is needed. Export the model with such an input.`,
    );
  }
  const sizes = shape ?? [];
  const largest = sizes.reduce<number>((product, size) => product * (size ?? 1), 1);
  const sizesFit = sizes.every(
    (size, axis) => size === null || (size >= 1 && size <= (axis ? MAX_EDGE : MAX_BATCH)),
  );
  if (sizes.length !== 4 || !sizesFit || largest > MAX_VALUES) {
    throw refuseModel(
      'input-shape',
      `The input "${name}" is ${showShape(shape)}; images as [N, channels, height, width] or [N, height, width, channels] are needed, N up to ${MAX_BATCH} and edges up to ${MAX_EDGE}, or open. Export the model with such an input.`,
    );
  }
  return { name, dtype: dtype as InputType, shape: sizes };
}
