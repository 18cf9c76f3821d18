import { AppError } from '#lib/core/errors';
import { matchOutputs, parseLabels } from '#lib/scoring/onnx/labels';
import { readPreprocess } from '#lib/scoring/preprocess/presets';
import { type SubmissionFields, submissionFieldsSchema } from '../submission.ts';

/** The text fields of a submission as they are kept. */
export interface KeptFields {
  name: string;
  /** A preset's name, or what a preprocess file holds; undefined where all is read off the model's input. */
  preprocess: string | object | undefined;
  /** The class of each output; empty where outputs are the challenge's classes in its order. */
  labels: string[];
}

/**
 * Reads the text fields of a submission, so that a mistake in one is told at once and not by the scoring. Throws
 * AppErrors whose details name the field: `bad-input`, and those of lib/scoring on preprocessing and labels.
 */
export function readSubmissionFields(fields: SubmissionFields, classIds: readonly string[]): KeptFields {
  const parsed = submissionFieldsSchema.safeParse(fields);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.join('.') || 'name';
    throw new AppError('invalid', 'bad-input', `The ${field} ${issue?.message}.`, { details: { field } });
  }
  const name = parsed.data.name;
  const preprocess = atField('preprocess', () => keptPreprocess(parsed.data.preprocess.trim()));
  const labels = atField('labels', () => keptLabels(parsed.data.labels, classIds));
  return { name, preprocess, labels };
}

/** A kept preprocess as the text that lib/scoring reads. */
export function preprocessText(kept: unknown): string {
  if (kept === null || kept === undefined) return '';
  return typeof kept === 'string' ? kept : JSON.stringify(kept);
}

function keptPreprocess(text: string): KeptFields['preprocess'] {
  readPreprocess(text);
  if (text === '') return undefined;
  return text.startsWith('{') ? (JSON.parse(text) as object) : text;
}

function keptLabels(text: string, classIds: readonly string[]): string[] {
  if (text.trim() === '') return [];
  const labels = parseLabels(text);
  matchOutputs(classIds, labels);
  return labels;
}

function atField<Value>(field: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { kind, code, message, details } = error;
    throw new AppError(kind, code, message, { details: { ...details, field }, cause: error });
  }
}
