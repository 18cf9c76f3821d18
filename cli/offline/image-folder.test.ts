import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readClassList } from './class-list.ts';
import { listImageFolder, nameImageList } from './image-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'imagenest-folder-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function put(...files: string[]): Promise<void> {
  for (const file of files) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), '');
  }
}
const refusal = (code: string, message = '') =>
  expect.objectContaining({ code, message: expect.stringContaining(message) });

test('class folders are sorted by name, files within them too, deeper ones included', async () => {
  await put('b/2.PNG', 'b/1.jpg', 'a/deep/x.JPEG', 'a/notes.txt', '.hidden/y.png', 'readme.md');
  const found = await listImageFolder(folder);
  expect(found).toEqual({
    classes: ['a', 'b'],
    files: ['a/deep/x.JPEG', 'b/1.jpg', 'b/2.PNG'],
    truth: Int32Array.of(0, 1, 1),
    warnings: [expect.stringContaining('1 files')],
  });
});

test('a classes file gives the order and may name classes that have no folder', async () => {
  await put('b/1.jpg', 'a/x.png');
  const found = await listImageFolder(folder, ['c', 'b', 'a']);
  expect(found).toMatchObject({ files: ['b/1.jpg', 'a/x.png'], truth: Int32Array.of(1, 2) });
  expect(found.warnings).toEqual([expect.stringContaining('1 of 3 classes')]);
});

test('what is no folder of classes is refused', async () => {
  await expect(listImageFolder(path.join(folder, 'none'))).rejects.toEqual(refusal('no-such-file', 'none'));
  await expect(listImageFolder(folder)).rejects.toEqual(refusal('no-images', 'CLASS'));
  await put('1.jpg');
  await expect(listImageFolder(folder)).rejects.toEqual(refusal('no-images', '1 image and no class folders'));
  const file = path.join(folder, '1.jpg');
  await expect(listImageFolder(file)).rejects.toEqual(refusal('unreadable-file', 'it is no folder'));
  await put('a/1.jpg');
  await expect(listImageFolder(folder)).rejects.toEqual(refusal('one-class', 'a'));
  await put('b/notes.txt');
  await expect(listImageFolder(folder)).rejects.toEqual(
    refusal('class-folder-empty', path.join(folder, 'b')),
  );
  await expect(listImageFolder(folder, ['a', 'c'])).rejects.toEqual(refusal('class-folder-unknown', 'b'));
});

test('a list of images has another name once a file changes', async () => {
  await put('a/1.jpg', 'b/1.jpg');
  const { files } = await listImageFolder(folder);
  const before = await nameImageList(folder, files);
  expect(await nameImageList(folder, files)).toBe(before);
  await writeFile(path.join(folder, 'a/1.jpg'), 'other');
  expect(await nameImageList(folder, files)).not.toBe(before);
});

test('a classes file has each class once, with remarks after a tab', async () => {
  const file = path.join(folder, 'classes.txt');
  await writeFile(file, '\uFEFFa\tone\r\nb\r\n\r\n');
  expect(await readClassList(file)).toEqual(['a', 'b']);
  for (const [text, told] of [
    ['\n', 'no class'],
    ['a\n\nb\n', 'line 2'],
    ['a\nb\na\n', 'lines 1 and 3'],
  ] as const) {
    await writeFile(file, text);
    await expect(readClassList(file)).rejects.toEqual(refusal('bad-class-list', told));
  }
});
