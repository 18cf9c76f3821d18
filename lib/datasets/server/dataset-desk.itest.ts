import { expect, test } from 'vitest';
import { gatherImages, makeEmptyDataset, verifyImages } from '#lib/testing/labelled-dataset';
import { makePerson } from '#lib/testing/people';
import { freezeVersion } from './freeze-version.ts';
import { getDatasetDesk } from './get-dataset-desk.ts';
import { listDatasetDesks } from './list-dataset-desks.ts';
import { requestFreeze } from './request-freeze.ts';

const organiser = await makePerson('organiser');

test('the desk tells how a dataset stands, from empty to frozen, and never the seed', async () => {
  const slug = await makeEmptyDataset(organiser);
  expect(await getDatasetDesk(organiser, slug)).toMatchObject({
    images: 0,
    unitsSettled: 0,
    campaigns: 0,
    latest: null,
    newest: null,
    sources: [],
    nouns: [],
  });

  const images = await gatherImages(organiser, slug, slug, { n02084071: 6, n02121620: 4 });
  await verifyImages(organiser, slug, images);
  const { id } = await requestFreeze(organiser, { slug, options: { seed: 'only for organisers' } });
  const waiting = await getDatasetDesk(organiser, slug);
  expect(waiting).toMatchObject({
    images: 10,
    unitsSettled: 10,
    campaigns: 1,
    latest: { number: 1, state: 'queued', unitsSettled: null },
    newest: null,
    sources: [{ slug, images: 10 }],
    nouns: [
      { id: 'n02121620', word: 'cat', images: 4 },
      { id: 'n02084071', word: 'dog', images: 6 },
    ],
  });
  expect(JSON.stringify(waiting)).not.toContain('only for organisers');

  await freezeVersion(id);
  const [desk] = (await listDatasetDesks(organiser)).filter((one) => one.slug === slug);
  expect(desk).toMatchObject({ newest: { number: 1, state: 'done', unitsSettled: 10, classes: 2 } });
});

test('desks are for organisers', async () => {
  const labeler = await makePerson('labeler', 'researcher');
  await expect(listDatasetDesks(labeler)).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(listDatasetDesks(null)).rejects.toMatchObject({ kind: 'unauthenticated' });
  await expect(getDatasetDesk(labeler, 'drawings')).rejects.toMatchObject({ kind: 'forbidden' });
});
