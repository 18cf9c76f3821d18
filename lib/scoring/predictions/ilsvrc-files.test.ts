import { describe, expect, test } from 'vitest';
import { computeGuessErrors } from '../metrics/guess-errors.ts';
import { parseGuessLines, parseTruthLines } from './ilsvrc-files.ts';

describe('files of ILSVRC', () => {
  test('number classes from 1, five guesses a line', () => {
    expect(parseGuessLines('1 2 3\r\n\r\n5,4\n1 1 1 1 1 999999999999\n')).toEqual([
      [0, 1, 2],
      [],
      [4, 3],
      [0, 0, 0, 0, 0],
    ]);
    expect(parseTruthLines('3\n1\n')).toEqual([2, 0]);
  });

  test.each(['0', '-1', 'dog', '1.5'])('refuse %s, naming the line', (word) => {
    expect(() => parseGuessLines(`1\n${word}`)).toThrow(/Line 2 of the predictions/);
    expect(() => parseTruthLines(`1\n${word}`)).toThrow(/Line 2 of the truth/);
    expect(() => parseTruthLines(word)).toThrow(expect.objectContaining({ code: 'predictions-line' }));
  });

  test('a truth that is lacking in between is told', () => {
    expect(() => parseTruthLines('1\n\n2\n')).toThrow(/Line 2 of the truth is empty/);
  });

  test('need as many lines of each', () => {
    const score = () => computeGuessErrors(parseGuessLines('1\n2\n'), parseTruthLines('1\n2\n1\n'), 2, null);
    expect(score).toThrow(expect.objectContaining({ code: 'predictions-rows' }));
  });
});
