import { expect, test } from 'vitest';
import { answerAll, makeVerifyCampaign } from '#lib/testing/campaigns';
import { makeDataset } from '#lib/testing/images';
import { makePerson } from '#lib/testing/people';
import { castVotes } from './cast-votes.ts';
import { closeCampaign, reopenCampaign } from './close-campaign.ts';
import { leaseUnits } from './lease-units.ts';
import { listCampaigns } from './list-campaigns.ts';

test('a closed campaign takes no votes until it is opened again', async () => {
  const organiser = await makePerson('organiser');
  const labeler = await makePerson('labeler');
  const dataset = await makeDataset(organiser, 4);
  const slug = await makeVerifyCampaign(organiser, dataset, { n02084071: 4 }, 1);
  const page = await leaseUnits(labeler, { campaign: slug, count: 2 });
  const vote = () =>
    castVotes(labeler, {
      assignmentId: page?.id ?? '',
      votes: answerAll(page?.units.slice(0, 1) ?? [], 'yes'),
      next: 0,
    });
  const listed = async (state: 'open' | 'closed') =>
    (await listCampaigns({ dataset: dataset.slug, state })).map((campaign) => campaign.slug);

  await expect(closeCampaign(labeler, slug)).rejects.toMatchObject({ code: 'role-needed' });
  await expect(closeCampaign(organiser, 'nowhere')).rejects.toMatchObject({ code: 'no-such-campaign' });
  for (const _again of [1, 2]) {
    expect(await closeCampaign(organiser, slug)).toEqual({ slug, state: 'closed' });
  }
  await expect(vote()).rejects.toMatchObject({ code: 'campaign-closed' });
  await expect(leaseUnits(labeler, { campaign: slug, count: 2 })).rejects.toMatchObject({
    code: 'campaign-closed',
  });
  expect([await listed('open'), await listed('closed')]).toEqual([[], [slug]]);

  await expect(reopenCampaign(labeler, slug)).rejects.toMatchObject({ code: 'role-needed' });
  expect(await reopenCampaign(organiser, slug)).toEqual({ slug, state: 'open' });
  expect((await vote()).outcomes).toMatchObject([{ outcome: 'kept' }]);
  expect([await listed('open'), await listed('closed')]).toEqual([[slug], []]);
});
