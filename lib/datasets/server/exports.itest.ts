import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { imageKey } from '#lib/images/image-keys';
import { dataPath } from '#lib/infra/config';
import { db } from '#lib/infra/db/client';
import { storage } from '#lib/infra/storage';
import { untar } from '#lib/testing/export-source';
import { gatherImages, makeEmptyDataset, verifyImages } from '#lib/testing/labelled-dataset';
import { makePerson } from '#lib/testing/people';
import type { ExportView } from '../export/export-views.ts';
import { type ExportFormat, exportFormats } from '../export/formats.ts';
import { cancelExport } from './cancel-export.ts';
import { deleteExport } from './delete-export.ts';
import { freezeVersion } from './freeze-version.ts';
import { getExport, listExports } from './list-exports.ts';
import { liveImageFolder } from './live-imagefolder.ts';
import { openExportFile } from './open-export-file.ts';
import { requestExport } from './request-export.ts';
import { requestFreeze } from './request-freeze.ts';
import { runExport } from './run-export.ts';
import { takeDown } from './take-down.ts';

const [dog, cat] = ['n02084071', 'n02121620'];
const organiser = await makePerson('organiser');
const reader = await makePerson('researcher');
const never = new AbortController().signal;

async function makeFrozen(): Promise<{ slug: string; truth: Map<string, string> }> {
  const slug = await makeEmptyDataset(organiser);
  const gathered = [
    ...(await gatherImages(organiser, slug, `${slug}-dogs`, { [dog]: 20 })),
    ...(await gatherImages(organiser, slug, `${slug}-cats`, { [cat]: 20 })),
  ];
  await verifyImages(organiser, slug, gathered);
  await freezeVersion((await requestFreeze(organiser, { slug, options: {} })).id);
  return { slug, truth: new Map(gathered.map(({ sha256, synsetId }) => [sha256, synsetId])) };
}

const { slug, truth } = await makeFrozen();
const ask = (format: ExportFormat, of = slug) => requestExport(reader, { slug: of, number: 1, format });

async function idOf(format: ExportFormat, of = slug): Promise<string> {
  const where = { format, version: { dataset: { slug: of } } };
  return (await db().export.findFirstOrThrow({ where })).id;
}

async function read(format: ExportFormat, name: string, of = slug): Promise<Buffer> {
  return buffer(await (await openExportFile({ slug: of, number: 1, format, name })).stream());
}

async function make(format: ExportFormat, of = slug): Promise<ExportView> {
  await ask(format, of);
  await runExport(await idOf(format, of), never);
  return getExport(of, 1, format);
}

/** Has whoever reads one image of a version wait at it: `asked` says that somebody does. */
async function holdImage(of: string): Promise<{ asked: Promise<void>; goOn: () => Promise<void> }> {
  const { image } = await db().versionImage.findFirstOrThrow({
    where: { version: { dataset: { slug: of } }, split: 'val' },
    include: { image: true },
  });
  const file = dataPath('blobs', imageKey(image.sha256));
  const bytes = await readFile(file);
  await rm(file);
  execFileSync('mkfifo', [file]);
  // To open a pipe for writing waits for a reader.
  const writer = open(file, 'w');
  return {
    asked: writer.then(() => {}),
    goOn: async () => {
      const handle = await writer;
      await handle.writeFile(bytes);
      await handle.close();
      await rm(file);
      await writeFile(file, bytes);
    },
  };
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('an export', () => {
  test('is asked for by people who are signed in, once however often', async () => {
    await expect(requestExport(null, { slug, number: 1, format: 'csv' })).rejects.toMatchObject({
      kind: 'unauthenticated',
    });
    const views = await Promise.all([ask('csv'), ask('csv'), ask('csv')]);
    expect(views.map(({ state }) => state)).toEqual(['queued', 'queued', 'queued']);
    expect(await db().export.count({ where: { format: 'csv' } })).toBe(1);
    await expect(
      openExportFile({ slug, number: 1, format: 'csv', name: `${slug}-v1.csv` }),
    ).rejects.toMatchObject({ code: 'no-such-export-file' });
    await expect(ask('csv', 'nowhere')).rejects.toMatchObject({ code: 'no-such-version' });
  });

  test('has its files with length and SHA-256, and SHA256SUMS over them; asked for again it stays', async () => {
    const view = await make('csv');
    expect(view).toMatchObject({ state: 'done', progress: { done: 40, total: 40 } });
    expect(view.files.map(({ name }) => name)).toEqual([
      `${slug}-v1.csv`,
      `${slug}-v1-classes.csv`,
      `${slug}-v1-sources.csv`,
      'SHA256SUMS',
    ]);
    for (const { name, bytes, sha256: hash } of view.files) {
      const content = await read('csv', name);
      expect(content).toHaveLength(bytes);
      expect(sha256(content)).toBe(hash);
    }
    const sums = String(await read('csv', 'SHA256SUMS'))
      .trimEnd()
      .split('\n');
    expect(sums).toEqual(view.files.slice(0, 3).map(({ name, sha256: hash }) => `${hash}  ${name}`));
    expect(await ask('csv')).toEqual(view);
  });

  test('of the same version has the same bytes, made again or while it is read', async () => {
    const [file] = (await make('imagefolder')).files;
    const { stream } = await liveImageFolder(slug, 1);
    expect(sha256(await buffer(stream))).toBe(file?.sha256);
    await db().export.deleteMany({ where: { id: await idOf('imagefolder') } });
    expect((await make('imagefolder')).files[0]?.sha256).toBe(file?.sha256);
  });

  test('that speaks of others waits for them', async () => {
    const other = await makeFrozen();
    await ask('croissant', other.slug);
    const id = await idOf('croissant', other.slug);
    await runExport(id, never);
    expect(await getExport(other.slug, 1, 'croissant')).toMatchObject({ state: 'queued' });
    for (const format of ['imagefolder', 'csv'] as const)
      await runExport(await idOf(format, other.slug), never);
    await runExport(id, never);
    const croissant = JSON.parse(String(await read('croissant', 'croissant.json', other.slug)));
    const archive = (await getExport(other.slug, 1, 'imagefolder')).files[0];
    expect(croissant.distribution[0]).toMatchObject({
      sha256: archive?.sha256,
      contentSize: `${archive?.bytes} B`,
    });
    expect(croissant.distribution[0].contentUrl).toBe(`http://127.0.0.1:3000${archive?.url}`);
  });

  test.each(exportFormats)(
    '%s says the noun of no held-out image, and that of each other',
    async (format) => {
      for (const each of ['imagefolder', 'csv'] as const) await make(each);
      const { files } = await make(format);
      const held = await db().heldOutLabel.findMany({
        where: { version: { dataset: { slug } } },
        include: { image: true },
      });
      expect(held).toHaveLength(8);
      const secrets = new Map(
        held.map(({ image }) => [
          image.sha256,
          [truth.get(image.sha256) as string, image.sourceRef, `${slug}-dogs`, `${slug}-cats`],
        ]),
      );
      const texts: { name: string; text: string }[] = [];
      for (const { name } of files) {
        const content = await read(format, name);
        if (!name.endsWith('.tar')) texts.push({ name, text: content.toString('latin1') });
        else
          for (const entry of await untar(content))
            texts.push({ name: entry.name, text: entry.content.toString('latin1') });
      }
      let seen = 0;
      for (const { name, text } of texts) {
        for (const [hash, words] of secrets) {
          if (name.includes(hash)) {
            seen++;
            for (const word of words) expect(`${name} ${text}`).not.toContain(word);
          }
          for (const line of text
            .split('\n')
            .filter((one) => one.includes(hash) && name.match(/\.(csv|tsv|jsonl?|txt)$/))) {
            seen++;
            for (const word of words) expect(line).not.toContain(word);
          }
        }
      }
      if (format !== 'croissant' && format !== 'parquet') expect(seen).toBeGreaterThanOrEqual(8);
    },
  );
});

describe('an export that ends early', () => {
  test('is made from the start by the next worker, and leaves nothing half', async () => {
    const { slug: other } = await makeFrozen();
    await ask('webdataset', other);
    const id = await idOf('webdataset', other);
    const going = new AbortController();
    going.abort();
    await runExport(id, going.signal);
    expect(await getExport(other, 1, 'webdataset')).toMatchObject({ state: 'running', files: [] });
    const halfway = await db().exportFile.findMany({ where: { exportId: id, bytes: null } });
    expect(halfway).toHaveLength(1);
    expect(await storage().exists(halfway[0]?.storageKey ?? '')).toBe(false);
    await runExport(id, never);
    const view = await getExport(other, 1, 'webdataset');
    expect(view.state).toBe('done');
    for (const { name, sha256: hash } of view.files)
      expect(sha256(await read('webdataset', name, other))).toBe(hash);
  });

  test('two workers at once make the one that one makes', async () => {
    const { slug: other } = await makeFrozen();
    await ask('webdataset', other);
    const id = await idOf('webdataset', other);
    await Promise.all([runExport(id, never), runExport(id, never)]);
    const view = await getExport(other, 1, 'webdataset');
    expect(view.state).toBe('done');
    for (const { name, sha256: hash } of view.files)
      expect(sha256(await read('webdataset', name, other))).toBe(hash);
  });

  test('cancelled by an organiser it is gone, and can be asked for again', async () => {
    const { slug: other } = await makeFrozen();
    await ask('huggingface', other);
    const address = { slug: other, number: 1, format: 'huggingface' } as const;
    await expect(cancelExport(reader, address)).rejects.toMatchObject({ kind: 'forbidden' });
    const id = await idOf('huggingface', other);
    expect(await cancelExport(organiser, address)).toMatchObject({ state: 'cancelled', files: [] });
    await runExport(id, never);
    expect(await getExport(other, 1, 'huggingface')).toMatchObject({ state: 'cancelled' });
    await expect(cancelExport(organiser, address)).rejects.toMatchObject({ code: 'export-over' });
    expect(await make('huggingface', other)).toMatchObject({ state: 'done' });
  });

  test('cancelled while it is written it leaves no file', async () => {
    const { slug: other } = await makeFrozen();
    await ask('imagefolder', other);
    const id = await idOf('imagefolder', other);
    const going = new AbortController();
    const run = runExport(id, going.signal);
    await cancelExport(organiser, { slug: other, number: 1, format: 'imagefolder' });
    await run;
    expect(await db().exportFile.count({ where: { exportId: id } })).toBe(0);
    expect(await storage().exists(`exports/${id}/${other}-v1-imagefolder.tar`)).toBe(false);
  });

  test('cancelled and asked for again while it is written, it leaves no file without a row', async () => {
    const { slug: other } = await makeFrozen();
    await ask('imagefolder', other);
    const id = await idOf('imagefolder', other);
    const key = `exports/${id}/${other}-v1-imagefolder.tar`;
    const written = await holdImage(other);
    const run = runExport(id, never);
    await written.asked;
    await cancelExport(organiser, { slug: other, number: 1, format: 'imagefolder' });
    await ask('imagefolder', other);
    expect(await idOf('imagefolder', other)).not.toBe(id);
    await written.goOn();
    await run;
    expect(await storage().exists(key)).toBe(false);
    expect(await make('imagefolder', other)).toMatchObject({ state: 'done' });
  });

  test('where the bytes of an image are gone it says which', async () => {
    const { slug: other } = await makeFrozen();
    const { image } = await db().versionImage.findFirstOrThrow({
      where: { version: { dataset: { slug: other } }, split: 'train' },
      include: { image: true },
    });
    const bytes = await storage().get(imageKey(image.sha256));
    await storage().remove(imageKey(image.sha256));
    const view = await make('imagefolder', other);
    expect(view).toMatchObject({ state: 'failed', files: [] });
    expect(view.error).toContain(image.sha256);
    await storage().put(imageKey(image.sha256), bytes as Uint8Array);
    expect(await make('imagefolder', other)).toMatchObject({ state: 'done' });
  });

  test('after a takedown it is gone, and made again without what was taken down', async () => {
    const { slug: other } = await makeFrozen();
    const [before] = (await make('huggingface', other)).files;
    const { image } = await db().versionImage.findFirstOrThrow({
      where: { version: { dataset: { slug: other } }, split: 'train' },
      include: { image: true },
    });
    const key = `exports/${await idOf('huggingface', other)}/${before?.name}`;
    expect(await storage().exists(key)).toBe(true);
    await takeDown(organiser, { kind: 'image', what: image.sha256, reason: 'asked for' });
    await expect(read('huggingface', before?.name ?? '', other)).rejects.toMatchObject({
      code: 'no-such-export-file',
    });
    const again = await make('huggingface', other);
    expect(await storage().exists(key)).toBe(false);
    expect(again.progress).toMatchObject({ done: 39, total: 39 });
    const entries = await untar(await read('huggingface', before?.name ?? '', other));
    expect(entries.map(({ name, content }) => `${name} ${content}`).join()).not.toContain(image.sha256);
    expect(String(entries[0]?.content)).toContain('Taken down since and missing here: 1 of train');
    expect(String(entries[0]?.content)).toContain('num_examples: 27');
  });

  test('deleted by an organiser it is gone with what speaks of it, and can be asked for again', async () => {
    const { slug: other } = await makeFrozen();
    const address = (format: ExportFormat) => ({ slug: other, number: 1, format });
    for (const format of ['imagefolder', 'csv', 'croissant'] as const) await make(format, other);
    const before = await getExport(other, 1, 'imagefolder');
    const keys = await db().exportFile.findMany({
      where: {
        export: { format: { in: ['imagefolder', 'croissant'] }, version: { dataset: { slug: other } } },
      },
    });
    expect(keys).toHaveLength(4);
    await expect(deleteExport(reader, address('imagefolder'))).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(deleteExport(null, address('imagefolder'))).rejects.toMatchObject({
      kind: 'unauthenticated',
    });

    const name = before.files[0]?.name ?? '';
    const download = await (await openExportFile({ ...address('imagefolder'), name })).stream();
    const late = await openExportFile({ ...address('imagefolder'), name });
    expect(await deleteExport(organiser, address('imagefolder'))).toMatchObject({ state: null, files: [] });
    // What was open is read to its end; what was about to be opened is refused.
    expect(sha256(await buffer(download))).toBe(before.files[0]?.sha256);
    await expect(late.stream()).rejects.toMatchObject({ code: 'no-such-export-file' });
    await expect(read('imagefolder', name, other)).rejects.toMatchObject({ code: 'no-such-export-file' });
    for (const { storageKey } of keys) expect(await storage().exists(storageKey)).toBe(false);
    expect(await getExport(other, 1, 'croissant')).toMatchObject({ state: null });
    expect(await getExport(other, 1, 'csv')).toMatchObject({ state: 'done' });

    await expect(deleteExport(organiser, address('imagefolder'))).rejects.toMatchObject({
      code: 'no-such-export',
    });
    await ask('imagefolder', other);
    await expect(deleteExport(organiser, address('imagefolder'))).rejects.toMatchObject({
      code: 'export-under-way',
    });
    expect((await make('imagefolder', other)).files).toEqual(before.files);
  });

  test('deleted twice at once, or while it is asked for, nothing of it is left over', async () => {
    const { slug: other } = await makeFrozen();
    const address = { slug: other, number: 1, format: 'csv' as const };
    await make('csv', other);
    const ends = await Promise.allSettled([
      deleteExport(organiser, address),
      ask('csv', other),
      deleteExport(organiser, address),
    ]);
    expect(ends[1]?.status).toBe('fulfilled');
    const rows = await db().export.findMany({ where: { version: { dataset: { slug: other } } } });
    expect(rows.length).toBeLessThanOrEqual(1);
    expect(await make('csv', other)).toMatchObject({ state: 'done' });
    expect(await deleteExport(organiser, address)).toMatchObject({ state: null });
  });

  test('all formats are listed, asked for or not', async () => {
    const { slug: other } = await makeFrozen();
    const all = await listExports(other, 1);
    expect(all.map(({ format }) => format)).toEqual([...exportFormats]);
    expect(all.every(({ state, progress }) => state === null && progress.total === 40)).toBe(true);
  });
});
