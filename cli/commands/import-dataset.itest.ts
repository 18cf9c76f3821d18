import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createDataset } from '#lib/datasets/server/create-dataset';
import { db } from '#lib/infra/db/client';
import { makePerson } from '#lib/testing/people';
import { numberedImage, zipOf } from '#lib/testing/uploads';
import { runCommand } from '../testing/run-command.ts';

const organiser = await makePerson('organiser');
const folder = await mkdtemp(path.join(tmpdir(), 'imagenest-import-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const terms = ['--source', 'Garden', '--author', 'Ada', '--license', 'CC-BY-4.0', '--json'];
const makeEmpty = async (slug: string) => {
  await createDataset(organiser, { slug, title: slug, description: '' });
  return slug;
};

test('a folder of class folders, told in counts and by reason', async () => {
  const images = path.join(folder, 'garden');
  for (const [at, noun] of ['n02084071', 'chaffinch'].entries()) {
    await mkdir(path.join(images, noun), { recursive: true });
    for (let i = 0; i < 3; i++)
      await writeFile(path.join(images, noun, `${i}.png`), await numberedImage(at * 100 + i));
  }
  await writeFile(path.join(images, 'chaffinch', 'broken.jpg'), Buffer.from([0xff, 0xd8, 0xff, 1]));
  const { code, output } = await runCommand(
    'dataset',
    'import',
    await makeEmpty('by-folder'),
    images,
    ...terms,
  );
  expect(code).toBe(0);
  expect(JSON.parse(output)).toMatchObject({
    dataset: 'by-folder',
    state: 'done',
    files: 7,
    added: 6,
    duplicates: 0,
    refused: 1,
    refusedByCode: { 'image-broken': 1 },
    waiting: [],
  });
  expect(await db().datasetCandidate.count({ where: { dataset: { slug: 'by-folder' } } })).toBe(6);
});

test('a command that is killed goes on where it stopped, when it is given again', async () => {
  const slug = await makeEmpty('by-zip');
  const file = path.join(folder, 'many.zip');
  const files = Array.from({ length: 1500 }, (_, i) => i + 10_000);
  await writeFile(
    file,
    await zipOf(await Promise.all(files.map(async (i) => [`dog/${i}.png`, await numberedImage(i)] as const))),
  );
  const child = spawn(process.execPath, ['cli/imagenest.mjs', 'dataset', 'import', slug, file, ...terms], {
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const done = async () => (await db().import.findFirst({ where: { dataset: { slug } } }))?.done ?? 0;
  while ((await done()) < 64) await new Promise((soon) => setTimeout(soon, 20));
  child.kill('SIGKILL');
  await ended;
  const stoppedAt = await done();
  expect(stoppedAt).toBeLessThan(1500);

  const meanwhile = await runCommand('dataset', 'import', slug, file, ...terms);
  expect(meanwhile.code).toBe(2);
  expect(JSON.parse(meanwhile.output).error.code).toBe('import-under-way');
  await db().import.updateMany({ where: { dataset: { slug } }, data: { heartbeatAt: new Date(0) } });

  const { code, output } = await runCommand('dataset', 'import', slug, file, ...terms);
  expect(code).toBe(0);
  expect(JSON.parse(output)).toMatchObject({
    state: 'waiting',
    goesOnFrom: stoppedAt,
    files: 1500,
    added: 1500,
    duplicates: 0,
    refused: 0,
    waiting: [{ name: 'dog', images: 1500 }],
  });
  expect(await db().datasetImage.count({ where: { dataset: { slug } } })).toBe(1500);
});

test('refusals of the command', async () => {
  const slug = await makeEmpty('by-nothing');
  const refused = async (...args: string[]) => {
    const { code, output } = await runCommand('dataset', 'import', slug, ...args, '--json');
    return [code, JSON.parse(output).error.code];
  };
  expect(await refused(path.join(folder, 'nowhere'), ...terms)).toEqual([2, 'no-such-file']);
  expect(await refused(folder, ...terms, '--noun', 'dog')).toEqual([2, 'unknown-synset']);
  expect(await refused(folder, ...terms.slice(0, 4), '--license', 'GFDL-1.3-only')).toEqual([2, 'bad-input']);
  expect(await refused(folder)).toEqual([2, 'bad-usage']);
});
