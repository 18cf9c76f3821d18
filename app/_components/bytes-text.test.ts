import { expect, it } from 'vitest';
import { bytesText } from './bytes-text';

it('writes sizes as people read them', () => {
  expect(bytesText(512)).toBe('512\u00a0bytes');
  expect(bytesText(8_294)).toBe('8.1\u00a0KiB');
  expect(bytesText(31_718)).toBe('31\u00a0KiB');
  expect(bytesText(536_870_912)).toBe('512\u00a0MiB');
  expect(bytesText(1023 * 1024)).toBe('1\u00a0MiB');
  expect(bytesText(4096 * 1_048_576)).toBe('4\u00a0GiB');
});
