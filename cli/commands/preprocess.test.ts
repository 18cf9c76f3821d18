import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';

let folder: string;
let image: string;
let out: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'imagenest-preprocess-'));
  image = path.join(folder, 'image.png');
  out = path.join(folder, 'seen.png');
  const background = { r: 10, g: 200, b: 30 };
  await sharp({ create: { width: 300, height: 400, channels: 3, background } })
    .png()
    .toFile(image);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the pixels that a model would see are written as a PNG', async () => {
  const args = ['preprocess', image, '--preprocess', 'torchvision', '--out', out, '--json'];
  const { code, output } = await runCommand(...args);
  expect(code).toBe(0);
  expect(JSON.parse(output)).toMatchObject({ out, width: 224, height: 224, channels: 3 });
  const { data, info } = await sharp(out).raw().toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: 224, height: 224, channels: 3 });
  expect([...data.subarray(0, 3)]).toEqual([10, 200, 30]);
});

test('what cannot be done is refused', async () => {
  const text = path.join(folder, 'text.png');
  await writeFile(text, 'no image');
  const cases = [
    ['image-unreadable', text, 'torchvision', out],
    ['no-such-file', image, 'torchvison', out],
    ['cannot-write', image, 'torchvision', path.join(folder, 'none', 'seen.png')],
    ['cannot-write', image, 'torchvision', path.join(folder, 'seen.jpg')],
  ] as const;
  for (const [refusal, file, preset, to] of cases) {
    const { code, errors } = await runCommand('preprocess', file, '--preprocess', preset, '--out', to);
    expect(code).toBe(2);
    expect(errors).toMatch(new RegExp(`^error: ${refusal}: .*\n$`));
    if (refusal === 'image-unreadable') expect(errors).toContain(text);
  }
});
