import { expect, test } from 'vitest';
import { licenseTitle } from './license.ts';

test.each([
  ['CC-BY-4.0', 'CC BY 4.0'],
  ['CC0-1.0', 'CC0 1.0'],
  ['Apache-2.0', 'Apache 2.0'],
  ['CC-BY-2.0', 'CC BY 2.0'],
  ['CC-BY-NC-SA-3.0', 'CC BY-NC-SA 3.0'],
  ['GFDL-1.3-only', 'GFDL-1.3-only'],
])('%s is called %s', (spdx, title) => {
  expect(licenseTitle(spdx)).toBe(title);
});
