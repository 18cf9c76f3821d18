import { expect, test } from 'vitest';
import { uploadFieldsSchema } from './upload.ts';

const fields = { title: 'Garden birds', author: 'Ada', license: 'CC-BY-4.0', homepage: '', candidate: '' };

test('a known licence brings its address, empty fields are none', () => {
  expect(uploadFieldsSchema.parse(fields)).toEqual({
    source: {
      slug: 'garden-birds',
      title: 'Garden birds',
      author: 'Ada',
      license: 'CC-BY-4.0',
      licenseUrl: 'https://creativecommons.org/licenses/by/4.0/',
      homepage: undefined,
    },
    candidate: undefined,
  });
});

test('another licence needs its address', () => {
  const other = { ...fields, license: 'GFDL-1.3-only' };
  expect(uploadFieldsSchema.safeParse(other).error?.issues[0]).toMatchObject({ path: ['licenseUrl'] });
  const told = { ...other, licenseUrl: 'https://www.gnu.org/licenses/fdl-1.3.html' };
  expect(uploadFieldsSchema.parse(told).source.licenseUrl).toBe(told.licenseUrl);
});

test('whose the images are has to be said', () => {
  expect(uploadFieldsSchema.safeParse({ ...fields, author: ' ' }).success).toBe(false);
  expect(uploadFieldsSchema.safeParse({ ...fields, candidate: 'dog' }).success).toBe(false);
});
