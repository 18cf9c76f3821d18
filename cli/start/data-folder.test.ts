import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataFolder, readSecrets } from './data-folder.ts';

let parent: string;
let folder: string;
beforeEach(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'imagenest-data-'));
  folder = path.join(parent, 'data');
});
afterEach(() => rm(parent, { recursive: true, force: true }));

describe('openDataFolder', () => {
  it('keeps its secrets from start to start', async () => {
    const first = await openDataFolder(folder);
    await first.release();
    const second = await openDataFolder(folder);
    expect(second.secrets).toEqual(first.secrets);
    expect(await readSecrets(folder)).toEqual(first.secrets);
    expect(first.secrets.databasePassword).not.toBe(first.secrets.nextAuthSecret);
  });

  it('takes over from a start that was killed', async () => {
    const killed = await openDataFolder(folder);
    // No process can have this number on the systems we run on.
    await writeFile(path.join(folder, 'imagenest.lock'), '4194999');
    const next = await openDataFolder(folder);
    expect(next.secrets).toEqual(killed.secrets);
    expect(await readFile(path.join(folder, 'imagenest.lock'), 'utf8')).toBe(String(process.pid));
  });

  it('refuses a folder that another version laid out, and leaves it free', async () => {
    const { release } = await openDataFolder(folder);
    await release();
    await writeFile(path.join(folder, 'format'), '999\n');
    await expect(openDataFolder(folder)).rejects.toMatchObject({ code: 'data-version' });
    await writeFile(path.join(folder, 'format'), '1\n');
    await expect(openDataFolder(folder)).resolves.toBeDefined();
  });

  it('refuses a folder that cannot be made, naming it and what to do', async () => {
    await writeFile(folder, 'a file stands in its place');
    await expect(openDataFolder(path.join(folder, 'inside'))).rejects.toMatchObject({
      code: 'data-folder',
      message: expect.stringContaining('DATA_DIR'),
    });
  });
});
