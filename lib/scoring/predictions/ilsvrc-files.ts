import { AppError } from '#lib/core/errors';
import { GUESSES } from './predictions.ts';

function linesOf(text: string): string[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function classNumber(word: string, line: number, what: string): number {
  if (/^[1-9]\d{0,8}$/.test(word)) return Number(word) - 1;
  throw new AppError(
    'invalid',
    'predictions-line',
    `Line ${line + 1} of the ${what} ${word === '' ? 'is empty' : `has "${word.slice(0, 40)}"`}; numbers of classes are needed, from 1, as lines of the classes file. Mend that line.`,
    { details: { line: line + 1 } },
  );
}

/**
 * Reads an ILSVRC prediction file: one line an image, numbers of classes from 1, best first, parted by spaces or commas.
 * An empty line is an image without a guess; what follows the fifth guess is ignored. Gives class numbers from 0. Throws
 * AppError `predictions-line`.
 */
export function parseGuessLines(text: string): number[][] {
  return linesOf(text).map((line, i) => {
    const words = line.split(/[\s,]+/).filter(Boolean);
    return words.slice(0, GUESSES).map((word) => classNumber(word, i, 'predictions'));
  });
}

/** Reads an ILSVRC ground truth file: one number of a class from 1 a line. Gives them from 0. Throws as above. */
export function parseTruthLines(text: string): number[] {
  return linesOf(text).map((line, i) => classNumber(line.trim(), i, 'truth'));
}
