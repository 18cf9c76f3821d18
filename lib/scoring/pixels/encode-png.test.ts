import { expect, test } from 'vitest';
import { decodeImage } from './decode-image.ts';
import { encodePng } from './encode-png.ts';

test.each([1, 3] as const)('pixels of %i channels come back as they were', async (channels) => {
  const data = Uint8Array.from({ length: 5 * 4 * channels }, (_, i) => (i * 37) % 256);
  const image = { width: 5, height: 4, channels, data };
  const again = await decodeImage(await encodePng(image), channels);
  expect({ ...again, data: [...again.data] }).toEqual({ ...image, data: [...data] });
});
