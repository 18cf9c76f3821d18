import { setImmediate } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '#lib/core/random';
import type { Person } from '#lib/identity/person';
import { db, pool } from '#lib/infra/db/client';
import { cat, dog, makeVerifyCampaign, whenSure } from '#lib/testing/campaigns';
import { makeDataset } from '#lib/testing/images';
import { makePeople, makePerson } from '#lib/testing/people';
import type { Assignment } from '../assignment.ts';
import { castVotes } from './cast-votes.ts';
import { expireLeases } from './expire-leases.ts';
import { leaseUnits } from './lease-units.ts';
import { returnAssignment } from './return-assignment.ts';
import { undoVotes } from './undo-votes.ts';

const LABELERS = 64;
const PAGE = 48;

let organiser: Person;

beforeAll(async () => {
  organiser = await makePerson('organiser');
});

/** Moves the end of what somebody holds into the past, as if they had gone for good a quarter of an hour ago. */
async function lapse(assignmentId: string): Promise<void> {
  await pool().query(
    `WITH gone AS (UPDATE assignments SET expires_at = now() - interval '1 second' WHERE id = $1)
     UPDATE leases SET expires_at = now() - interval '1 second' WHERE assignment_id = $1`,
    [assignmentId],
  );
}

/** Answers right 97 times in 100. */
const answer = (page: Assignment, random: () => number) =>
  page.units.map(({ id }) => ({
    unitId: id,
    answer: random() < 0.97 === (id % 10 === 0) ? 'yes' : 'no',
    milliseconds: 500,
  }));

/**
 * Has labelers work until none of them can be given anything: some disconnect with a page in hand or half of it sent, send the same
 * twice at once, send when the page is over and with others already, give pages back, take votes back, ask in two tabs.
 */
async function work(campaign: string, people: readonly Person[]): Promise<void> {
  const random = seededRandom(campaign.length);
  const chance = (share: number) => random.next() < share;
  const late: { person: Person; input: Parameters<typeof castVotes>[1] }[] = [];
  let busy = people.length;

  const labeler = async (person: Person) => {
    let idle = false;
    for (;;) {
      const pages = await Promise.all(
        Array.from({ length: chance(0.03) ? 2 : 1 }, () => leaseUnits(person, { campaign, count: PAGE })),
      );
      const held = pages.filter((page) => page !== null);
      if (held.length > 0 && idle) busy++;
      if (held.length === 0 && !idle) busy--;
      idle = held.length === 0;
      if (idle && busy === 0) return;
      if (idle) await setImmediate();
      for (const page of held) {
        const votes = answer(page, random.next);
        const input = { assignmentId: page.id, votes, next: 0 };
        const lot = random.next();
        if (lot < 0.05) {
          // Gone with the page, and back when others have it, or never.
          await lapse(page.id);
          if (chance(0.7)) late.push({ person, input });
        } else if (lot < 0.08) {
          await returnAssignment(person, { assignmentId: page.id });
        } else if (lot < 0.13) {
          const half = { ...input, votes: votes.slice(0, PAGE / 2) };
          await castVotes(person, half);
          await lapse(page.id);
        } else if (lot < 0.18) {
          await Promise.all([castVotes(person, input), castVotes(person, input)]);
        } else {
          await castVotes(person, input);
          if (chance(0.03)) {
            const unitIds = votes.slice(0, 10).map(({ unitId }) => unitId);
            const again = await undoVotes(person, { assignmentId: page.id, unitIds });
            if (chance(0.5)) await castVotes(person, { ...input, votes: answer(again, random.next) });
            else await lapse(page.id);
          }
        }
        if (late.length > 0 && chance(0.3)) {
          const back = late.splice(0, 3);
          await Promise.all(back.map(({ person, input }) => castVotes(person, input)));
        }
      }
    }
  };
  let upkeep = Promise.resolve<unknown>(undefined);
  const timer = setInterval(() => {
    upkeep = upkeep.then(() => expireLeases());
  }, 250);
  await Promise.all(people.map(labeler));
  clearInterval(timer);
  await upkeep;
  for (const { person, input } of late) await castVotes(person, input);
}

interface Outcome {
  units: number;
  votes: number;
  /** Units with more votes and leases than they may have, with a vote of somebody twice, with counters that are wrong. */
  over: number;
  twice: number;
  wrong: number;
  open: number;
  leases: number;
}

async function outcome(campaign: string): Promise<Outcome> {
  const { rows } = await pool().query<Outcome>(
    `WITH counted AS (
       SELECT u.*, c.votes_per_unit, c.target_confidence,
         (SELECT count(*) FROM votes v WHERE v.unit_id = u.id) AS votes,
         (SELECT count(DISTINCT user_id) FROM votes v WHERE v.unit_id = u.id) AS voters,
         (SELECT count(*) FROM leases l WHERE l.unit_id = u.id) AS leases
       FROM units u JOIN campaigns c ON c.id = u.campaign_id WHERE c.slug = $1
     )
     SELECT count(*)::int AS units, sum(votes)::int AS votes, sum(leases)::int AS leases,
       count(*) FILTER (WHERE votes + leases > votes_per_unit)::int AS over,
       count(*) FILTER (WHERE voters <> votes)::int AS twice,
       count(*) FILTER (WHERE votes <> vote_count OR cardinality(takers) <> votes + leases
         OR (state <> 'open' AND wanted > 0))::int AS wrong,
       count(*) FILTER (WHERE state = 'open')::int AS open
     FROM counted`,
    [campaign],
  );
  return rows[0] as Outcome;
}

describe('64 labelers at once who come, go, double clicks and let leases lapse', () => {
  test('20,000 units by majority of two: none twice by one person, none past its limit, none left behind', async () => {
    const dataset = await makeDataset(organiser, 10_000);
    const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 10_000, [cat]: 10_000 }, 2);
    const people = await makePeople(LABELERS, 'labeler');
    await work(campaign, people);
    expect(await outcome(campaign)).toEqual({
      units: 20_000,
      votes: 40_000,
      over: 0,
      twice: 0,
      wrong: 0,
      open: 0,
      leases: 0,
    });
  }, 240_000);

  test('4,000 units until they are sure: the same, with fewer votes, and none in review before its votes run out', async () => {
    const dataset = await makeDataset(organiser, 2_000);
    const policy = whenSure(0.95, 5);
    const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 2_000, [cat]: 2_000 }, policy);
    const people = await makePeople(LABELERS, 'labeler');
    await work(campaign, people);
    const { votes, ...rest } = await outcome(campaign);
    expect(rest).toEqual({ units: 4_000, over: 0, twice: 0, wrong: 0, open: 0, leases: 0 });
    expect(votes).toBeLessThan(4_000 * 4);
    const early = await db().unit.count({
      where: { campaign: { slug: campaign }, state: 'contested', voteCount: { lt: 5 } },
    });
    expect(early).toBe(0);
  }, 240_000);
});

describe('nouns', () => {
  test('none lags behind the others, neither one that begins nor the rest of one that is nearly done', async () => {
    const dataset = await makeDataset(organiser, 100);
    const nouns = [dog, cat, 'n02374451', 'n01503061', 'n03467517', 'n12992868'];
    const campaign = await makeVerifyCampaign(
      organiser,
      dataset,
      Object.fromEntries(nouns.map((noun) => [noun, 100])),
      5,
    );
    const nearlyDone = nouns[2] as string;
    const done = await db().unit.findMany({
      where: { campaign: { slug: campaign }, synsetId: nearlyDone },
      orderBy: { id: 'asc' },
      take: 90,
    });
    await db().unit.updateMany({
      where: { id: { in: done.map(({ id }) => id) } },
      data: { state: 'settled', wanted: 0, answer: 'no', settledAt: new Date() },
    });
    const people = await makePeople(12, 'labeler');
    await Promise.all(
      people.map(async (person) => {
        for (let pages = 0; pages < 24; pages++) {
          const page = await leaseUnits(person, { campaign, count: 6 });
          if (page)
            await castVotes(person, { assignmentId: page.id, votes: answer(page, Math.random), next: 0 });
        }
      }),
    );
    const { rows } = await pool().query<{ noun: string; votes: number }>(
      `SELECT u.synset_id AS noun, sum(u.vote_count)::int AS votes
       FROM units u JOIN campaigns c ON c.id = u.campaign_id WHERE c.slug = $1 GROUP BY 1`,
      [campaign],
    );
    const votes = new Map(rows.map((row) => [row.noun, row.votes]));
    // Twelve turns of a noun would be its share; hardly ever are there fewer than three.
    for (const noun of nouns) expect(votes.get(noun)).toBeGreaterThanOrEqual(noun === nearlyDone ? 30 : 60);
  });
});
