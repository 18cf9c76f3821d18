import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { runExportJob } from '#lib/datasets/jobs';
import { freezeVersion } from '#lib/datasets/server/freeze-version';
import { getExport } from '#lib/datasets/server/list-exports';
import { recoverExports } from '#lib/datasets/server/recover-exports';
import { requestExport } from '#lib/datasets/server/request-export';
import { requestFreeze } from '#lib/datasets/server/request-freeze';
import { db } from '#lib/infra/db/client';
import { openWorker } from '#lib/infra/queue';
import { gatherImages, makeEmptyDataset, verifyImages } from '#lib/testing/labelled-dataset';
import { makePerson } from '#lib/testing/people';
import { handle } from './run-export.ts';

const organiser = await makePerson('organiser');

test('a worker makes what was asked for with what it speaks of, also where the job was lost', async () => {
  const slug = await makeEmptyDataset(organiser);
  await verifyImages(organiser, slug, await gatherImages(organiser, slug, slug, { n02084071: 6 }));
  await freezeVersion((await requestFreeze(organiser, { slug, options: {} })).id);
  const address = { slug, number: 1, format: 'croissant' as const };
  const until = async (format: 'croissant' | 'parquet') => {
    for (let tries = 0; tries < 300; tries++) {
      const view = await getExport(slug, 1, format);
      if (view.state === 'done') return view;
      await sleep(100);
    }
    throw new Error(`${format} was not made`);
  };

  expect(await requestExport(organiser, address)).toMatchObject({ state: 'queued' });
  const worker = openWorker('exports', 1, ({ payload, attempt }) =>
    handle(runExportJob.payload.parse(payload), { attempt, signal: new AbortController().signal }),
  );
  expect((await until('croissant')).files.map(({ name }) => name)).toEqual(['croissant.json', 'SHA256SUMS']);
  expect(await getExport(slug, 1, 'imagefolder')).toMatchObject({ state: 'done' });

  const { id } = await db().datasetVersion.findFirstOrThrow({ where: { dataset: { slug } } });
  await db().export.create({
    data: { versionId: id, format: 'parquet', state: 'running', imagesTotal: 6, createdById: organiser.id },
  });
  await recoverExports();
  await until('parquet');
  await worker.close();
});
