import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { db } from '#lib/infra/db/client';
import { transaction } from '#lib/infra/db/transaction';
import { makePerson } from '#lib/testing/people';
import { makeVersion } from '#lib/testing/public-version';
import { describeVersion } from './describe-version.ts';
import { writeChanges } from './write-changes.ts';

const [dog, cat] = ['n02084071', 'n02121620'];
const organiser = await makePerson('organiser');
const slug = `changes-${randomUUID()}`;
const image = (name: string, synsetId: string, split: 'train' | 'val' | 'test' = 'train') => ({
  name: `${slug} ${name}`,
  synsetId,
  split,
});
const compare = async (id: string) => {
  const { datasetId, number } = await db().datasetVersion.findUniqueOrThrow({ where: { id } });
  return transaction((client) => writeChanges(client, { id, datasetId, number }));
};

test('a version says what came, went and has another label; of held-out images in numbers alone', async () => {
  const first = await makeVersion(organiser, slug, [
    image('stays', dog),
    image('moves', dog, 'train'),
    image('turns', dog),
    image('goes', cat),
    image('kept', dog, 'test'),
    image('unkept', dog, 'test'),
    image('mended', dog, 'test'),
  ]);
  expect(await compare(first)).toBeNull();
  const second = await makeVersion(organiser, slug, [
    image('stays', dog),
    image('moves', dog, 'val'),
    image('turns', cat),
    image('comes', dog),
    image('comes too', dog, 'val'),
    image('kept', dog, 'test'),
    image('mended', cat, 'test'),
    image('new', cat, 'test'),
    image('newer', cat, 'test'),
  ]);
  expect(await compare(second)).toEqual({
    since: 1,
    open: { added: 2, removed: 1, relabelled: 1 },
    heldOut: { added: 2, removed: 1, relabelled: 1 },
  });
  expect((await describeVersion(slug, 2)).nounChanges).toEqual([
    { id: dog, word: 'dog', added: 2, removed: 0, gained: 0, lost: 1 },
    { id: cat, word: 'cat', added: 0, removed: 1, gained: 1, lost: 0 },
  ]);
  expect((await describeVersion(slug, 1)).nounChanges).toEqual([]);
});
