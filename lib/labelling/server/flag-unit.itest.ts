import { beforeAll, expect, test } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { answerAll, assertConsistent, dog, makeVerifyCampaign } from '#lib/testing/campaigns';
import { makeDataset, type TestDataset } from '#lib/testing/images';
import { makePerson } from '#lib/testing/people';
import type { Assignment } from '../assignment.ts';
import { castVotes } from './cast-votes.ts';
import { flagUnit, withdrawFlag } from './flag-unit.ts';
import { leaseUnits } from './lease-units.ts';
import { returnAssignment } from './return-assignment.ts';

let organiser: Person;
let ada: Person;
let bob: Person;
let dataset: TestDataset;

beforeAll(async () => {
  organiser = await makePerson('organiser');
  ada = await makePerson('labeler');
  bob = await makePerson('labeler');
  dataset = await makeDataset(organiser, 4);
});

async function leasePage(person: Person): Promise<{ campaign: string; page: Assignment; unitId: number }> {
  const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 4 }, 3);
  const page = (await leaseUnits(person, { campaign, count: 4 })) as Assignment;
  return { campaign, page, unitId: page.units[0]?.id as number };
}

const flagsOf = (unitId: number) => db().flag.findMany({ where: { unitId } });
const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => 'done',
    (error) => error.code,
  );

test('a labeler flags a unit that they hold or have just answered; once more replaces it', async () => {
  const { campaign, page, unitId } = await leasePage(ada);
  const flag = { assignmentId: page.id, unitId, comment: '' };
  await flagUnit(ada, { ...flag, reason: 'offensive' });
  await castVotes(ada, { assignmentId: page.id, votes: answerAll(page.units, 'no'), next: 0 });
  await db().flag.updateMany({
    where: { unitId },
    data: { resolvedAt: new Date(), resolvedById: organiser.id },
  });
  await flagUnit(ada, { ...flag, reason: 'privacy', comment: 'A child' });
  expect(await flagsOf(unitId)).toMatchObject([
    { userId: ada.id, reason: 'privacy', comment: 'A child', resolvedAt: null, resolvedById: null },
  ]);
  await assertConsistent(campaign);
});

test('a flag is withdrawn, twice too, but stays where it was dealt with', async () => {
  const { page, unitId } = await leasePage(ada);
  const flag = { assignmentId: page.id, unitId };
  await flagUnit(ada, { ...flag, reason: 'damaged', comment: '' });
  expect(await withdrawFlag(ada, flag)).toEqual({ withdrawn: 1 });
  expect(await withdrawFlag(ada, flag)).toEqual({ withdrawn: 0 });
  await flagUnit(ada, { ...flag, reason: 'damaged', comment: '' });
  await db().flag.updateMany({ where: { unitId }, data: { resolvedAt: new Date() } });
  expect(await withdrawFlag(ada, flag)).toEqual({ withdrawn: 0 });
  expect(await flagsOf(unitId)).toHaveLength(1);
});

test('is refused to visitors and to others, for what was given back, and ten minutes after the answer', async () => {
  const { page, unitId } = await leasePage(ada);
  const flag = { assignmentId: page.id, unitId, reason: 'other', comment: '' } as const;
  expect(await refusal(flagUnit(null, flag))).toBe('sign-in-needed');
  expect(await refusal(flagUnit(bob, flag))).toBe('no-such-assignment');
  expect(await refusal(withdrawFlag(bob, flag))).toBe('no-such-assignment');
  expect(await refusal(flagUnit(ada, { ...flag, unitId: 2_000_000_000 }))).toBe('no-such-assignment');

  await castVotes(ada, { assignmentId: page.id, votes: answerAll([{ id: unitId }], 'no'), next: 0 });
  await db()
    .$executeRaw`UPDATE votes SET created_at = now() - interval '11 minutes' WHERE unit_id = ${unitId}`;
  expect(await refusal(flagUnit(ada, flag))).toBe('too-late-to-flag');
  await returnAssignment(ada, { assignmentId: page.id });
  expect(await refusal(flagUnit(ada, { ...flag, unitId: page.units[1]?.id as number }))).toBe(
    'too-late-to-flag',
  );
});
