import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { answerAll, assertConsistent, byMajority, cat, dog } from '#lib/testing/campaigns';
import { makeDataset, type TestDataset } from '#lib/testing/images';
import { makePeople, makePerson } from '#lib/testing/people';
import { castVotes } from './cast-votes.ts';
import { chooseGoldEverywhere } from './choose-gold.ts';
import { createCampaign } from './create-campaign.ts';
import { decideUnit, takeBackDecision } from './decide-unit.ts';
import { expireLeases } from './expire-leases.ts';
import { leaseUnits } from './lease-units.ts';
import { makeGold, removeGold } from './make-gold.ts';
import { recordVotes } from './record-votes.ts';
import { returnAssignment } from './return-assignment.ts';

const [beagle, poodle, guitar] = ['n02088364', 'n02113335', 'n03467517'];

let organiser: Person;
let dataset: TestDataset;

beforeAll(async () => {
  organiser = await makePerson('organiser');
  dataset = await makeDataset(organiser, 400);
});

/** A verify campaign with so many candidates of each noun, each image of one noun alone. */
async function makeCampaign(
  nouns: Record<string, number>,
  goldShare: number,
  votesPerUnit = 3,
  qualificationUnits = 0,
) {
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
    qualificationUnits,
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

describe('gold by organisers', () => {
  test('settles its unit, is asked and answered without a trace on it, and is an ordinary unit once removed', async () => {
    const { slug, rows } = await makeCampaign({ [dog]: 12 }, 0.5);
    expect(rows).toHaveLength(12);
    const unitId = rows[0]?.id ?? 0;
    const [holder, voter] = (await makePeople(2, 'labeler')) as [Person, Person];
    await leaseUnits(holder, { campaign: slug, count: 12 });
    await expect(makeGold(voter, { unitId, answer: 'yes', quiz: false, note: '' })).rejects.toMatchObject({
      code: 'role-needed',
    });
    await expect(makeGold(organiser, { unitId, answer: dog, quiz: false, note: '' })).rejects.toMatchObject({
      code: 'bad-answer',
    });
    const input = { unitId, answer: 'yes', quiz: false, note: 'from the book' };
    expect(await makeGold(organiser, input)).toEqual({ unitId, answer: 'yes', quiz: false });
    await makeGold(organiser, input);
    const settled = { state: 'settled', answer: 'yes', confidence: 1, wanted: 0, takers: [], voteCount: 0 };
    expect(await db().unit.findUniqueOrThrow({ where: { id: unitId } })).toMatchObject(settled);
    expect(await db().labelChange.findMany({ where: { unitId } })).toMatchObject([
      { cause: 'gold', fromState: 'open', toState: 'settled', toAnswer: 'yes', note: 'from the book' },
    ]);

    let asked = false;
    while (!asked) {
      const page = await leaseUnits(voter, { campaign: slug, count: 4 });
      asked = page?.units.some(({ id }) => id === unitId) ?? true;
      const votes = answerAll(page?.units ?? [], 'no');
      const { outcomes } = await castVotes(voter, { assignmentId: page?.id ?? '', votes, next: 0 });
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(votes.map(() => 'kept'));
    }
    expect(await db().vote.count({ where: { unitId, userId: voter.id } })).toBe(1);
    expect(await db().unit.findUniqueOrThrow({ where: { id: unitId } })).toMatchObject(settled);

    expect(await removeGold(organiser, { unitId })).toEqual({ unitId, state: 'open', answer: null });
    await expect(removeGold(organiser, { unitId })).rejects.toMatchObject({
      kind: 'not-found',
      code: 'no-such-gold',
    });
    expect(await db().unit.findUniqueOrThrow({ where: { id: unitId } })).toMatchObject({
      state: 'open',
      answer: null,
      voteCount: 1,
      wanted: 1,
      takers: [voter.id, holder.id],
    });
    await assertConsistent(slug);
  });

  test('follows what an organiser decides at the review desk', async () => {
    const { rows } = await makeCampaign({ [dog]: 3 }, 0);
    const unitId = rows[0]?.id ?? 0;
    const gold = () => db().gold.findUniqueOrThrow({ where: { unitId } });
    await makeGold(organiser, { unitId, answer: 'yes', quiz: false, note: '' });
    await decideUnit(organiser, { unitId, answer: 'no', note: '' });
    expect(await gold()).toMatchObject({ answer: 'no' });
    await takeBackDecision(organiser, { unitId });
    expect(await gold()).toMatchObject({ answer: 'yes' });

    const decided = rows[1]?.id ?? 0;
    await decideUnit(organiser, { unitId: decided, answer: 'no', note: '' });
    await makeGold(organiser, { unitId: decided, answer: 'no', quiz: false, note: '' });
    await expect(takeBackDecision(organiser, { unitId: decided })).rejects.toMatchObject({
      code: 'known-answer',
    });
  });

  test('gives way, once removed, to what an organiser decided at the review desk', async () => {
    const { slug, rows } = await makeCampaign({ [dog]: 4 }, 0);
    const unitId = rows[0]?.id ?? 0;
    const people = await makePeople(3, 'labeler');
    const votes = people.map(({ id: userId }) => ({ unitId, userId, answer: 'yes', milliseconds: 1 }));
    await recordVotes(organiser, { campaign: slug, votes });
    await decideUnit(organiser, { unitId, answer: 'no', note: '' });
    await makeGold(organiser, { unitId, answer: 'yes', quiz: false, note: '' });
    await removeGold(organiser, { unitId });
    const decided = { state: 'settled', answer: 'no', voteCount: 3, wanted: 0 };
    expect(await db().unit.findUniqueOrThrow({ where: { id: unitId } })).toMatchObject(decided);
    // So does one that was made while it was gold.
    await makeGold(organiser, { unitId, answer: 'yes', quiz: false, note: '' });
    await decideUnit(organiser, { unitId, answer: 'no', note: '' });
    await removeGold(organiser, { unitId });
    expect(await db().unit.findUniqueOrThrow({ where: { id: unitId } })).toMatchObject(decided);
    await assertConsistent(slug);
  });

  test('a wrong candidate that is none becomes a unit to ask about', async () => {
    const { slug, rows } = await makeCampaign({ [dog]: 20, [guitar]: 20 }, 0.2);
    const unitId = rows.find(({ gold }) => gold !== null)?.id ?? 0;
    await makeGold(organiser, { unitId, answer: 'yes', quiz: false, note: '' });
    expect(await db().gold.findUniqueOrThrow({ where: { unitId } })).toMatchObject({
      answer: 'yes',
      origin: 'inserted',
    });
    await removeGold(organiser, { unitId });
    expect(await db().unit.findUniqueOrThrow({ where: { id: unitId } })).toMatchObject({
      state: 'open',
      answer: null,
      wanted: 3,
    });
    const progress = await db().campaignProgress.aggregate({
      where: { campaign: { slug } },
      _sum: { units: true, settled: true, votes: true },
    });
    expect(progress._sum).toEqual({ units: 41, settled: 0, votes: 0 });
  });

  test('of the quiz keeps its image in train, and is refused where that is too late', async () => {
    const { rows } = await makeCampaign({ [dog]: 5 }, 0);
    const [free, held] = [rows[0], rows[1]];
    const image = { datasetId: dataset.id, imageId: free?.imageId ?? 0 };
    await makeGold(organiser, { unitId: free?.id ?? 0, answer: 'yes', quiz: true, note: '' });
    expect(await db().datasetImage.findUniqueOrThrow({ where: { datasetId_imageId: image } })).toMatchObject({
      trainOnly: true,
    });
    await db().datasetVersion.create({
      data: {
        datasetId: dataset.id,
        number: 1,
        state: 'done',
        options: {},
        createdById: organiser.id,
        images: {
          create: { position: 0, imageId: held?.imageId ?? 0, split: 'val', synsetId: dog, simulated: false },
        },
      },
    });
    await expect(
      makeGold(organiser, { unitId: held?.id ?? 0, answer: 'yes', quiz: true, note: '' }),
    ).rejects.toMatchObject({ code: 'not-for-train' });
    expect(await db().gold.count({ where: { unitId: held?.id ?? 0 } })).toBe(0);
  });
});

describe('gold chosen by itself', () => {
  test('is what three or more settled with one voice, of both answers, within its share; some for the quiz', async () => {
    const { slug, rows } = await makeCampaign({ [dog]: 100, [guitar]: 100 }, 0.1, 3, 2);
    const inserted = rows.filter(({ gold }) => gold !== null).map(({ id }) => id);
    expect(await db().gold.count({ where: { campaign: { slug }, quiz: true } })).toBe(8);
    const people = await makePeople(3, 'labeler');
    const asked = rows.filter(({ gold, synsetId }) => gold === null && synsetId === dog);
    const votes = asked.slice(0, 80).flatMap(({ id }, i) =>
      people.map((person, j) => ({
        unitId: id,
        userId: person.id,
        // The first 40 yes, 20 no, 20 by two to one.
        answer: i < 40 || (i >= 60 && j > 0) ? 'yes' : 'no',
        milliseconds: 1,
      })),
    );
    await recordVotes(organiser, { campaign: slug, votes });
    await chooseGoldEverywhere();
    const chosen = await db().gold.findMany({
      where: { campaign: { slug }, unitId: { notIn: inserted } },
      orderBy: { unitId: 'asc' },
    });
    const ids = asked.map(({ id }) => id);
    expect(chosen.every(({ origin }) => origin === 'settled')).toBe(true);
    const yes = chosen.filter(({ answer }) => answer === 'yes');
    expect(yes).toHaveLength(4);
    for (const { unitId } of yes) expect(ids.slice(0, 40)).toContain(unitId);
    for (const { unitId, answer } of chosen) if (answer === 'no') expect(ids.slice(40, 60)).toContain(unitId);
    expect(yes.filter(({ quiz }) => quiz)).toHaveLength(4);
    const again = await chooseGoldEverywhere();
    expect(again.gold).toBeLessThanOrEqual(8);
    await assertConsistent(slug);
  });
});
