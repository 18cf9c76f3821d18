import { expect, test } from 'vitest';
import { db } from '#lib/infra/db/client';
import { makeDataset } from '#lib/testing/images';
import { makePerson } from '#lib/testing/people';
import { duplicateListSchema } from '../duplicate-pair.ts';
import { decideDuplicate } from './decide-duplicate.ts';
import { listDuplicates } from './list-duplicates.ts';
import { takeDown } from './take-down.ts';

const organiser = await makePerson('organiser');
const { slug, images } = await makeDataset(organiser, 12);
const other = await makeDataset(organiser, 3);
const pair = (first: number, second: number) => ({ firstId: first, secondId: second, distance: 2 });
const id = (at: number) => images[at]?.id as number;
const sha256 = (at: number) => images[at]?.sha256 as string;
await db().nearDuplicate.createMany({
  data: [
    ...[1, 2, 3, 4, 5].map((at) => pair(id(0), id(at))),
    pair(id(11), other.images[0]?.id as number),
    pair(other.images[0]?.id as number, other.images[1]?.id as number),
  ],
});
const list = (query: Record<string, unknown> = {}) =>
  listDuplicates(organiser, { slug, ...duplicateListSchema.parse(query) });

test('pairs of a dataset come in pages, also those with an image of another', async () => {
  const first = await list({ limit: 4 });
  expect(first.waiting).toBe(6);
  expect(first.items.map(({ second }) => second.sha256)).toEqual([1, 2, 3, 4].map(sha256));
  const second = await list({ limit: 4, cursor: first.nextCursor });
  expect(second.items.map(({ second: one }) => one.sha256)).toEqual([sha256(5), other.images[0]?.sha256]);
  expect(second.nextCursor).toBeNull();
  expect(await list({ decided: 'yes' })).toMatchObject({ items: [], nextCursor: null, waiting: 6 });
});

test('a decision is kept with who made it, whichever image is named first, and can be taken back', async () => {
  const names = { slug, first: sha256(2), second: sha256(0) };
  await decideDuplicate(organiser, { ...names, decision: 'different' });
  expect((await list({ decided: 'yes' })).items).toMatchObject([{ decision: 'different', distance: 2 }]);
  expect((await list()).waiting).toBe(5);
  const where = { firstId_secondId: { firstId: id(0), secondId: id(2) } };
  expect(await db().nearDuplicate.findUnique({ where })).toMatchObject({ decidedById: organiser.id });
  await decideDuplicate(organiser, { ...names, decision: null });
  expect(await db().nearDuplicate.findUnique({ where })).toMatchObject({
    decision: null,
    decidedById: null,
    decidedAt: null,
  });
});

test('with an image that was taken down nothing is left to decide', async () => {
  const gone = await makeDataset(organiser, 2);
  const [first, second] = gone.images.map((image) => image.id) as [number, number];
  await db().nearDuplicate.create({ data: pair(first, second) });
  const all = () => listDuplicates(organiser, { slug: gone.slug, ...duplicateListSchema.parse({}) });
  expect(await all()).toMatchObject({ waiting: 1, items: [{ distance: 2 }] });
  await takeDown(organiser, { kind: 'image', what: gone.images[1]?.sha256 as string, reason: 'asked for' });
  expect(await all()).toMatchObject({ waiting: 0, items: [] });
});

test('is for organisers, and about pairs that there are', async () => {
  const labeler = await makePerson('labeler', 'researcher');
  const about = { slug, first: sha256(0), second: sha256(1), decision: 'same' as const };
  await expect(decideDuplicate(labeler, about)).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(listDuplicates(labeler, { slug, ...duplicateListSchema.parse({}) })).rejects.toMatchObject({
    kind: 'forbidden',
  });
  const elsewhere = { first: other.images[0]?.sha256 as string, second: other.images[1]?.sha256 as string };
  await expect(decideDuplicate(organiser, { ...about, second: sha256(9) })).rejects.toMatchObject({
    code: 'no-such-pair',
  });
  await expect(decideDuplicate(organiser, { ...about, ...elsewhere })).rejects.toMatchObject({
    code: 'no-such-pair',
  });
});
