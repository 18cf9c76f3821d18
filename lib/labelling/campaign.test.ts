import { expect, test } from 'vitest';
import { createCampaignSchema } from './campaign.ts';

const verify = { kind: 'verify', slug: 'dogs', title: 'Dogs' };

test.each([
  [{}, { targetConfidence: 0.95, votesPerUnit: 7, goldShare: 0.05, qualificationUnits: 0 }],
  [{ targetConfidence: null }, { targetConfidence: null, votesPerUnit: 3, goldShare: 0 }],
  // As campaigns were made before there were targets.
  [{ votesPerUnit: 5 }, { targetConfidence: null, votesPerUnit: 5, goldShare: 0 }],
  [
    { votesPerUnit: 5, targetConfidence: 0.99 },
    { targetConfidence: 0.99, votesPerUnit: 5, goldShare: 0.05 },
  ],
])('with %o a campaign stops at %o', (given, stopping) => {
  expect(createCampaignSchema.parse({ ...verify, ...given })).toMatchObject(stopping);
});

test.each([
  [{ targetConfidence: 0.5 }, 'targetConfidence'],
  [{ targetConfidence: 1 }, 'targetConfidence'],
  [{ targetConfidence: 0.9, votesPerUnit: 1 }, 'votesPerUnit'],
  [{ goldShare: 0.6 }, 'goldShare'],
])('%o is refused', (given, field) => {
  expect(createCampaignSchema.safeParse({ ...verify, ...given }).error?.issues[0]?.path).toEqual([field]);
});
