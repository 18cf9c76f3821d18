import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { link, mkdir, mkdtemp, rm, symlink, truncate, unlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isRefused, type Offered } from '../intake/offered.ts';
import { heapInUse } from '../testing/heap-in-use.ts';
import { linesOf, takeOffered } from '../testing/take-offered.ts';
import { readFolder } from './read-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'imagenest-folder-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function put(name: string, bytes: string | Uint8Array = name): Promise<void> {
  await mkdir(path.join(folder, path.dirname(name)), { recursive: true });
  await writeFile(path.join(folder, name), bytes);
}
const lines = async () => linesOf(await takeOffered(readFolder(folder)));

describe('a folder', () => {
  test('offers files in order of their names, folder by folder, with their bytes', async () => {
    for (const name of ['owl/b.jpg', 'dog/a.jpg', 'owl/a.jpg', 'top.jpg', 'dog/deep/er/a.jpg', 'Z.jpg'])
      await put(name);
    await mkdir(path.join(folder, 'empty'));
    const names = ['Z.jpg', 'dog/a.jpg', 'dog/deep/er/a.jpg', 'owl/a.jpg', 'owl/b.jpg', 'top.jpg'];
    const taken = await takeOffered(readFolder(folder));
    expect(linesOf(taken)).toEqual(names.map((name) => `${name} = ${name}`));
    expect(taken.map(({ ordinal }) => ordinal)).toEqual([0, 1, 2, 3, 4, 5]);
    const rest = await takeOffered(readFolder(folder, { skip: (ordinal) => ordinal < 4 }));
    expect(rest).toEqual(taken.slice(4));
  });

  test('refuses links, sockets, archives, empty and too large files by name', async () => {
    await put('a.jpg');
    await symlink('/etc/passwd', path.join(folder, 'link.jpg'));
    await symlink('/etc', path.join(folder, 'link-to-folder'));
    await link(path.join(folder, 'a.jpg'), path.join(folder, 'second-name.jpg'));
    const socket = createServer().listen(path.join(folder, 'socket.jpg'));
    await once(socket, 'listening');
    await put('more.zip');
    await put('none.jpg', '');
    await put('large.jpg');
    await truncate(path.join(folder, 'large.jpg'), 40_000_000);
    await put('.DS_Store');
    expect(await lines()).toEqual([
      'a.jpg = a.jpg',
      'large.jpg: file-too-large',
      'link-to-folder: not-a-file',
      'link.jpg: not-a-file',
      'more.zip: nested-archive',
      'none.jpg: file-empty',
      'second-name.jpg = a.jpg',
      'socket.jpg: not-a-file',
    ]);
    socket.close();
  });

  test('reads names that are no text', async () => {
    await writeFile(
      Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xe9, 0x2e, 0x6a, 0x70, 0x67])]),
      'latin',
    );
    await put('フクロウ.jpg', 'owl');
    await put('..\\..\\a.jpg', 'dog');
    expect(await lines()).toEqual(['.._.._a.jpg = dog', 'フクロウ.jpg = owl', 'é.jpg = latin']);
  });

  test('says of a file that was changed meanwhile that it was', async () => {
    for (const name of ['gone.jpg', 'grown.jpg', 'linked.jpg']) await put(name);
    const offered: Offered[] = [];
    for await (const each of readFolder(folder)) offered.push(each);
    await unlink(path.join(folder, 'gone.jpg'));
    await truncate(path.join(folder, 'grown.jpg'), 40_000_000);
    await unlink(path.join(folder, 'linked.jpg'));
    await symlink('/etc/passwd', path.join(folder, 'linked.jpg'));
    for (const each of offered) {
      if (isRefused(each)) throw new Error(each.reason);
      await expect(each.read()).rejects.toMatchObject({ code: 'unreadable' });
    }
  });

  test('that is not there is refused; so is a file', async () => {
    await put('a.jpg');
    for (const name of ['none', 'a.jpg']) {
      const all = takeOffered(readFolder(path.join(folder, name)));
      await expect(all).rejects.toMatchObject({ code: 'folder-not-found' });
    }
  });

  test('ends when it is told to', async () => {
    await put('a.jpg');
    const gone = AbortSignal.abort(new Error('cancelled'));
    await expect(takeOffered(readFolder(folder, { signal: gone }))).rejects.toThrow('cancelled');
  });

  test('of 12,000 files is read whole, in order, and takes no memory to speak of', async () => {
    const made = spawnSync('sh', ['-c', 'seq -f %06.0f 1 12000 | xargs touch'], { cwd: folder });
    expect(made.status).toBe(0);
    const before = heapInUse();
    let [count, most, last] = [0, 0, ''];
    for await (const { path: name } of readFolder(folder)) {
      if (name <= last) throw new Error(`${name} after ${last}`);
      last = name;
      count++;
      if (count % 4000 === 0) most = Math.max(most, heapInUse() - before);
    }
    expect(count).toBe(12_000);
    // Twice 10,000 names, of a few hundred bytes each.
    expect(most).toBeLessThan(10 * 1024 * 1024);
  }, 60_000);
});
