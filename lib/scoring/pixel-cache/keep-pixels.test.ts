import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PixelImage } from '../pixels/pixel-image.ts';
import type { ResolvedPreprocess } from '../preprocess/resolve-preprocess.ts';
import { findProgram } from '../sealed/find-program.ts';
import { openKeptPixels, type PixelKeeper, removeOtherLists } from './keep-pixels.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imagenest-pixels-'));
});
afterEach(() => rm(folder, { recursive: true }));

const preprocess: ResolvedPreprocess = {
  resize: { height: 4, width: 6 },
  resample: 'bilinear',
  crop: null,
  channels: 'RGB',
  layout: 'NCHW',
  dtype: 'float32',
  rescale: null,
  normalize: [],
  height: 4,
  width: 6,
};
/** A page of marks, and five pictures. */
const FILE = 4_096 + 5 * 4 * 6 * 3;
const picture = (level: number): PixelImage => ({
  height: 4,
  width: 6,
  channels: 3,
  data: new Uint8Array(4 * 6 * 3).fill(level),
});
const keep = (images: string, change: Partial<ResolvedPreprocess> = {}, limit = 1e6, count = 5) =>
  openKeptPixels({ folder, limitBytes: limit }, images, count, {
    ...preprocess,
    ...change,
  }) as Promise<PixelKeeper>;

describe('kept pixels', () => {
  test('are there when the cache is opened again', async () => {
    const first = await keep('split');
    expect(await first.get(3)).toBeNull();
    await first.put(3, picture(77));
    await first.close();
    const again = await keep('split');
    expect([first.kept, again.kept]).toEqual([0, 0.2]);
    expect(await again.get(3)).toEqual(picture(77));
    expect(await again.get(2)).toBeNull();
    await again.close();
  });

  test('of an image that was not marked when the process died do not count', async () => {
    const dying = await keep('split');
    await dying.put(1, picture(9));
    const other = await keep('split');
    expect(await other.get(1)).toBeNull();
    await other.close();
    await dying.close();
  });

  test('are of one list and one preprocessing; normalising plays no part', async () => {
    const first = await keep('split');
    await first.put(0, picture(1));
    await first.close();
    for (const [images, change] of [
      ['other split', {}],
      ['split', { resample: 'bicubic' }],
      ['split', { crop: { height: 4, width: 6 } }],
    ] as const) {
      const other = await keep(images, change);
      expect(await other.get(0)).toBeNull();
      await other.close();
    }
    const same = await keep('split', { normalize: [{ mean: [0, 0, 0], std: [1, 1, 1] }], layout: 'NHWC' });
    expect(await same.get(0)).toEqual(picture(1));
    await same.close();
  });

  test('used longest ago go first when the limit is reached', async () => {
    for (const [i, images] of ['a', 'b', 'c'].entries()) {
      const kept = await keep(images, {}, 3 * FILE);
      await kept.put(4, picture(i));
      await kept.close();
      for (const name of await readdir(folder)) {
        if (images === 'c') continue;
        const before = new Date(Date.now() - (10 - i) * 60_000);
        await utimes(join(folder, name), before, before);
      }
    }
    const again = await keep('a', {}, 3 * FILE);
    expect(await again.get(4)).toEqual(picture(0));
    await again.close();
    const fourth = await keep('d', {}, 3 * FILE);
    await fourth.close();
    expect(await readdir(folder)).toHaveLength(3);
    const kept = await keep('a', {}, 3 * FILE);
    expect(await kept.get(4)).toEqual(picture(0));
    await kept.close();
  });

  test("take no more than the limit, and nobody else's files go", async () => {
    await mkdir(join(folder, 'holidays'));
    await writeFile(join(folder, 'notes.txt'), 'mine');
    for (const images of ['a', 'b', 'c', 'd']) await (await keep(images, {}, 2 * FILE)).close();
    const names = await readdir(folder);
    expect(names).toEqual(expect.arrayContaining(['holidays', 'notes.txt']));
    const sizes = await Promise.all(
      names
        .filter((name) => name.endsWith('.pixels'))
        .map(async (name) => (await stat(join(folder, name))).size),
    );
    expect(sizes).toEqual([FILE, FILE]);
  });

  test('are not where sizes follow the images, or the limit is too small', async () => {
    expect(await keep('split', { height: null })).toBeNull();
    expect(await keep('split', {}, FILE - 1)).toBeNull();
  });
});

test('pixels of other lists go, those of a list that is opened meanwhile stay', async () => {
  for (const images of ['a', 'b']) await (await keep(images)).close();
  await writeFile(join(folder, 'notes.txt'), 'mine');
  await removeOtherLists(folder, async () => {
    await (await keep('c')).close();
    return ['b'];
  });
  const names = (await readdir(folder)).filter((name) => name.endsWith('.pixels'));
  expect(names).toHaveLength(2);
  await removeOtherLists(folder, async () => ['b']);
  expect(await readdir(folder)).toHaveLength(2);
  expect((await keep('b')).kept).toBe(0);
  await removeOtherLists(join(folder, 'nowhere'), async () => []);
});

const run = promisify(execFile);

/** Whether a file system of a few kilobytes can be mounted here. */
function canMount(): boolean {
  try {
    execFileSync(UNSHARE, [...NAMESPACE, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
const UNSHARE = findProgram('unshare') ?? '';
const NAMESPACE = ['--user', '--map-root-user', '--mount'];

describe('a cache that fails', () => {
  /** Whatever happens to the disk: no error, and what is given back is what was put in, or nothing. */
  async function use(kept: PixelKeeper): Promise<void> {
    for (const position of [0, 1, 2]) {
      await kept.put(position, picture(position));
      expect([null, picture(position)]).toContainEqual(await kept.get(position));
    }
    await kept.close();
  }

  test('to open, because its folder is a file, keeps nothing and says why', async () => {
    await writeFile(join(folder, 'file'), '');
    const options = { folder: join(folder, 'file'), limitBytes: 1e6 };
    const kept = (await openKeptPixels(options, 'split', 5, preprocess)) as PixelKeeper;
    expect(kept.trouble()).toMatch(/EEXIST|ENOTDIR/);
    await use(kept);
  });

  test('under a scoring, because its folder vanishes, fails nothing', async () => {
    const kept = await keep('split');
    await kept.put(4, picture(4));
    await rm(folder, { recursive: true });
    await use(kept);
    await mkdir(folder);
  });

  test('because another process throws its file out gives no pixels that are not there', async () => {
    const first = await keep('split', {}, FILE);
    await first.put(0, picture(1));
    const other = await keep('other', {}, FILE);
    const second = await keep('split', {}, FILE);
    await second.put(3, picture(2));
    await Promise.all([first.close(), other.close(), second.close()]);
    const third = await keep('split', {}, FILE);
    expect(await third.get(0)).toBeNull();
    expect(await third.get(3)).toEqual(picture(2));
    await third.close();
  });

  test('is not what two that write the same at once are', async () => {
    const keepers = await Promise.all([1, 2, 3, 4].map(() => keep('split')));
    await Promise.all(keepers.map((kept) => use(kept)));
    const again = await keep('split');
    for (const position of [0, 1, 2]) expect(await again.get(position)).toEqual(picture(position));
    await again.close();
  });

  test.runIf(canMount())('because the disk is full keeps no more', async () => {
    const script = `
      const { openKeptPixels } = await import('#lib/scoring/pixel-cache/keep-pixels');
      const preprocess = ${JSON.stringify({ ...preprocess, height: 64, width: 64 })};
      const options = { folder: ${JSON.stringify(folder)}, limitBytes: 1e9 };
      const image = { height: 64, width: 64, channels: 3, data: new Uint8Array(64 * 64 * 3).fill(7) };
      const kept = await openKeptPixels(options, 'split', 100, preprocess);
      const opened = kept.trouble();
      for (let position = 0; position < 100; position++) await kept.put(position, image);
      await kept.close();
      const again = await openKeptPixels(options, 'split', 100, preprocess);
      let there = 0;
      for (let position = 0; position < 100; position++) {
        const found = await again.get(position);
        if (found && !found.data.every((level) => level === 7)) throw new Error('other pixels');
        if (found) there++;
      }
      console.log(JSON.stringify({ opened, trouble: kept.trouble(), there }));`;
    const node = [process.execPath, '--import', 'tsx', '--input-type=module', '-e', '"$SCRIPT"'].join(' ');
    const { stdout } = await run(
      UNSHARE,
      [...NAMESPACE, 'sh', '-c', `mount -t tmpfs -o size=256k tmpfs ${folder} && ${node}`],
      { env: { ...process.env, SCRIPT: script } },
    );
    const { opened, trouble, there } = JSON.parse(stdout);
    expect(opened).toBeNull();
    expect(trouble).toMatch(/ENOSPC|only a part/);
    expect(there).toBeLessThan(100);
  });
});
