import { describe, expect, it } from 'vitest';
import { AppError } from '#lib/core/errors';
import { readChallengeFile } from './challenge-file.ts';

const text = `slug: birds-2027
title: Birds
edition: 2027
dataset: birds
version: 2
timeZone: Europe/Berlin
classes:
  - n01503061
  - n02084071
phases:
  - name: Development
    opensAt: 2027-01-01
    closesAt: 2027-06-01
  - name: Test
    opensAt: 2027-06-01
    closesAt: 2027-06-08
    dailyQuota: 1
baselines:
  - name: Chance
    model: chance.onnx
`;
const mistakes = (from: string, to: string) => {
  try {
    readChallengeFile(text.replace(from, to));
  } catch (error) {
    return (error as AppError).details?.mistakes;
  }
  return null;
};

describe('readChallengeFile', () => {
  it('reads slug, settings and baselines', () => {
    expect(readChallengeFile(text)).toMatchObject({
      slug: 'birds-2027',
      settings: { edition: 2027, phases: [{ opensAt: new Date('2026-12-31T23:00:00Z') }, { dailyQuota: 1 }] },
      baselines: [{ name: 'Chance', model: 'chance.onnx' }],
    });
  });

  it('names the line of a mistake', () => {
    expect(mistakes('edition: 2027', 'edition: soon')).toMatchObject([{ line: 3, field: 'edition' }]);
    expect(mistakes('closesAt: 2027-06-08', 'closesAt: 2027-05-08')).toMatchObject([
      { line: 16, field: 'phases.1.closesAt' },
    ]);
    expect(mistakes('    dailyQuota: 1', '    daylyQuota: 1')).toMatchObject([{ line: 17 }]);
    expect(mistakes('  - n02084071', '  - dog')).toMatchObject([{ line: 9, field: 'classes.1' }]);
    expect(mistakes('    opensAt: 2027-06-01\n', '')).toMatchObject([
      { line: 14, field: 'phases.1.opensAt' },
    ]);
    expect(mistakes('slug: birds-2027', 'slug: Birds 2027')).toMatchObject([{ line: 1, field: 'slug' }]);
    expect(mistakes('title: Birds', 'title: "Birds')).toMatchObject([{ line: expect.any(Number) }]);
    expect(mistakes(text, '')).toEqual(expect.arrayContaining([expect.objectContaining({ line: 1 })]));
  });

  it('tells every mistake at once, in the order of their lines', () => {
    expect(mistakes('edition: 2027\ndataset: birds', 'edition: soon\ndataset: 7')).toMatchObject([
      { line: 3 },
      { line: 4 },
    ]);
  });

  it('tells what the database refuses with the line too', () => {
    const refused = new AppError('invalid', 'no-such-version', 'There is none.', {
      details: { field: 'version' },
    });
    expect(readChallengeFile(text).atLine(refused)).toMatchObject({
      code: 'no-such-version',
      message: 'Line 5: There is none.',
      details: { line: 5 },
    });
  });
});
