import { expect, test } from 'vitest';
import { describeFirstBytes, fileExtension, imageTypeOf } from './image-type.ts';

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

test.each([
  ['GIF89a', 'a GIF'],
  ['MM\0*', 'a TIFF'],
  ['\0\0\0\x18ftypheic', 'a HEIC'],
  ['\0\0\0\x18ftypmp42', 'a film'],
  ['<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">', 'an SVG'],
  ['\n<!doctype html>', 'a web page'],
  ['hello', 'nothing known (68656c6c6f)'],
  ['', 'an empty file'],
])('says what %j begins like', (text, what) => {
  expect(describeFirstBytes(Buffer.from(text, 'latin1'))).toBe(what);
});
