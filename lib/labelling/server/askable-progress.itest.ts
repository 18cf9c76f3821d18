import { expect, test } from 'vitest';
import { db } from '#lib/infra/db/client';
import { makeDataset } from '#lib/testing/images';
import { makePerson } from '#lib/testing/people';
import { makeVersion } from '#lib/testing/public-version';
import { createCampaignSchema } from '../campaign.ts';
import { askableProgress } from './askable-progress.ts';
import { createCampaign } from './create-campaign.ts';
import { readProgress } from './read-progress.ts';

const crab = 'n01976957';

test('what was held out since is no part of what there is to do', async () => {
  const organiser = await makePerson('organiser');
  const dataset = await makeDataset(organiser, 10);
  await db().datasetCandidate.createMany({
    data: dataset.images.map(({ id }) => ({ datasetId: dataset.id, imageId: id, synsetId: crab })),
  });
  const make = (slug: string) =>
    createCampaign(organiser, {
      dataset: dataset.slug,
      ...createCampaignSchema.parse({ kind: 'verify', slug, title: slug, votesPerUnit: 3 }),
    });
  await make('before');
  expect(await askableProgress({ campaign: 'before' })).toMatchObject({ units: 10, votesNeeded: 30 });

  await make('since');
  // Held out by two versions, which is once.
  for (const slug of ['one', 'other']) {
    await makeVersion(organiser, slug, [{ name: slug, synsetId: crab, split: 'train' }]);
    const version = await db().datasetVersion.findFirstOrThrow({ where: { dataset: { slug } } });
    await db().heldOutLabel.createMany({
      data: dataset.images.slice(0, 4).map(({ id }) => ({
        versionId: version.id,
        imageId: id,
        synsetId: crab,
        confidence: 1,
      })),
    });
  }
  expect(await askableProgress({ campaign: 'since' })).toMatchObject({ units: 6, votes: 0, votesNeeded: 18 });
  const { id } = await db().campaign.findUniqueOrThrow({ where: { slug: 'since' } });
  expect((await readProgress([id])).get(id)).toMatchObject({ units: 10, votesNeeded: 30 });
});
