import { expect, test } from 'vitest';
import { newImportSchema } from './import.ts';

const words = { title: 'Garden', author: 'Ada', license: 'CC0-1.0' };
const upload = 'a'.repeat(32);

test('an import is of an upload or of a prefix', () => {
  expect(newImportSchema.parse({ ...words, upload })).toMatchObject({ upload, source: { title: 'Garden' } });
  expect(newImportSchema.parse({ ...words, prefix: ' s3://pictures/garden/ ' })).toMatchObject({
    prefix: 's3://pictures/garden/',
  });
});

test.each([
  [{}, '', /^found neither upload nor prefix, expected one of the two: give /],
  [
    { upload, prefix: 's3://pictures/garden/' },
    '',
    /^found both upload and prefix, expected one of the two: /,
  ],
  [{ upload: 'birds.zip' }, 'upload', /^found "birds\.zip", expected the id of an upload .+: send the file /],
  [{ upload: 3 }, 'upload', /^found a value of type number, expected the id of an upload/],
  [{ upload: null }, 'upload', /^found null, expected the id of an upload/],
  [{ prefix: 's3://pictures' }, 'prefix', /^found "s3:\/\/pictures", expected s3:\/\/BUCKET\/PREFIX: name /],
  [{ prefix: ['s3://pictures/garden/'] }, 'prefix', /^found a value of type object, expected s3:/],
  [{ prefix: 'x'.repeat(900) }, 'prefix', /^found "x{60}…", expected s3:/],
  [{ prefix: `s3://pictures/${'x'.repeat(1000)}` }, 'prefix', /^must have at most 1000 characters$/],
])('%j is refused at its field, with what was found and what to do', (of, field, message) => {
  const issues = newImportSchema.safeParse({ ...words, ...of }).error?.issues ?? [];
  expect(issues.map(({ path }) => path.join('.'))).toEqual([field]);
  expect(issues[0]?.message).toMatch(message);
});
