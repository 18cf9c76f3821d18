import { refuseModel } from '../refusals.ts';
import { showShape } from './choose-input.ts';
import type { ModelDescription, ValueDescription } from './describe-model.ts';

/** Element types of an output that can be ranked. */
const OUTPUT_TYPES: ReadonlySet<string> = new Set(['float32', 'float16', 'float64']);

/** Kinds that onnxruntime cannot hand over as numbers, even where another output would do. */
const REFUSED_TYPES: ReadonlySet<string> = new Set([
  'string',
  'sequence',
  'map',
  'optional',
  'opaque',
  'sparse tensor',
]);

type Fit = 'yes' | 'open' | 'no';

/** Whether a shape is [N, width], with axes of 1 after it or, for one answer an image, without the second axis. */
function fits({ shape }: ValueDescription, width: number): Fit {
  if (!shape) return 'open';
  if (width === 1 && shape.length === 1) return 'yes';
  const [, found, ...rest] = shape;
  if (found === undefined || rest.some((size) => size !== null && size !== 1)) return 'no';
  if (found !== null && found !== width) return 'no';
  return found === null || rest.includes(null) ? 'open' : 'yes';
}

/**
 * The output that answers, among those of a model: the one whose shape is [N, `width`], or else the one that may turn out
 * so. `widthIs` says in words where the width comes from ("the challenge has 10 classes").
 *
 * Throws `output-count`, `output-type`, `output-shape`, or `output-ambiguous` where two would do.
 */
export function chooseOutput(
  model: Pick<ModelDescription, 'outputs'>,
  width: number,
  widthIs: string,
): ValueDescription {
  const { outputs } = model;
  if (outputs.length === 0) {
    throw refuseModel('output-count', 'The model has no output; one of scores for each class is needed.');
  }
  const refused = outputs.find(({ dtype }) => REFUSED_TYPES.has(dtype));
  if (refused) {
    throw refuseModel(
      'output-type',
      `The output "${refused.name}" is a ${refused.dtype}; tensors of float32, float16 or float64 are needed. Remove it (scikit-learn: zipmap=False).`,
    );
  }
  const numeric = outputs.filter(({ dtype }) => OUTPUT_TYPES.has(dtype));
  if (numeric.length === 0) {
    const found = outputs.map(({ name, dtype }) => `"${name}" is ${dtype}`).join(', ');
    throw refuseModel(
      'output-type',
      `No output holds scores: ${found}; float32, float16 or float64 is needed. Export the scores, not the chosen class.`,
    );
  }
  for (const wanted of ['yes', 'open'] as const) {
    const right = numeric.filter((output) => fits(output, width) === wanted);
    if (right.length > 1) {
      const names = right.map(({ name, shape }) => `"${name}" ${showShape(shape)}`).join(', ');
      throw refuseModel(
        'output-ambiguous',
        `Several outputs could be the scores: ${names}. Export the model with one of them.`,
      );
    }
    if (right[0]) return right[0];
  }
  const found = numeric.map(({ name, shape }) => `"${name}" is ${showShape(shape)}`).join(', ');
  throw refuseModel(
    'output-shape',
    `No output is [N, ${width}]: ${found}; ${widthIs}. Export a model with ${width} outputs, or give a labels file that names the class of each output.`,
  );
}
