import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { MODEL_REFUSAL_CODES } from '#lib/scoring/refusals';

const project = path.resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(project, file), 'utf8');

/** Codes that are not the second argument of an AppError: an unexpected error, and a submission that failed by our fault. */
const elsewhere = [
  { code: 'internal', file: 'app/_server/problem.ts' },
  { code: 'our-fault', file: 'lib/challenges/server/put-back-submission.ts' },
];

const filesIn = (folder: string) =>
  readdirSync(path.join(project, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
    path.posix.join(folder, file),
  );

function codesInSources(): string[] {
  const codes = new Set<string>([...MODEL_REFUSAL_CODES, ...elsewhere.map(({ code }) => code)]);
  for (const file of ['lib', 'app', 'cli'].flatMap(filesIn)) {
    if (!/\.tsx?$/.test(file) || /\.i?test\.tsx?$|\/testing\/|\/generated\//.test(file)) continue;
    for (const [, code] of read(file).matchAll(/new AppError\(\s*'[a-z-]+',\s*'([a-z-]+)'/g)) {
      codes.add(code as string);
    }
  }
  return [...codes].sort();
}

/** The words in code that rows of a Markdown table begin with. */
const rowsOf = (text: string) => [...text.matchAll(/^\| `([^`]+)` \|/gm)].map(([, code]) => code as string);

test('docs/errors.md lists every code that the sources can give, once', () => {
  const listed = rowsOf(read('docs/errors.md'));
  expect(listed.filter((code, index) => listed.indexOf(code) !== index)).toEqual([]);
  expect([...listed].sort()).toEqual(codesInSources());
});

test.each(elsewhere)('the code $code stands in $file', ({ code, file }) => {
  expect(read(file)).toContain(`'${code}'`);
});

test('the guide for researchers lists every refusal of a model, once', () => {
  expect(rowsOf(read('docs/researchers.md')).sort()).toEqual([...MODEL_REFUSAL_CODES].sort());
});
