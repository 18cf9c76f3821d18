import { execFile } from 'node:child_process';
import { chmod, mkdtemp, open, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { planScoring } from '../run/plan-scoring.ts';
import { echoNetwork } from '../testing/image-networks.ts';
import { buildOnnx } from '../testing/onnx-builder.ts';
import { SCORER, sealedCommand, sealedEnvironment } from './isolation-layers.ts';
import { type OpenPixelFile, openSealedModel } from './sealed-model.ts';

/** Bytes before the first image of the file, whose images hold 0, 1 and 2. */
const BEFORE = 64;
const IMAGE = 192;
const model = buildOnnx(echoNetwork());
const classes = Array.from({ length: IMAGE }, (_, i) => `c${i}`);
const plan = planScoring({ model, preprocess: {}, classes }).tensor;
const budget = { seconds: 60, memoryMb: 512, threads: 1 };

let folder: string;
let path: string;
let pixelFile: OpenPixelFile;
let close: () => Promise<void>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imagenest-sealed-pixels-'));
  path = join(folder, 'file.pixels');
  await writeFile(path, Buffer.concat([Buffer.alloc(BEFORE, 99), ...[0, 1, 2].map(imageOf)]));
  const file = await open(path, 'r');
  pixelFile = { path, inode: (await file.stat()).ino };
  close = () => file.close();
});
afterEach(async () => {
  await close();
  await rm(folder, { recursive: true });
});

const imageOf = (level: number) => Buffer.alloc(IMAGE, level);
const place = (image: number) => BEFORE + image * IMAGE;
const openModel = () => openSealedModel({ model, plan, budget, isolation: 'best', pixelFile });
const size = { height: 8, width: 8, size: 6 };

describe('pixels in a file', () => {
  test('are read in their places, among others that are sent', async () => {
    const sealed = await openModel();
    expect(sealed.pixelFile).toBe(pixelFile);
    for (const images of [
      [place(2), place(0), place(1)],
      [imageOf(7), place(2), imageOf(8), imageOf(9), place(1)],
      [place(1), place(1), imageOf(7)],
      [imageOf(7), imageOf(8)],
    ]) {
      const { scores, width } = await sealed.run({ ...size, images });
      const levels = images.map((image) => (typeof image === 'number' ? (image - BEFORE) / IMAGE : image[0]));
      const expected = levels.flatMap((level) => new Array<number>(width).fill((level as number) / 255));
      expect(scores).toEqual(Float32Array.from(expected));
      expect((await sealed.runAgain(images.length)).scores).toEqual(scores);
    }
    await sealed.close();
  });

  test('are still there when the file is removed meanwhile', async () => {
    const sealed = await openModel();
    await rm(path);
    const { scores } = await sealed.run({ ...size, images: [place(2)] });
    expect(scores[0]).toBe(Math.fround(2 / 255));
    await sealed.close();
  });

  test.each([
    ['was removed before', () => rm(path)],
    [
      'is another one by now',
      async () => {
        await writeFile(join(folder, 'other'), imageOf(0));
        await rename(join(folder, 'other'), path);
      },
    ],
  ])('have to be sent where it %s', async (_, happen) => {
    await happen();
    const sealed = await openModel();
    expect(sealed.pixelFile).toBeNull();
    expect((await sealed.run({ ...size, images: [imageOf(5)] })).scores[0]).toBe(Math.fround(5 / 255));
    await sealed.close();
  });

  test('that are not there are no fault of the model', async () => {
    const sealed = await openModel();
    await truncate(path, place(2) - 1);
    const run = sealed.run({ ...size, images: [place(0), place(1)] });
    await expect(run).rejects.not.toHaveProperty('code');
    await expect(run).rejects.toThrow(/kept pixels cannot be read/);
    await sealed.close();
  });
});

/** What a program finds that would change the file, or learn where it is; it does not know `known` but tries it. */
const INTRUDER = `
  const fs = require('node:fs');
  const [, file, known] = process.argv;
  const attempts = {
    read: () => fs.readSync(fs.openSync(file, 'r'), Buffer.alloc(8), 0, 8, 0),
    write: () => fs.openSync(file, 'r+'),
    append: () => fs.openSync(file, 'a'),
    reopen: () => fs.openSync('/proc/self/fd/' + fs.openSync(file, 'r'), 'r+'),
    truncate: () => fs.truncateSync(file, 1),
    truncateOpen: () => fs.truncateSync('/proc/self/fd/' + fs.openSync(file, 'r'), 1),
    permit: () => fs.fchmodSync(fs.openSync(file, 'r'), 0o600),
    remove: () => fs.rmSync(file),
    path: () => fs.readlinkSync('/proc/self/fd/' + fs.openSync(file, 'r')),
    known: () => fs.openSync(known, 'r'),
    neighbours: () => fs.readdirSync(require('node:path').dirname(known)),
  };
  const found = {};
  for (const [name, attempt] of Object.entries(attempts)) {
    try { found[name] = attempt(); } catch (error) { found[name] = error.code; }
  }
  console.log(JSON.stringify(found));`;

/** Runs the intruder as the scorer is run; `free` as native code is, which Node's permission model does not hold. */
async function intrude(free: boolean) {
  const limits = { dataBytes: 4 * 1024 ** 3, cpuSeconds: 60 };
  const command = await sealedCommand('best', limits, { ...SCORER, reads: path });
  const at = command.args.findIndex((arg) => arg.endsWith('child/main.mjs'));
  const args = command.args.with(at, INTRUDER).toSpliced(at, 0, '-e');
  const held = (arg: string) => /^--(experimental-)?permission$|^--allow-/.test(arg);
  const env = sealedEnvironment() as NodeJS.ProcessEnv;
  const kept = free ? args.filter((arg) => !held(arg)) : args;
  const { stdout } = await promisify(execFile)(command.file, [...kept, path], { env });
  return { layers: command.layers, found: JSON.parse(stdout) as Record<string, unknown> };
}

describe('the seal around a file of pixels', () => {
  test.each([false, true])('lets it be read and nothing else, native code (%s) included', async (free) => {
    const before = await stat(path);
    await chmod(path, 0o666);
    const { layers, found } = await intrude(free);
    expect(found.read).toBe(8);
    // Without a read-only mount only Node's permissions and the limit of file sizes keep a model from writing.
    if (free && !layers.includes('bubblewrap')) return;
    for (const [name, outcome] of Object.entries(found)) {
      if (name === 'read' || (name === 'path' && layers.includes('bubblewrap'))) continue;
      if (name === 'known' && !layers.includes('bubblewrap')) continue;
      expect([name, outcome]).toEqual([
        name,
        expect.stringMatching(/^(EROFS|EACCES|EPERM|ENOENT|EBUSY|ERR_ACCESS_DENIED)$/),
      ]);
    }
    if (layers.includes('bubblewrap')) expect(JSON.stringify(found)).not.toContain(folder);
    const after = await stat(path);
    expect([after.ino, after.size, after.mode & 0o777]).toEqual([before.ino, before.size, 0o666]);
  });
});
