import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { freezeVersionJob } from '#lib/datasets/jobs';
import { recoverFreezes } from '#lib/datasets/server/recover-freezes';
import { requestFreeze } from '#lib/datasets/server/request-freeze';
import { db } from '#lib/infra/db/client';
import { openWorker } from '#lib/infra/queue';
import { gatherImages, makeEmptyDataset, verifyImages } from '#lib/testing/labelled-dataset';
import { makePerson } from '#lib/testing/people';
import { handle } from './freeze-version.ts';

const organiser = await makePerson('organiser');

async function stateOf(id: string): Promise<string> {
  const { state } = await db().datasetVersion.findUniqueOrThrow({ where: { id } });
  return state;
}

async function until(id: string, wanted: string): Promise<void> {
  for (let tries = 0; tries < 200 && (await stateOf(id)) !== wanted; tries++) await sleep(100);
  expect(await stateOf(id)).toBe(wanted);
}

test('a worker freezes what was asked for, also where the job was lost', async () => {
  const slug = await makeEmptyDataset(organiser);
  await verifyImages(organiser, slug, await gatherImages(organiser, slug, slug, { n02084071: 6 }));
  const { id } = await requestFreeze(organiser, { slug, options: {} });
  expect(await stateOf(id)).toBe('queued');

  const worker = openWorker('datasets', 1, ({ payload, attempt }) =>
    handle(freezeVersionJob.payload.parse(payload), { attempt }),
  );
  await until(id, 'done');

  const lost = await db().datasetVersion.create({
    data: {
      dataset: { connect: { slug } },
      number: 2,
      options: { seed: 's', valShare: 0.1, testShare: 0.2, heldOutSources: [], minimumConfidence: 0 },
      createdBy: { connect: { id: organiser.id } },
    },
  });
  await recoverFreezes();
  await until(lost.id, 'done');
  await worker.close();
});
