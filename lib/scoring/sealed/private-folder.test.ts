import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makePrivateFolder } from './private-folder.ts';

let within: string;
beforeEach(async () => {
  within = await mkdtemp(join(tmpdir(), 'imagenest-test-'));
});
afterEach(() => rm(within, { recursive: true }));

test('folders of a killed process are swept, those of running ones and what is not ours stay', async () => {
  const script = `
    const { makePrivateFolder } = await import('#lib/scoring/sealed/private-folder');
    await makePrivateFolder(process.argv[1]);
    console.log('made');
    setInterval(() => {}, 1000);`;
  const other = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, within], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => other.stdout?.once('data', resolve));
  const [theirs] = await readdir(within);
  await mkdir(join(within, 'somebody-elses'));
  const first = await makePrivateFolder(within);
  expect(await readdir(within)).toContain(theirs);

  const gone = new Promise((resolve) => other.once('exit', resolve));
  other.kill('SIGKILL');
  await gone;
  const second = await makePrivateFolder(within);
  const paths = (await readdir(within)).map((name) => join(within, name));
  expect(paths.sort()).toEqual([first, second, join(within, 'somebody-elses')].sort());
});

test('a folder older than this process is not its own, though it has its number', async () => {
  const old = await makePrivateFolder(within);
  const before = new Date(Date.now() - process.uptime() * 1000 - 60_000);
  await utimes(old, before, before);
  const fresh = await makePrivateFolder(within);
  expect((await readdir(within)).map((name) => join(within, name))).toEqual([fresh]);
});
