import { expect, test } from 'vitest';
import { newCampaignSchema } from './new-campaign-schema';

const form = {
  dataset: 'birds',
  slug: 'birds-verify',
  title: 'Birds',
  instructions: '',
  votesPerUnit: '3',
};

test('verify takes the ticked nouns, all candidates where none is ticked', () => {
  const ticked = newCampaignSchema.parse({ ...form, kind: 'verify', synsets: 'n01503061' });
  expect(ticked).toMatchObject({ dataset: 'birds', kind: 'verify', synsets: ['n01503061'], votesPerUnit: 3 });
  expect(newCampaignSchema.parse({ ...form, kind: 'verify' })).toMatchObject({ synsets: undefined });
});

test('classify needs a noun to walk down from, and says so at its field', () => {
  const two = newCampaignSchema.parse({ ...form, kind: 'classify', rootSynsets: ['n01503061', 'n00015388'] });
  expect(two).toMatchObject({ kind: 'classify', rootSynsets: ['n01503061', 'n00015388'] });
  expect(newCampaignSchema.safeParse({ ...form, kind: 'classify' }).error?.issues[0]).toMatchObject({
    path: ['rootSynsets'],
  });
  expect(
    newCampaignSchema.safeParse({ ...form, kind: 'verify', votesPerUnit: '0' }).error?.issues[0]?.path,
  ).toEqual(['votesPerUnit']);
});

test('a unit is decided at a confidence given in per cent, or by majority', () => {
  const sure = {
    ...form,
    kind: 'verify',
    deciding: 'sure',
    targetConfidence: '98',
    votesPerUnit: '7',
    goldShare: '10',
  };
  expect(newCampaignSchema.parse(sure)).toMatchObject({
    targetConfidence: 0.98,
    votesPerUnit: 7,
    goldShare: 0.1,
  });
  expect(newCampaignSchema.parse({ ...sure, deciding: 'majority' })).toMatchObject({
    targetConfidence: null,
  });
  const refusal = (fields: object) => newCampaignSchema.safeParse({ ...sure, ...fields }).error?.issues[0];
  expect(refusal({ targetConfidence: '100' })).toMatchObject({
    path: ['targetConfidence'],
    message: 'must be above 50 and below 100',
  });
  expect(refusal({ votesPerUnit: '1' })?.path).toEqual(['votesPerUnit']);
});
