import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { byMajority, cat, dog } from '#lib/testing/campaigns';
import { makeDataset, type TestDataset } from '#lib/testing/images';
import { makePeople, makePerson } from '#lib/testing/people';
import { createCampaign } from './create-campaign.ts';
import { expireLeases } from './expire-leases.ts';
import { leaseUnits } from './lease-units.ts';
import { returnAssignment } from './return-assignment.ts';

const [beagle, poodle, guitar] = ['n02088364', 'n02113335', 'n03467517'];

let organiser: Person;
let dataset: TestDataset;

beforeAll(async () => {
  organiser = await makePerson('organiser');
  dataset = await makeDataset(organiser, 400);
});

/** A verify campaign with so many candidates of each noun, each image of one noun alone. */
async function makeCampaign(nouns: Record<string, number>, goldShare: number, votesPerUnit = 3) {
  const slug = randomUUID();
  const names = Object.entries(nouns).flatMap(([synset, count]) => Array<string>(count).fill(synset));
  const candidates = names.map((synset, i) => ({ image: dataset.images[i]?.sha256 ?? '', synset }));
  const { units } = await createCampaign(organiser, {
    kind: 'verify',
    dataset: dataset.slug,
    slug,
    title: 'Gold',
    instructions: '',
    ...byMajority(votesPerUnit),
    goldShare,
    candidates,
  });
  const gathered = new Map(candidates.map(({ image, synset }) => [image, synset]));
  const rows = await db().unit.findMany({
    where: { campaign: { slug } },
    include: { gold: true, image: { select: { sha256: true } } },
    orderBy: { id: 'asc' },
  });
  return { slug, asked: units, rows, gathered };
}

describe('wrong candidates of a new campaign', () => {
  test('are images of far nouns, among the others, settled as no and counted nowhere', async () => {
    const { slug, asked, rows, gathered } = await makeCampaign(
      { [dog]: 60, [beagle]: 60, [poodle]: 60, [cat]: 60, [guitar]: 60 },
      0.1,
    );
    expect(asked).toBe(300);
    const gold = rows.filter(({ gold }) => gold !== null);
    expect(gold.length).toBe(rows.length - 300);
    for (const noun of [dog, beagle, poodle, cat, guitar]) {
      const own = gold.filter(({ synsetId }) => synsetId === noun);
      expect(own).toHaveLength(6);
      const units = rows.filter(({ synsetId }) => synsetId === noun);
      // All between its own, and not at one end of them.
      expect(units.at(-1)?.id).toBe((units[0]?.id ?? 0) + 65);
      const places = own.map(({ id }) => id - (units[0]?.id ?? 0));
      expect(Math.max(...places) - Math.min(...places)).toBeGreaterThan(10);
    }
    for (const { gold: known, synsetId, image, ...unit } of gold) {
      const shown = gathered.get(image.sha256) ?? '';
      expect(shown).not.toBe(synsetId);
      if (shown === dog || synsetId === dog)
        expect([beagle, poodle]).not.toContain(synsetId === dog ? shown : synsetId);
      expect(unit).toMatchObject({ state: 'settled', answer: 'no', confidence: 1, wanted: 0, takers: [] });
      expect(known).toMatchObject({ answer: 'no', origin: 'inserted', quiz: false, synsetId });
    }
    const progress = await db().campaignProgress.aggregate({
      where: { campaign: { slug } },
      _sum: { units: true, settled: true },
    });
    expect(progress._sum).toEqual({ units: 300, settled: 0 });
  });

  test('are none where no share is asked for, and where no noun is far', async () => {
    expect((await makeCampaign({ [dog]: 20, [cat]: 20 }, 0)).rows).toHaveLength(40);
    expect((await makeCampaign({ [dog]: 20, [beagle]: 20 }, 0.2)).rows).toHaveLength(40);
  });
});

describe('leasing gold', () => {
  test('its share of the places, twice that on the first pages, whole pages, nothing touched', async () => {
    const { slug, rows } = await makeCampaign({ [dog]: 150, [cat]: 150 }, 0.1);
    const gold = new Set(rows.filter(({ gold }) => gold !== null).map(({ id }) => id));
    const first: number[] = [];
    const later: number[] = [];
    const places: number[] = [];
    for (const person of await makePeople(12, 'labeler')) {
      for (let page = 0; page < 7; page++) {
        const leased = await leaseUnits(person, { campaign: slug, count: 20 });
        expect(leased?.units).toHaveLength(20);
        expect(new Set(leased?.units.map(({ synset }) => synset)).size).toBe(1);
        const found = (leased?.units ?? []).flatMap(({ id }, place) => (gold.has(id) ? [place] : []));
        (page < 4 ? first : later).push(found.length);
        places.push(...found);
        await returnAssignment(person, { assignmentId: leased?.id ?? '' });
      }
    }
    const mean = (counts: number[]) => counts.reduce((sum, count) => sum + count, 0) / counts.length;
    expect(mean(first)).toBeCloseTo(4, 0);
    expect(mean(later)).toBeCloseTo(2, 0);
    expect(mean(places)).toBeGreaterThan(8);
    expect(mean(places)).toBeLessThan(11);
    const after = await db().unit.findMany({ where: { id: { in: [...gold] } }, include: { leases: true } });
    for (const unit of after)
      expect(unit).toMatchObject({ state: 'settled', wanted: 0, takers: [], leases: [] });
  });

  test('never one that is answered or held, never of the quiz or held out, and none without ordinary units', async () => {
    const { slug, rows } = await makeCampaign({ [dog]: 40, [guitar]: 40 }, 0.5, 1);
    const gold = rows.filter(({ gold }) => gold !== null);
    expect(gold).toHaveLength(40);
    const [quiz, answered] = [gold[0], gold[1]];
    const person = await makePerson('labeler');
    await db().gold.update({ where: { unitId: quiz?.id ?? 0 }, data: { quiz: true } });
    await db().vote.create({
      data: { unitId: answered?.id ?? 0, userId: person.id, answer: 'no', milliseconds: 1 },
    });
    const given: number[] = [];
    for (;;) {
      const leased = await leaseUnits(person, { campaign: slug, count: 10 });
      if (!leased) break;
      given.push(...leased.units.map(({ id }) => id));
    }
    expect(new Set(given).size).toBe(given.length);
    expect(given.filter((id) => rows.find((row) => row.id === id)?.gold === null)).toHaveLength(80);
    expect(given.length).toBeGreaterThan(100);
    expect(given).not.toContain(quiz?.id);
    expect(given).not.toContain(answered?.id);
    await db().lease.updateMany({ data: { expiresAt: new Date(0) }, where: { userId: person.id } });
    expect((await expireLeases()).leases).toBe(given.length);
    for (const unit of await db().unit.findMany({ where: { campaign: { slug } } })) {
      expect(unit.wanted).toBe(unit.state === 'open' ? 1 : 0);
      expect(unit.takers).toEqual([]);
    }
  });

  test('two pages asked for at once share no unit', async () => {
    const { slug } = await makeCampaign({ [dog]: 100, [guitar]: 100 }, 0.5);
    const person = await makePerson('labeler');
    const pages = await Promise.all(
      Array.from({ length: 6 }, () => leaseUnits(person, { campaign: slug, count: 20 })),
    );
    const ids = pages.flatMap((page) => page?.units.map(({ id }) => id) ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const page of pages) {
      const kept = await db().assignment.findUniqueOrThrow({ where: { id: page?.id ?? '' } });
      expect(kept.unitIds).toEqual(page?.units.map(({ id }) => id));
    }
  });
});
