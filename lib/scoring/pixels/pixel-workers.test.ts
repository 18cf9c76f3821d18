import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startPixelWorkers } from './pixel-workers.ts';
import { type PixelPlan, preprocessImage } from './preprocess-image.ts';

const photo = readFileSync(new URL('./fixtures/rgb420.jpg', import.meta.url));
const plan: PixelPlan = {
  resize: { shortestEdge: 20 },
  resample: 'bicubic',
  crop: { height: 16, width: 16 },
  channels: 'RGB',
};

test('threads make the same pixels, and refuse what is no image', async () => {
  const workers = startPixelWorkers(2);
  const expected = await preprocessImage(photo, plan);
  const images = await Promise.all(Array.from({ length: 6 }, () => workers.preprocess(photo, plan)));
  for (const image of images) expect(Buffer.compare(image.data, expected.data)).toBe(0);
  await expect(workers.preprocess(new Uint8Array(3), plan)).rejects.toMatchObject({
    code: 'image-unreadable',
    kind: 'invalid',
  });
  await workers.close();
  await expect(workers.preprocess(photo, plan)).rejects.toThrow();
});
