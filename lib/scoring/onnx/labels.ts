import { refuseModel } from '../refusals.ts';

/**
 * Reads a labels file: the class of each output, one a line, what follows a tab being a remark. Empty lines at the end
 * are dropped, empty lines within are outputs without a class. Throws `labels-invalid`.
 */
export function parseLabels(text: string): string[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const labels = lines.map((line) => (line.split('\t')[0] as string).trim());
  while (labels.at(-1) === '') labels.pop();
  if (labels.length === 0 || labels.some((label) => label.length > 200 || label.includes('\u0000'))) {
    throw refuseModel(
      'labels-invalid',
      'The labels file names no class, or is not a text of one class a line. Write the id of each output on a line of its own.',
    );
  }
  return labels;
}

/** Which output answers for each class, -1 where none does. */
export interface OutputColumns {
  /** How many outputs the model must have. */
  width: number;
  columns: Int32Array;
  /** In words, where the width comes from. */
  widthIs: string;
  warnings: string[];
}

/**
 * Matches outputs to a challenge's classes. Without labels the outputs are the classes in their order. With labels,
 * outputs for classes that the challenge has not are left out, and classes without an output can never be guessed, of
 * which a warning tells. Throws `labels-duplicate` and `labels-no-class`.
 */
export function matchOutputs(classes: readonly string[], labels?: readonly string[]): OutputColumns {
  const count = classes.length;
  if (!labels) {
    const widthIs =
      count === 1 ? 'the challenge asks yes or no of one class' : `the challenge has ${count} classes`;
    return { width: count, columns: Int32Array.from(classes, (_, i) => i), widthIs, warnings: [] };
  }
  const outputs = new Map<string, number>();
  const wanted = new Set(classes);
  for (const [output, label] of labels.entries()) {
    const earlier = outputs.get(label);
    if (earlier !== undefined && wanted.has(label)) {
      throw refuseModel(
        'labels-duplicate',
        `The labels file names ${label} twice, on lines ${earlier + 1} and ${output + 1}. Each class has one output.`,
      );
    }
    outputs.set(label, output);
  }
  const columns = Int32Array.from(classes, (name) => outputs.get(name) ?? -1);
  const missing = classes.filter((_, i) => columns[i] === -1);
  if (missing.length === count) {
    throw refuseModel(
      'labels-no-class',
      `The labels file names none of the ${count} classes (its first is "${labels[0]}", the challenge's first "${classes[0]}"). Name them as the challenge does.`,
    );
  }
  const warnings = missing.length
    ? [
        `labels: ${missing.length} of ${count} classes have no output and are never guessed: ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ' and others' : ''}.`,
      ]
    : [];
  return {
    width: labels.length,
    columns,
    widthIs: `the labels file names ${labels.length} outputs`,
    warnings,
  };
}
