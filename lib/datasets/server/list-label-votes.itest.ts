import { expect, test } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { makePeople, makePerson } from '#lib/testing/people';
import { madeSha256, makeVersion } from '#lib/testing/public-version';
import { getImage } from './get-image.ts';

const [DOG, CAT, CANINE] = ['n02084071', 'n02121620', 'n02083346'];
const [BEFORE, AFTER] = [new Date('2020-01-01'), new Date('2100-01-01')];

const organiser = await makePerson('organiser');
const labelers = await makePeople(3, 'labeler');

interface MadeUnit {
  image: string;
  synsetId: string | null;
  answers: string[];
  at?: Date;
  state?: 'settled' | 'open';
}

async function ask(dataset: string, slug: string, units: MadeUnit[]): Promise<void> {
  const { id: datasetId } = await db().dataset.findUniqueOrThrow({ where: { slug: dataset } });
  const campaign = await db().campaign.create({
    data: {
      slug,
      datasetId,
      kind: units[0]?.synsetId ? 'verify' : 'classify',
      title: slug,
      votesPerUnit: 3,
      rootSynsets: [],
      createdById: organiser.id,
    },
  });
  for (const { image, synsetId, answers, at = BEFORE, state = 'settled' } of units) {
    const { id: imageId } = await db().image.findUniqueOrThrow({ where: { sha256: madeSha256(image) } });
    const unit = await db().unit.create({ data: { campaignId: campaign.id, imageId, synsetId, state } });
    await db().vote.createMany({
      data: answers.map((answer, i) => ({
        unitId: unit.id,
        userId: (labelers[i] as Person).id,
        answer,
        milliseconds: 900,
        createdAt: new Date(at.getTime() + 10 * unit.id + i),
      })),
    });
  }
}

const votesOf = async (name: string) => (await getImage(madeSha256(name))).labels.map(({ votes }) => votes);

test('a public label comes with the votes that made it, under pseudonyms', async () => {
  await makeVersion(organiser, 'pets', [
    { name: 'rex', synsetId: DOG, split: 'train' },
    { name: 'tom', synsetId: CAT, split: 'test' },
  ]);
  await ask('pets', 'is-it', [
    { image: 'rex', synsetId: CANINE, answers: ['yes', 'no', 'yes'] },
    { image: 'rex', synsetId: CAT, answers: ['no'] },
    { image: 'tom', synsetId: CAT, answers: ['yes', 'yes'] },
  ]);
  await ask('pets', 'which-is-it', [
    { image: 'rex', synsetId: null, answers: [`${DOG}`, 'cannot-tell'] },
    { image: 'tom', synsetId: null, answers: [CAT] },
  ]);
  const [votes = []] = await votesOf('rex');
  expect(votes.map(({ asked, answer }) => [asked?.word, answer])).toEqual([
    ['canine', 'yes'],
    ['canine', 'no'],
    ['canine', 'yes'],
    [undefined, [{ id: DOG, word: 'dog' }]],
    [undefined, 'cannot-tell'],
  ]);
  const told = JSON.stringify(votes);
  for (const { id, name, email } of labelers)
    for (const secret of [id, name, email]) expect(told).not.toContain(secret);
  // Apart in a campaign, and no thread from one campaign to another.
  expect(new Set(votes.map(({ pseudonym }) => pseudonym)).size).toBe(5);
  expect(await votesOf('tom')).toEqual([]);
});

test('votes of after the freeze, on open units and in other datasets made no label', async () => {
  await makeVersion(organiser, 'homes', [{ name: 'waldi', synsetId: DOG, split: 'val' }]);
  await makeVersion(organiser, 'streets', [{ name: 'other', synsetId: DOG, split: 'train' }]);
  await ask('homes', 'later', [{ image: 'waldi', synsetId: DOG, answers: ['yes'], at: AFTER }]);
  await ask('homes', 'open', [{ image: 'waldi', synsetId: DOG, answers: ['yes'], state: 'open' }]);
  await ask('streets', 'elsewhere', [{ image: 'waldi', synsetId: DOG, answers: ['yes'] }]);
  expect(await votesOf('waldi')).toEqual([[]]);
});

test('an image that another dataset holds out says nothing of its votes', async () => {
  await makeVersion(organiser, 'open-pets', [{ name: 'bello', synsetId: DOG, split: 'train' }]);
  await ask('open-pets', 'open-pets', [{ image: 'bello', synsetId: DOG, answers: ['yes', 'yes'] }]);
  expect(await votesOf('bello')).toMatchObject([[{ answer: 'yes' }, { answer: 'yes' }]]);
  await makeVersion(organiser, 'hidden-pets', [{ name: 'bello', synsetId: DOG, split: 'test' }]);
  expect(await votesOf('bello')).toEqual([]);
});
