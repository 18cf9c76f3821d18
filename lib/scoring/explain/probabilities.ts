import { isDistribution } from '../predictions/predictions.ts';

/** How a model's outputs became probabilities: as they are, or by softmax, or, of one output, by the logistic function. */
export type ProbabilityForm = 'as-given' | 'softmax' | 'logistic';

/** What the outputs for an image are: probabilities already, or scores that have to be made such. */
export function probabilityForm(row: Float32Array): ProbabilityForm {
  if (isDistribution(row)) return 'as-given';
  return row.length === 1 ? 'logistic' : 'softmax';
}

/**
 * The probability of each class out of a model's outputs. `columns` are the output of each class, -1 for none, whose probability
 * is 0; softmax goes over all outputs, also those of no class.
 */
export function classProbabilities(row: Float32Array, columns: Int32Array, form: ProbabilityForm): number[] {
  const pick = (of: (score: number) => number) =>
    Array.from(columns, (column) => (column < 0 ? 0 : of(row[column] as number)));
  if (form === 'as-given') return pick((score) => score);
  if (form === 'logistic') return pick((score) => 1 / (1 + Math.exp(-score)));
  const greatest = row.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const sum = row.reduce((all, score) => all + Math.exp(score - greatest), 0);
  return pick((score) => Math.exp(score - greatest) / sum);
}
