import { beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import {
  answerAll,
  assertConsistent,
  cat,
  dog,
  makeClassifyCampaign,
  makeVerifyCampaign,
} from '#lib/testing/campaigns';
import { makeDataset, type TestDataset } from '#lib/testing/images';
import { makePerson } from '#lib/testing/people';
import type { Assignment } from '../assignment.ts';
import { reviewAfterSchema } from '../review.ts';
import { castVotes } from './cast-votes.ts';
import { decideUnit, resolveFlags, takeBackDecision } from './decide-unit.ts';
import { flagUnit } from './flag-unit.ts';
import { getReviewUnit } from './get-review-unit.ts';
import { leaseUnits } from './lease-units.ts';
import { listReview } from './list-review.ts';
import { undoVotes } from './undo-votes.ts';

let organiser: Person;
let second: Person;
let ada: Person;
let bob: Person;
let dataset: TestDataset;

beforeAll(async () => {
  organiser = await makePerson('organiser');
  second = await makePerson('organiser');
  ada = await makePerson('labeler');
  bob = await makePerson('labeler');
  dataset = await makeDataset(organiser, 30);
});

/** A campaign whose `count` units Ada and Bob answered differently; gives Ada's page. */
async function contest(count = 3): Promise<{ campaign: string; page: Assignment; ids: number[] }> {
  const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: count }, 2);
  const page = await answer(ada, campaign, 'yes', count);
  await answer(bob, campaign, 'no', count);
  return { campaign, page, ids: page.units.map(({ id }) => id).sort((a, b) => a - b) };
}

async function answer(person: Person, campaign: string, said: string, count: number): Promise<Assignment> {
  const page = (await leaseUnits(person, { campaign, count })) as Assignment;
  await castVotes(person, { assignmentId: page.id, votes: answerAll(page.units, said), next: 0 });
  return page;
}

const unitOf = (id: number) =>
  db().unit.findUniqueOrThrow({
    where: { id },
    include: { changes: { orderBy: { id: 'asc' } }, flags: true },
  });
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'done',
    (error) => error.code,
  );
const decision = (unitId: number, said: string) => ({ unitId, answer: said, note: '' });

describe('a decision', () => {
  test('settles a contested unit for certain, resolves its flags and is kept with its note', async () => {
    const { campaign, page, ids } = await contest();
    const unitId = ids[0] as number;
    await flagUnit(ada, { assignmentId: page.id, unitId, reason: 'damaged', comment: '' });
    const made = await decideUnit(organiser, { unitId, answer: 'yes', note: 'Its tail', seen: null });
    const unit = await unitOf(unitId);
    expect(unit).toMatchObject({ state: 'settled', answer: 'yes', confidence: 1, wanted: 0, voteCount: 2 });
    expect(unit.flags).toMatchObject([{ resolvedById: organiser.id }]);
    expect(unit.changes).toMatchObject([
      {
        id: made.change,
        cause: 'review',
        userId: organiser.id,
        fromState: 'contested',
        fromAnswer: null,
        toState: 'settled',
        toAnswer: 'yes',
        note: 'Its tail',
      },
    ]);
    // Again changes nothing.
    expect(await decideUnit(organiser, { ...decision(unitId, 'yes'), seen: null })).toEqual(made);
    expect((await unitOf(unitId)).changes).toHaveLength(1);
    await assertConsistent(campaign);
  });

  test('of an open unit ends its asking: what is on lease is not needed, nor leased to others', async () => {
    const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 1 }, 3);
    const page = (await leaseUnits(ada, { campaign, count: 1 })) as Assignment;
    const unitId = page.units[0]?.id as number;
    await decideUnit(organiser, decision(unitId, 'no'));
    await assertConsistent(campaign);
    expect(await leaseUnits(bob, { campaign, count: 1 })).toBeNull();
    const { outcomes } = await castVotes(ada, {
      assignmentId: page.id,
      votes: answerAll(page.units, 'yes'),
      next: 0,
    });
    expect(outcomes).toEqual([{ unitId, outcome: 'not-needed' }]);
    await takeBackDecision(organiser, { unitId });
    expect(await unitOf(unitId)).toMatchObject({ state: 'open', wanted: 3 });
    await assertConsistent(campaign);
  });

  test('of two organisers at once, one is told that the label changed; the same answer twice is one', async () => {
    const { campaign, ids } = await contest(8);
    for (const unitId of ids) {
      const same = unitId % 2 === 0;
      const codes = await Promise.all([
        codeOf(decideUnit(organiser, { ...decision(unitId, 'yes'), seen: null })),
        codeOf(decideUnit(second, { ...decision(unitId, same ? 'yes' : 'no'), seen: null })),
      ]);
      expect(codes.sort()).toEqual(same ? ['done', 'done'] : ['changed-meanwhile', 'done']);
      expect((await unitOf(unitId)).changes).toHaveLength(1);
    }
    await assertConsistent(campaign);
  });

  test('taken back, leaves the unit and its flags as they were, and may be made otherwise', async () => {
    const { campaign, page, ids } = await contest();
    const unitId = ids[0] as number;
    await flagUnit(ada, { assignmentId: page.id, unitId, reason: 'other', comment: 'Two dogs' });
    await decideUnit(organiser, decision(unitId, 'yes'));
    await takeBackDecision(second, { unitId });
    const unit = await unitOf(unitId);
    expect(unit).toMatchObject({ state: 'contested', answer: null, confidence: null, settledAt: null });
    expect(unit.flags).toMatchObject([{ resolvedAt: null, resolvedById: null }]);
    expect(unit.changes.map(({ cause }) => cause)).toEqual(['review', 'undo']);
    expect(await codeOf(takeBackDecision(organiser, { unitId }))).toBe('nothing-decided');
    await assertConsistent(campaign);

    await decideUnit(organiser, decision(unitId, 'no'));
    await decideUnit(organiser, decision(unitId, 'yes'));
    await takeBackDecision(organiser, { unitId });
    expect(await unitOf(unitId)).toMatchObject({ state: 'settled', answer: 'no', confidence: 1 });
    await assertConsistent(campaign);
  });

  test('is taken back by who has seen it alone: what somebody else decided since stands', async () => {
    const { campaign, ids } = await contest();
    const unitId = ids[0] as number;
    const own = await decideUnit(organiser, { ...decision(unitId, 'yes'), seen: null });
    const other = await decideUnit(second, { ...decision(unitId, 'no'), seen: own.change });
    expect(await codeOf(takeBackDecision(organiser, { unitId, seen: own.change }))).toBe('changed-meanwhile');
    expect(await codeOf(takeBackDecision(organiser, { unitId, seen: null }))).toBe('changed-meanwhile');
    expect(await unitOf(unitId)).toMatchObject({ state: 'settled', answer: 'no' });
    await takeBackDecision(second, { unitId, seen: other.change });
    expect(await unitOf(unitId)).toMatchObject({ state: 'settled', answer: 'yes' });
    await assertConsistent(campaign);
  });

  test('over what votes had settled gives their share back when it is taken back', async () => {
    const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 1 }, 3);
    const { units } = await answer(ada, campaign, 'yes', 1);
    await answer(bob, campaign, 'yes', 1);
    await answer(await makePerson('labeler'), campaign, 'no', 1);
    const unitId = units[0]?.id as number;
    await decideUnit(organiser, decision(unitId, 'no'));
    await takeBackDecision(organiser, { unitId });
    const after = await unitOf(unitId);
    expect(after).toMatchObject({ state: 'settled', answer: 'yes' });
    expect(after.confidence).toBeCloseTo(2 / 3);
    await assertConsistent(campaign);
  });

  test('stands against votes that are taken back afterwards', async () => {
    const { campaign, page, ids } = await contest();
    const [decided, ...others] = ids as [number, ...number[]];
    await decideUnit(organiser, decision(decided, 'no'));
    const again = await undoVotes(ada, { assignmentId: page.id, unitIds: ids });
    expect(again.units.map(({ id }) => id).sort((a, b) => a - b)).toEqual(others);
    expect(await unitOf(decided)).toMatchObject({ state: 'settled', answer: 'no', voteCount: 2 });
    await assertConsistent(campaign);
  });

  test('is for organisers, on units there are, with answers that their campaign takes', async () => {
    const { ids } = await contest();
    const unitId = ids[0] as number;
    expect(await codeOf(decideUnit(null, decision(unitId, 'yes')))).toBe('sign-in-needed');
    expect(await codeOf(decideUnit(ada, decision(unitId, 'yes')))).toBe('role-needed');
    expect(await codeOf(takeBackDecision(ada, { unitId }))).toBe('role-needed');
    expect(await codeOf(resolveFlags(ada, { unitId }))).toBe('role-needed');
    expect(await codeOf(decideUnit(organiser, decision(2_000_000_000, 'yes')))).toBe('no-such-unit');
    expect(await codeOf(decideUnit(organiser, decision(unitId, dog)))).toBe('bad-answer');
    expect(await codeOf(takeBackDecision(organiser, { unitId }))).toBe('nothing-decided');
  });
});

test('a unit is shown as it stands now, also one that waits no more', async () => {
  const { campaign, ids } = await contest(2);
  const [unitId] = ids as [number, number];
  const [listed] = (await listReview(organiser, { campaign })).units;
  expect((await getReviewUnit(organiser, { unitId })).unit).toEqual(listed);
  await decideUnit(second, { unitId, answer: 'no', note: 'A fox' });
  const { unit, nouns } = await getReviewUnit(organiser, { unitId });
  expect(unit).toMatchObject({
    id: unitId,
    state: 'settled',
    answer: 'no',
    question: [dog],
    votes: [{ answer: 'yes' }, { answer: 'no' }],
    changes: [{ cause: 'review', person: { id: second.id }, note: 'A fox' }],
  });
  expect(nouns[dog]?.words[0]).toBe('dog');
  expect(await codeOf(getReviewUnit(ada, { unitId }))).toBe('role-needed');
  expect(await codeOf(getReviewUnit(organiser, { unitId: 2_000_000_000 }))).toBe('no-such-unit');
});

describe('the list for review', () => {
  test('has contested and flagged units in pages, with votes, flags, changes and nouns', async () => {
    const { campaign, page, ids } = await contest(30);
    const decided = ids[0] as number;
    await decideUnit(organiser, decision(decided, 'yes'));
    await flagUnit(ada, { assignmentId: page.id, unitId: decided, reason: 'privacy', comment: 'A face' });
    const first = await listReview(organiser, { campaign });
    expect(first.units.map(({ id }) => id)).toEqual(ids.slice(0, 24));
    expect(first.waiting).toEqual({ contested: 29, flagged: 1 });
    expect(first.units[0]).toMatchObject({
      state: 'settled',
      answer: 'yes',
      synset: dog,
      votes: [
        { voter: { simulated: false, machine: false, reliability: null }, answer: 'yes', milliseconds: 100 },
        { voter: { pseudonym: expect.stringMatching(/^w[0-9a-f]{16}$/) }, answer: 'no' },
      ],
      question: [dog],
      belief: { confidence: expect.closeTo(0.5) },
      flags: [{ person: { id: ada.id }, reason: 'privacy', comment: 'A face', resolvedAt: null }],
      changes: [{ cause: 'review', person: { id: organiser.id }, to: { state: 'settled', answer: 'yes' } }],
    });
    expect(first.nouns[dog]?.words[0]).toBe('dog');
    expect(first.nouns[dog]?.path[0]).toBe('entity');
    expect(JSON.stringify(first.units.map(({ votes }) => votes))).not.toContain(ada.name);
    const after = reviewAfterSchema.parse(first.next);
    const rest = await listReview(organiser, { campaign, after });
    expect(rest.units.map(({ id }) => id)).toEqual(ids.slice(24));
    expect(rest.next).toBeNull();

    await resolveFlags(organiser, { unitId: decided });
    expect((await listReview(organiser, { campaign })).units[0]?.id).toBe(ids[1]);
    expect(await codeOf(listReview(ada, { campaign }))).toBe('role-needed');
  });

  test('has units of one question beside each other, over its pages', async () => {
    const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 15, [cat]: 15 }, 2);
    for (let noun = 0; noun < 2; noun++) {
      await answer(ada, campaign, 'yes', 15);
      await answer(bob, campaign, 'no', 15);
    }
    const first = await listReview(organiser, { campaign });
    const after = reviewAfterSchema.parse(first.next);
    const rest = await listReview(organiser, { campaign, after });
    const all = [...first.units, ...rest.units];
    expect(all.map(({ synset }) => synset)).toEqual([...Array(15).fill(dog), ...Array(15).fill(cat)]);
    expect(new Set(all.map(({ id }) => id)).size).toBe(30);
  });

  test('says what people are torn about by the votes that stand', async () => {
    const campaign = await makeClassifyCampaign(organiser, dataset, 3, 2);
    await answer(ada, campaign, dog, 3);
    const page = await answer(bob, campaign, cat, 3);
    const questions = async () => (await listReview(organiser, { campaign })).questions;
    expect(await questions()).toEqual([{ question: [dog, cat], contested: 3 }]);
    const unitIds = page.units.slice(0, 2).map(({ id }) => id);
    await undoVotes(bob, { assignmentId: page.id, unitIds });
    expect(await questions()).toEqual([{ question: [dog, cat], contested: 1 }]);
    const votes = answerAll(page.units.slice(0, 2), 'none');
    await castVotes(bob, { assignmentId: page.id, votes, next: 0 });
    expect(await questions()).toEqual([
      { question: [dog, cat], contested: 1 },
      { question: [dog, 'none'], contested: 2 },
    ]);
    await flagUnit(bob, {
      assignmentId: page.id,
      unitId: unitIds[0] as number,
      reason: 'other',
      comment: '',
    });
    await decideUnit(organiser, decision(unitIds[0] as number, dog));
    await flagUnit(bob, {
      assignmentId: page.id,
      unitId: unitIds[0] as number,
      reason: 'other',
      comment: '',
    });
    // Flagged, and contested no more.
    const { units } = await listReview(organiser, { campaign });
    expect(units.find(({ id }) => id === unitIds[0])).toMatchObject({
      state: 'settled',
      question: [dog, 'none'],
    });
    expect(await questions()).toEqual([
      { question: [dog, cat], contested: 1 },
      { question: [dog, 'none'], contested: 1 },
    ]);
    await assertConsistent(campaign);
  });

  test('places the nouns of a classify campaign below its roots', async () => {
    const campaign = await makeClassifyCampaign(organiser, dataset, 1, 2);
    await answer(ada, campaign, dog, 1);
    await answer(bob, campaign, cat, 1);
    const { units, nouns } = await listReview(organiser, { campaign });
    expect(units).toMatchObject([{ question: [dog, cat], belief: { confidence: expect.closeTo(0.5, 1) } }]);
    expect(nouns[cat]?.path[0]).toBe('animal');
    await decideUnit(organiser, decision(units[0]?.id as number, 'broken'));
    expect(await listReview(organiser, { campaign })).toMatchObject({
      units: [],
      waiting: { contested: 0, flagged: 0 },
    });
    await assertConsistent(campaign);
  });
});
