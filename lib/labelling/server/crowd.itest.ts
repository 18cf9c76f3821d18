import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '#lib/core/random';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { answerAll, assertConsistent, cat, dog, makeVerifyCampaign } from '#lib/testing/campaigns';
import { makeDataset } from '#lib/testing/images';
import { makePeople, makePerson } from '#lib/testing/people';
import { castVotes } from './cast-votes.ts';
import { expireLeases } from './expire-leases.ts';
import { leaseUnits } from './lease-units.ts';
import { recordVotes } from './record-votes.ts';

let organiser: Person;

beforeAll(async () => {
  organiser = await makePerson('organiser');
});

describe('many at once', () => {
  test('16 labelers who come and go leave no unit behind and answer none twice or too often', async () => {
    const big = await makeDataset(organiser, 200);
    const campaign = await makeVerifyCampaign(organiser, big, { [dog]: 200, [cat]: 200 });
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
          const votes = answerAll(answered, random.next() < 0.5 ? 'yes' : 'no');
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
    const big = await makeDataset(organiser, 1000);
    const campaign = await makeVerifyCampaign(organiser, big, { [dog]: 1000, [cat]: 1000 }, 5);
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
    await expect(recordVotes(people[0] ?? null, { campaign, votes: [] })).rejects.toMatchObject({
      code: 'role-needed',
    });
  });
});
