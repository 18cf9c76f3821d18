import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { deleteExport } from '#lib/datasets/server/delete-export';
import { freezeVersion } from '#lib/datasets/server/freeze-version';
import { getExport } from '#lib/datasets/server/list-exports';
import { requestExport } from '#lib/datasets/server/request-export';
import { requestFreeze } from '#lib/datasets/server/request-freeze';
import { imageKey } from '#lib/images/image-keys';
import { dataPath } from '#lib/infra/config';
import { db } from '#lib/infra/db/client';
import { gatherImages, makeEmptyDataset, verifyImages } from '#lib/testing/labelled-dataset';
import { makePerson } from '#lib/testing/people';

const organiser = await makePerson('organiser');
const workers: ChildProcess[] = [];

/** The product's own worker process. */
function startWorker(): ChildProcess {
  const script = path.resolve(import.meta.dirname, '../main.ts');
  const worker = spawn(process.execPath, ['--import', 'tsx', script], { stdio: 'inherit' });
  workers.push(worker);
  return worker;
}

afterAll(() => {
  for (const worker of workers) worker.kill('SIGKILL');
});

const address = { slug: await makeEmptyDataset(organiser), number: 1, format: 'webdataset' as const };

async function exported() {
  await requestExport(organiser, address);
  await expect
    .poll(async () => (await getExport(address.slug, 1, address.format)).state, { timeout: 60_000 })
    .toBe('done');
  return (await getExport(address.slug, 1, address.format)).files;
}

test('an export whose worker is killed by kill -9 in the middle is taken up, and has the bytes of one that was not', async () => {
  const { slug } = address;
  await verifyImages(organiser, slug, await gatherImages(organiser, slug, slug, { n02084071: 60 }));
  await freezeVersion((await requestFreeze(organiser, { slug, options: {} })).id);
  const doomed = startWorker();
  const undisturbed = await exported();
  await deleteExport(organiser, address);

  // Whoever reads this image waits at it: to open a pipe for writing waits for a reader.
  const { image } = await db().versionImage.findFirstOrThrow({
    where: { version: { dataset: { slug } }, split: 'train' },
    orderBy: { position: 'desc' },
    include: { image: true },
  });
  const file = dataPath('blobs', imageKey(image.sha256));
  const bytes = await readFile(file);
  await rm(file);
  execFileSync('mkfifo', [file]);
  await requestExport(organiser, address);
  const pipe = await open(file, 'w');
  const { id } = await db().export.findFirstOrThrow({ where: { version: { dataset: { slug } } } });
  const halfWritten = async () => {
    const names = await readdir(dataPath('blobs/incoming'));
    const sizes = await Promise.all(
      names.map(async (name) => (await stat(dataPath('blobs/incoming', name))).size),
    );
    return Math.max(0, ...sizes);
  };
  await expect.poll(halfWritten, { timeout: 30_000 }).toBeGreaterThan(0);
  doomed.kill('SIGKILL');
  await once(doomed, 'exit');
  await pipe.close();
  await rm(file);
  await writeFile(file, bytes);
  expect(await db().export.findUnique({ where: { id } })).toMatchObject({ state: 'running' });
  expect(await db().exportFile.count({ where: { exportId: id, sha256: null } })).toBe(1);

  startWorker();
  await expect
    .poll(async () => (await getExport(slug, 1, address.format)).state, { timeout: 90_000 })
    .toBe('done');
  const disturbed = (await getExport(slug, 1, address.format)).files;
  expect(disturbed).toEqual(undisturbed);
  for (const { name, sha256 } of disturbed) {
    const whole = await readFile(dataPath('blobs/exports', id, name));
    expect(createHash('sha256').update(whole).digest('hex')).toBe(sha256);
  }
}, 180_000);
