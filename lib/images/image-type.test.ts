import { expect, test } from 'vitest';
import { fileExtension, imageTypeOf } from './image-type.ts';

test('knows an image by its first bytes, not by its name', () => {
  expect(imageTypeOf(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg');
  expect(imageTypeOf(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))).toBe('image/png');
  expect(imageTypeOf(Buffer.from('RIFF....WEBPVP8 ', 'latin1'))).toBe('image/webp');
});

test('takes nothing that a browser might run, and no empty file', () => {
  for (const text of [
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '<html>',
    '%PDF-1.7',
    'GIF89a',
    'RIFF....WAVE',
    '',
  ])
    expect(imageTypeOf(Buffer.from(text))).toBeUndefined();
});

test('names a file by its type', () => {
  expect(fileExtension('image/jpeg')).toBe('jpg');
});
