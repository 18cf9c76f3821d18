import { beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { answerAll, assertConsistent, dog, makeVerifyCampaign } from '#lib/testing/campaigns';
import { makeDataset, type TestDataset } from '#lib/testing/images';
import { makePerson } from '#lib/testing/people';
import type { Assignment } from '../assignment.ts';
import { castVotes } from './cast-votes.ts';
import { closeCampaign } from './close-campaign.ts';
import { leaseUnits } from './lease-units.ts';
import { undoVotes } from './undo-votes.ts';

let organiser: Person;
let ada: Person;
let bob: Person;
let dataset: TestDataset;

beforeAll(async () => {
  organiser = await makePerson('organiser');
  ada = await makePerson('labeler');
  bob = await makePerson('labeler');
  dataset = await makeDataset(organiser, 12);
});

/** Leases a page of six to somebody and answers all of it. */
async function answerPage(person: Person, campaign: string, answer = 'yes'): Promise<Assignment> {
  const page = (await leaseUnits(person, { campaign, count: 6 })) as Assignment;
  await castVotes(person, { assignmentId: page.id, votes: answerAll(page.units, answer), next: 0 });
  return page;
}

const idsOf = ({ units }: Assignment) => units.map(({ id }) => id);
const statesOf = async (ids: number[]) =>
  (await db().unit.findMany({ where: { id: { in: ids } } })).map(({ state }) => state);

describe('taking votes back', () => {
  test('gives the page again, opens what it had settled, and the other answers count', async () => {
    const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 6 }, 1);
    const page = await answerPage(ada, campaign);
    expect(new Set(await statesOf(idsOf(page)))).toEqual(new Set(['settled']));
    const again = await undoVotes(ada, { assignmentId: page.id, unitIds: idsOf(page) });
    expect(again).toEqual({ ...page, expiresAt: again.expiresAt });
    expect(new Set(await statesOf(idsOf(page)))).toEqual(new Set(['open']));
    await assertConsistent(campaign);
    expect(await db().labelChange.findFirst({ where: { unitId: page.units[0]?.id } })).toMatchObject({
      cause: 'undo',
      userId: ada.id,
      fromState: 'settled',
      fromAnswer: 'yes',
      toState: 'open',
      toAnswer: null,
    });
    // It is on lease: nobody else gets it meanwhile.
    expect(await leaseUnits(bob, { campaign, count: 6 })).toBeNull();

    await castVotes(ada, { assignmentId: page.id, votes: answerAll(page.units, 'no'), next: 0 });
    const units = await db().unit.findMany({ where: { campaign: { slug: campaign } } });
    expect(units.map(({ answer }) => answer)).toEqual(Array(6).fill('no'));
    await assertConsistent(campaign);
  });

  test('can be of some units, and be asked for twice', async () => {
    const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 6 }, 3);
    const page = await answerPage(ada, campaign);
    await answerPage(bob, campaign);
    const last = idsOf(page).slice(-2);
    const input = { assignmentId: page.id, unitIds: last };
    const [first] = await Promise.all([undoVotes(ada, input), undoVotes(ada, input)]);
    expect(idsOf(first)).toEqual(last);
    await assertConsistent(campaign);
    expect(await db().vote.count({ where: { userId: ada.id, unitId: { in: idsOf(page) } } })).toBe(4);
  });

  test('is refused of votes older than ten minutes, of others, of nothing, and when the campaign is closed', async () => {
    const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 6 }, 3);
    const page = await answerPage(ada, campaign);
    const input = { assignmentId: page.id, unitIds: idsOf(page) };
    const refusal = (person: Person | null, asked = input) =>
      undoVotes(person, asked).then(
        () => 'done',
        (error) => error.code,
      );
    expect(await refusal(null)).toBe('sign-in-needed');
    expect(await refusal(bob)).toBe('no-such-assignment');
    expect(await refusal(ada, { ...input, unitIds: [1, 2_000_000_000] })).toBe('no-such-assignment');
    await db().$executeRaw`UPDATE votes SET created_at = now() - interval '11 minutes'
      WHERE user_id = ${ada.id}::uuid AND unit_id = ${page.units[0]?.id}`;
    expect(await refusal(ada)).toBe('too-late-to-undo');
    expect(await db().vote.count({ where: { userId: ada.id, unitId: { in: idsOf(page) } } })).toBe(6);
    await closeCampaign(organiser, campaign);
    expect(await refusal(ada)).toBe('campaign-closed');
  });
});
