import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '#lib/core/random';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { makeDataset, type TestDataset } from '#lib/testing/images';
import { makePeople, makePerson } from '#lib/testing/people';
import { castVotes } from './cast-votes.ts';
import { createCampaign } from './create-campaign.ts';
import { expireLeases } from './expire-leases.ts';
import { leaseUnits } from './lease-units.ts';
import { recordVotes } from './record-votes.ts';
import { returnAssignment } from './return-assignment.ts';

const dog = 'n02084071';
const cat = 'n02121620';
const animal = 'n00015388';

let organiser: Person;
let labeler: Person;
let dataset: TestDataset;
let campaigns = 0;

beforeAll(async () => {
  organiser = await makePerson('organiser');
  labeler = await makePerson('labeler');
  dataset = await makeDataset(organiser, 60);
});

/** A verify campaign over the first images: `nouns` says how many candidates of which noun. */
async function verifyCampaign(nouns: Record<string, number>, votesPerUnit = 3): Promise<string> {
  const slug = `verify-${++campaigns}`;
  const candidates = Object.entries(nouns).flatMap(([synset, count]) =>
    dataset.images.slice(0, count).map(({ sha256 }) => ({ image: sha256, synset })),
  );
  await createCampaign(organiser, {
    kind: 'verify',
    dataset: dataset.slug,
    slug,
    title: 'Verify',
    instructions: '',
    votesPerUnit,
    candidates,
  });
  return slug;
}

async function classifyCampaign(count: number, votesPerUnit = 3): Promise<string> {
  const slug = `classify-${++campaigns}`;
  await createCampaign(organiser, {
    kind: 'classify',
    dataset: dataset.slug,
    slug,
    title: 'Classify',
    instructions: '',
    votesPerUnit,
    rootSynsets: [animal],
    images: dataset.images.slice(0, count).map(({ sha256 }) => sha256),
  });
  return slug;
}

const answers = (units: { id: number }[], answer: string) =>
  units.map(({ id }) => ({ unitId: id, answer, milliseconds: 100 }));

async function answerPage(person: Person, campaign: string, answer: string, count = 24) {
  const assignment = await leaseUnits(person, { campaign, count });
  if (!assignment) return null;
  return castVotes(person, {
    assignmentId: assignment.id,
    votes: answers(assignment.units, answer),
    next: 0,
  });
}

/** What stands of every unit beside what must: nothing that the counters say may differ from a recount. */
async function assertConsistent(slug: string): Promise<void> {
  const campaign = await db().campaign.findUniqueOrThrow({
    where: { slug },
    include: { units: { include: { votes: true, leases: true } }, progress: true },
  });
  for (const unit of campaign.units) {
    expect(unit.voteCount).toBe(unit.votes.length);
    expect(unit.votes.length + unit.leases.length).toBeLessThanOrEqual(campaign.votesPerUnit);
    expect(unit.wanted).toBe(
      unit.state === 'open' ? campaign.votesPerUnit - unit.votes.length - unit.leases.length : 0,
    );
    expect([...unit.takers].sort()).toEqual(
      [...unit.votes, ...unit.leases].map(({ userId }) => userId).sort(),
    );
    expect(unit.state === 'open').toBe(unit.votes.length < campaign.votesPerUnit);
    expect(unit.settledAt !== null).toBe(unit.state === 'settled');
  }
  const sum = (field: 'units' | 'settled' | 'contested' | 'votes') =>
    campaign.progress.reduce((total, row) => total + row[field], 0);
  expect(sum('units')).toBe(campaign.units.length);
  expect(sum('settled')).toBe(campaign.units.filter(({ state }) => state === 'settled').length);
  expect(sum('contested')).toBe(campaign.units.filter(({ state }) => state === 'contested').length);
  expect(sum('votes')).toBe(campaign.units.reduce((total, unit) => total + unit.votes.length, 0));
}

describe('leasing', () => {
  test('gives a page of one noun with its definition, and nothing that tells an answer', async () => {
    const campaign = await verifyCampaign({ [dog]: 30, [cat]: 30 });
    const page = await leaseUnits(labeler, { campaign, count: 24 });
    expect(page?.units).toHaveLength(24);
    expect(page?.noun?.words).toContain('dog');
    expect(page?.noun?.gloss).toMatch(/genus Canis/);
    expect(Object.keys(page?.units[0] ?? {}).sort()).toEqual([
      'height',
      'id',
      'imageUrl',
      'synset',
      'thumbUrl',
      'width',
    ]);
    expect(new Set(page?.units.map(({ synset }) => synset))).toEqual(new Set([dog]));
    expect(new Date(page?.expiresAt ?? 0).getTime()).toBeGreaterThan(Date.now());
    await assertConsistent(campaign);
  });

  test('never gives a unit that the labeler holds or has answered, and ends when nothing is left', async () => {
    const campaign = await verifyCampaign({ [dog]: 30 });
    const first = await leaseUnits(labeler, { campaign, count: 24 });
    const second = await leaseUnits(labeler, { campaign, count: 24 });
    expect(second?.units).toHaveLength(6);
    expect(await leaseUnits(labeler, { campaign, count: 24 })).toBeNull();
    const ids = [...(first?.units ?? []), ...(second?.units ?? [])].map(({ id }) => id);
    expect(new Set(ids).size).toBe(30);
    for (const page of [first, second]) {
      await castVotes(labeler, {
        assignmentId: page?.id ?? '',
        votes: answers(page?.units ?? [], 'yes'),
        next: 0,
      });
    }
    expect(await leaseUnits(labeler, { campaign, count: 24 })).toBeNull();
    await assertConsistent(campaign);
  });

  test('never leases beyond the votes that a unit still needs', async () => {
    const campaign = await verifyCampaign({ [dog]: 5 }, 2);
    const [one, two, three] = await makePeople(3, 'labeler');
    expect((await leaseUnits(one as Person, { campaign, count: 24 }))?.units).toHaveLength(5);
    expect((await leaseUnits(two as Person, { campaign, count: 24 }))?.units).toHaveLength(5);
    expect(await leaseUnits(three as Person, { campaign, count: 24 })).toBeNull();
    await assertConsistent(campaign);
  });

  test('takes the noun whose units are closest to settling, and those units first', async () => {
    const campaign = await verifyCampaign({ [dog]: 10, [cat]: 10 });
    const cats = await db().unit.findMany({
      where: { campaign: { slug: campaign }, synsetId: cat },
      orderBy: { id: 'desc' },
      take: 2,
    });
    const votes = cats.map(({ id }) => ({
      unitId: id,
      userId: organiser.id,
      answer: 'yes',
      milliseconds: 0,
    }));
    await recordVotes(organiser, { campaign, votes });
    const page = await leaseUnits(labeler, { campaign, count: 3 });
    expect(page?.noun?.id).toBe(cat);
    expect(page?.units.slice(0, 2).map(({ id }) => id)).toEqual(cats.map(({ id }) => id).reverse());
  });

  test('gives back what a labeler returns, once', async () => {
    const campaign = await verifyCampaign({ [dog]: 5 }, 1);
    const page = await leaseUnits(labeler, { campaign, count: 24 });
    await castVotes(labeler, {
      assignmentId: page?.id ?? '',
      votes: answers(page?.units.slice(0, 2) ?? [], 'no'),
      next: 0,
    });
    const other = await makePerson('labeler');
    expect(await leaseUnits(other, { campaign, count: 24 })).toBeNull();
    expect(await returnAssignment(labeler, { assignmentId: page?.id ?? '' })).toEqual({ returned: 3 });
    expect(await returnAssignment(labeler, { assignmentId: page?.id ?? '' })).toEqual({ returned: 0 });
    expect((await leaseUnits(other, { campaign, count: 24 }))?.units).toHaveLength(3);
    await assertConsistent(campaign);
  });

  test('refuses to return what is all answered, and what is another’s', async () => {
    const campaign = await verifyCampaign({ [dog]: 2 });
    const page = await leaseUnits(labeler, { campaign, count: 2 });
    const assignmentId = page?.id ?? '';
    const other = await makePerson('labeler');
    await expect(returnAssignment(other, { assignmentId })).rejects.toMatchObject({
      code: 'no-such-assignment',
    });
    await castVotes(labeler, { assignmentId, votes: answers(page?.units ?? [], 'yes'), next: 0 });
    await expect(returnAssignment(labeler, { assignmentId })).rejects.toMatchObject({
      code: 'assignment-step',
    });
  });

  test('brings expired leases back, by the job and for whoever would go without', async () => {
    const campaign = await verifyCampaign({ [dog]: 6 }, 1);
    const page = await leaseUnits(labeler, { campaign, count: 3 });
    const second = await leaseUnits(labeler, { campaign, count: 3 });
    const past = { expiresAt: new Date(Date.now() - 1000) };
    await db().assignment.update({ where: { id: page?.id ?? '' }, data: past });
    await db().lease.updateMany({ where: { assignmentId: page?.id ?? '' }, data: past });
    expect(await expireLeases()).toEqual({ leases: 3, assignments: 1 });
    await assertConsistent(campaign);

    const other = await makePerson('labeler');
    expect((await leaseUnits(other, { campaign, count: 24 }))?.units).toHaveLength(3);
    expect(await leaseUnits(other, { campaign, count: 24 })).toBeNull();
    await db().lease.updateMany({ where: { assignmentId: second?.id ?? '' }, data: past });
    expect((await leaseUnits(other, { campaign, count: 24 }))?.units).toHaveLength(3);
    await assertConsistent(campaign);
  });

  test('is for labelers, on campaigns that are there and open', async () => {
    const campaign = await verifyCampaign({ [dog]: 1 });
    await expect(leaseUnits(null, { campaign, count: 1 })).rejects.toMatchObject({ code: 'sign-in-needed' });
    const researcher = await makePerson('researcher');
    await expect(leaseUnits(researcher, { campaign, count: 1 })).rejects.toMatchObject({
      code: 'role-needed',
    });
    await expect(leaseUnits(labeler, { campaign: 'nowhere', count: 1 })).rejects.toMatchObject({
      code: 'no-such-campaign',
    });
    await db().campaign.update({ where: { slug: campaign }, data: { state: 'closed' } });
    await expect(leaseUnits(labeler, { campaign, count: 1 })).rejects.toMatchObject({
      code: 'campaign-closed',
    });
  });
});

describe('casting', () => {
  test('settles a unit by majority when it has its votes, and contests a tie', async () => {
    const campaign = await verifyCampaign({ [dog]: 4 }, 2);
    const [one, two] = await makePeople(2, 'labeler');
    await answerPage(one as Person, campaign, 'yes');
    const page = await leaseUnits(two as Person, { campaign, count: 24 });
    const votes = (page?.units ?? []).map(({ id }, index) => ({
      unitId: id,
      answer: index < 3 ? 'yes' : 'no',
      milliseconds: 10,
    }));
    await castVotes(two as Person, { assignmentId: page?.id ?? '', votes, next: 0 });
    const units = await db().unit.findMany({
      where: { campaign: { slug: campaign } },
      orderBy: { id: 'asc' },
    });
    expect(units.map(({ state, answer, confidence }) => ({ state, answer, confidence }))).toEqual([
      ...Array(3).fill({ state: 'settled', answer: 'yes', confidence: 1 }),
      { state: 'contested', answer: null, confidence: null },
    ]);
    await assertConsistent(campaign);
    expect(await db().assignment.findUniqueOrThrow({ where: { id: page?.id ?? '' } })).toMatchObject({
      state: 'answered',
    });
  });

  test('counts the same votes once, however often and however fast they are sent', async () => {
    const campaign = await verifyCampaign({ [dog]: 24 });
    const page = await leaseUnits(labeler, { campaign, count: 24 });
    const input = { assignmentId: page?.id ?? '', votes: answers(page?.units ?? [], 'yes'), next: 0 };
    const sendings = await Promise.all(Array.from({ length: 6 }, () => castVotes(labeler, input)));
    const outcomes = sendings.flatMap((each) => each.outcomes.map(({ outcome }) => outcome));
    expect(outcomes.filter((outcome) => outcome === 'kept')).toHaveLength(24);
    expect(outcomes.filter((outcome) => outcome === 'repeated')).toHaveLength(5 * 24);
    await assertConsistent(campaign);
  });

  test('lets the first answer stand', async () => {
    const campaign = await verifyCampaign({ [dog]: 1 });
    const page = await leaseUnits(labeler, { campaign, count: 1 });
    const cast = (answer: string) =>
      castVotes(labeler, {
        assignmentId: page?.id ?? '',
        votes: answers(page?.units ?? [], answer),
        next: 0,
      });
    await cast('yes');
    expect((await cast('no')).outcomes[0]?.outcome).toBe('answered-before');
    const unitId = page?.units[0]?.id ?? 0;
    expect(await db().vote.findMany({ where: { unitId } })).toMatchObject([{ answer: 'yes' }]);
  });

  test('takes votes after the lease is over where they are still needed, else says so', async () => {
    const campaign = await verifyCampaign({ [dog]: 2 }, 1);
    const page = await leaseUnits(labeler, { campaign, count: 2 });
    const past = { expiresAt: new Date(Date.now() - 1000) };
    await db().lease.updateMany({ where: { assignmentId: page?.id ?? '' }, data: past });
    await db().assignment.updateMany({ where: { id: page?.id ?? '' }, data: past });
    await expireLeases();
    const other = await makePerson('labeler');
    await answerPage(other, campaign, 'no', 1);
    const late = await castVotes(labeler, {
      assignmentId: page?.id ?? '',
      votes: answers(page?.units ?? [], 'yes'),
      next: 0,
    });
    expect(late.outcomes.map(({ outcome }) => outcome)).toEqual(['not-needed', 'kept']);
    await assertConsistent(campaign);
  });

  test('leases the next units in the same request', async () => {
    const campaign = await verifyCampaign({ [dog]: 30 });
    const page = await leaseUnits(labeler, { campaign, count: 24 });
    const { next } = await castVotes(labeler, {
      assignmentId: page?.id ?? '',
      votes: answers(page?.units ?? [], 'yes'),
      next: 24,
    });
    expect(next?.units).toHaveLength(6);
    await assertConsistent(campaign);
  });

  test('refuses units of other assignments and answers that the campaign does not take', async () => {
    const campaign = await verifyCampaign({ [dog]: 2 });
    const page = await leaseUnits(labeler, { campaign, count: 1 });
    const other = await makePerson('labeler');
    const theirs = await leaseUnits(other, { campaign, count: 2 });
    const foreign = theirs?.units.find(({ id }) => id !== page?.units[0]?.id);
    const cast = (unitId: number, answer: string, assignmentId = page?.id ?? '') =>
      castVotes(labeler, { assignmentId, votes: [{ unitId, answer, milliseconds: 1 }], next: 0 });
    await expect(cast(foreign?.id ?? 0, 'yes')).rejects.toMatchObject({ code: 'not-in-assignment' });
    await expect(cast(page?.units[0]?.id ?? 0, 'none')).rejects.toMatchObject({ code: 'bad-answer' });
    await expect(cast(foreign?.id ?? 0, 'yes', theirs?.id)).rejects.toMatchObject({
      code: 'no-such-assignment',
    });
  });

  test('takes nouns below the campaign’s roots for classify, as deep as the labeler can tell', async () => {
    const campaign = await classifyCampaign(4, 1);
    const page = await leaseUnits(labeler, { campaign, count: 4 });
    expect(page?.noun).toBeUndefined();
    const cast = (index: number, answer: string) =>
      castVotes(labeler, {
        assignmentId: page?.id ?? '',
        votes: [{ unitId: page?.units[index]?.id ?? 0, answer, milliseconds: 1 }],
        next: 0,
      });
    for (const [index, answer] of [dog, 'cannot-tell', animal].entries()) await cast(index, answer);
    await expect(cast(3, 'n04524313')).rejects.toMatchObject({ code: 'noun-not-asked' });
    await expect(cast(3, 'n99999999')).rejects.toMatchObject({ code: 'noun-not-asked' });
    await expect(cast(3, 'yes')).rejects.toMatchObject({ code: 'bad-answer' });
    await assertConsistent(campaign);
  });
});

describe('one alone', () => {
  test('is given every unit once, also past the head of the queue and behind what they did last', async () => {
    const long = await makeDataset(organiser, 330);
    const campaign = 'lonely';
    await createCampaign(organiser, {
      kind: 'classify',
      dataset: long.slug,
      slug: campaign,
      title: 'Lonely',
      instructions: '',
      votesPerUnit: 3,
      rootSynsets: [animal],
    });
    const given: number[] = [];
    let returned = 0;
    for (;;) {
      const page = await leaseUnits(labeler, { campaign, count: 48 });
      if (!page) break;
      if (given.length >= 48 && returned === 0) {
        returned = (await returnAssignment(labeler, { assignmentId: page.id })).returned;
        const [later, back] = [
          await leaseUnits(labeler, { campaign, count: 48 }),
          await leaseUnits(labeler, { campaign, count: 48 }),
        ];
        for (const each of [back, later]) {
          given.push(...(each?.units ?? []).map(({ id }) => id));
          await castVotes(labeler, {
            assignmentId: each?.id ?? '',
            votes: answers(each?.units ?? [], dog),
            next: 0,
          });
        }
        continue;
      }
      given.push(...page.units.map(({ id }) => id));
      await castVotes(labeler, { assignmentId: page.id, votes: answers(page.units, dog), next: 0 });
    }
    expect(returned).toBe(48);
    expect(given).toHaveLength(330);
    expect(new Set(given).size).toBe(330);
    await assertConsistent(campaign);
  });
});

describe('many at once', () => {
  test('16 labelers who come and go leave no unit behind and answer none twice or too often', async () => {
    const big = await makeDataset(organiser, 200);
    const campaign = 'crowded';
    await createCampaign(organiser, {
      kind: 'verify',
      dataset: big.slug,
      slug: campaign,
      title: 'Crowded',
      instructions: '',
      votesPerUnit: 3,
      candidates: [dog, cat].flatMap((synset) => big.images.map(({ sha256 }) => ({ image: sha256, synset }))),
    });
    const people = await makePeople(16, 'labeler');
    const random = seededRandom('crowded');

    const left = (person: Person) =>
      db().unit.count({
        where: { campaign: { slug: campaign }, state: 'open', votes: { none: { userId: person.id } } },
      });

    /** Works until nothing is left, and now and then vanishes with a page in hand, doubles a click or asks twice. */
    const work = async (person: Person) => {
      for (;;) {
        const [page, twin] = await Promise.all([
          leaseUnits(person, { campaign, count: 24 }),
          random.next() < 0.1 ? leaseUnits(person, { campaign, count: 24 }) : null,
        ]);
        if (!page && (await left(person)) === 0) return;
        if (!page) await sleep(20);
        for (const each of [page, twin]) {
          if (!each) continue;
          const answered = each.units.filter(() => random.next() < 0.95);
          const votes = answers(answered, random.next() < 0.5 ? 'yes' : 'no');
          const vanishes = random.next() < 0.2;
          if (vanishes || votes.length < each.units.length) {
            const past = { expiresAt: new Date(Date.now() - 1) };
            await db().assignment.update({ where: { id: each.id }, data: past });
            await db().lease.updateMany({ where: { assignmentId: each.id }, data: past });
          }
          if (vanishes || votes.length === 0) continue;
          const input = { assignmentId: each.id, votes, next: 0 };
          await Promise.all(
            random.next() < 0.2
              ? [castVotes(person, input), castVotes(person, input)]
              : [castVotes(person, input)],
          );
        }
      }
    };
    const upkeep = setInterval(() => void expireLeases(), 50);
    await Promise.all(people.map(work));
    clearInterval(upkeep);
    await expireLeases();

    await assertConsistent(campaign);
    const units = await db().unit.findMany({
      where: { campaign: { slug: campaign } },
      include: { votes: true, leases: true },
    });
    expect(units).toHaveLength(400);
    for (const unit of units) {
      expect(unit.state).not.toBe('open');
      expect(unit.votes).toHaveLength(3);
      expect(new Set(unit.votes.map(({ userId }) => userId)).size).toBe(3);
      expect(unit.leases).toEqual([]);
    }
  });
});

describe('recording', () => {
  test('keeps thousands of votes at once and settles by the same rule', async () => {
    const big = await makeDataset(organiser, 2000);
    const campaign = 'recorded';
    await createCampaign(organiser, {
      kind: 'verify',
      dataset: big.slug,
      slug: campaign,
      title: 'Recorded',
      instructions: '',
      votesPerUnit: 5,
      candidates: big.images.map(({ sha256 }, index) => ({ image: sha256, synset: index % 2 ? dog : cat })),
    });
    const people = await makePeople(8, 'labeler');
    const units = await db().unit.findMany({ where: { campaign: { slug: campaign } }, select: { id: true } });
    const random = seededRandom('recorded');
    const at = new Date('2026-01-02T03:04:05Z');
    const votes = units.flatMap(({ id }) =>
      random
        .shuffle(people)
        .slice(0, 5)
        .map((person) => ({
          unitId: id,
          userId: person.id,
          answer: random.next() < 0.9 ? 'yes' : 'no',
          milliseconds: 800,
          at,
        })),
    );
    const start = performance.now();
    expect(await recordVotes(organiser, { campaign, votes })).toEqual({
      kept: 10_000,
      repeated: 0,
      'answered-before': 0,
      'not-needed': 0,
    });
    expect(performance.now() - start).toBeLessThan(10_000);
    await assertConsistent(campaign);
    expect(await recordVotes(organiser, { campaign, votes: votes.slice(0, 100) })).toMatchObject({
      repeated: 100,
    });
    expect(await db().vote.findFirstOrThrow({ where: { unitId: votes[0]?.unitId } })).toMatchObject({
      createdAt: at,
    });
    await expect(recordVotes(labeler, { campaign, votes: [] })).rejects.toMatchObject({
      code: 'role-needed',
    });
  });
});
