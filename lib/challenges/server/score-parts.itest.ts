import { beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { compareBits } from '#lib/scoring/metrics/image-bits';
import { enter, openChallenge, submit } from '#lib/testing/challenge';
import { colourClasses, colourImages, colourModel } from '#lib/testing/colour-images';
import { makeHeldOutVersion } from '#lib/testing/frozen-version';
import { makePerson } from '#lib/testing/people';
import { scoreSubmission } from '#lib/testing/score-submission';
import { challengeListSchema } from '../challenge.ts';
import { leaderboardQuerySchema } from '../leaderboard.ts';
import { metricNames } from '../metric.ts';
import { mySubmissionListSchema } from '../submission.ts';
import { checkSubmission } from './check-submission.ts';
import { compareCosts } from './compare-costs.ts';
import { compareEntries } from './compare-entries.ts';
import { getChallenge } from './get-challenge.ts';
import { getLeaderboard } from './get-leaderboard.ts';
import { getMyEntry } from './get-my-entry.ts';
import { getSubmission } from './get-submission.ts';
import { listChallenges } from './list-challenges.ts';
import { listMySubmissions } from './list-my-submissions.ts';
import { measureAgreement } from './measure-agreement.ts';
import { recomputeScores } from './recompute-scores.ts';

const IMAGES = 60;
const PUBLIC = 24;
const never = new AbortController().signal;

let organiser: Person;
let person: Person;
let other: Person;
let version: { dataset: string; version: number };

beforeAll(async () => {
  organiser = await makePerson('organiser', 'researcher', 'admin');
  person = await makePerson('researcher');
  other = await makePerson('researcher');
  version = await makeHeldOutVersion(organiser, 'parted', await colourImages(IMAGES, 5));
});

async function open(slug: string, settings: { publicShare?: number; ladderStep?: number } = {}) {
  await openChallenge(organiser, slug, { ...version, classes: colourClasses, dailyQuota: 100 });
  await db().challenge.update({ where: { slug }, data: settings });
  await enter(person, slug, 'the painters');
  await enter(other, slug, 'the others');
}

/** Takes a model through both stages. */
async function score(slug: string, as = person): Promise<string> {
  const { id } = await submit(as, slug, colourModel());
  await checkSubmission(id, never);
  await scoreSubmission(id, never);
  return id;
}

/** Says of a submission's scores that they are these, in digits that are nowhere else. */
async function pretend(submissionId: string, part: 'public' | 'private', top1Error: number) {
  await db().score.update({
    where: { submissionId_split_part: { submissionId, split: 'test', part } },
    data: {
      top1Error,
      metrics: {
        confidence: { top1Error: [top1Error, top1Error] },
        meanPerClass: top1Error,
        perClass: [{ class: colourClasses[0], images: 1000, top1: top1Error, top5: 1 }],
        confusions: [{ truth: colourClasses[0], guess: colourClasses[1], images: 900, share: top1Error }],
      },
    },
  });
}

const board = (slug: string, query: object = {}, viewer: Person | null = null) =>
  getLeaderboard(viewer, slug, leaderboardQuerySchema.parse(query));
const publish = (slug: string) =>
  db().challenge.update({
    where: { slug },
    data: { closesAt: new Date(Date.now() - 2000), publishedAt: new Date(Date.now() - 1000) },
  });

/** All that anybody can ask of a challenge and its submissions. */
async function everything(slug: string, ids: readonly [string, string]): Promise<string> {
  const told: unknown[] = [
    await compareCosts(ids[0]),
    await compareEntries(slug, ids),
    await listChallenges(challengeListSchema.parse({})),
    await getChallenge(slug),
    await recomputeScores('nothing-here').catch(({ code }) => code),
  ];
  for (const viewer of [null, person, other, organiser]) {
    for (const id of ids) told.push(await getSubmission(viewer, id));
    told.push(await getMyEntry(viewer, slug));
    if (viewer) told.push(await listMySubmissions(viewer, mySubmissionListSchema.parse({})));
    for (const which of ['best', 'all']) {
      for (const metric of [undefined, ...metricNames]) {
        const shown = await board(slug, { which, metric }, viewer);
        told.push(shown, await measureAgreement(shown));
      }
    }
  }
  return JSON.stringify(told);
}

describe('scores of a challenge that parts its images', () => {
  it('are written for both parts at once, stratified by class, each image in one of them', async () => {
    await open('both', { publicShare: 0.4 });
    const id = await score('both');
    const scores = await db().score.findMany({ where: { submissionId: id }, orderBy: { part: 'asc' } });
    expect(scores.map(({ part, images }) => [part, images])).toEqual([
      ['public', PUBLIC],
      ['private', IMAGES - PUBLIC],
    ]);
    for (const { metrics, images } of scores) {
      const { perClass } = metrics as unknown as { perClass: { images: number }[] };
      for (const each of perClass) expect(Math.abs(each.images - images / 3)).toBeLessThan(1.5);
    }
    const wrong = scores.reduce((sum, { top1Error, images }) => sum + top1Error * images, 0);
    expect(wrong).toBeCloseTo(IMAGES / 5, 9);
    const right = await db().rightImages.findMany({ where: { submissionId: id }, orderBy: { part: 'asc' } });
    const [shown, held] = right.map(({ top1 }) => top1) as [Uint8Array, Uint8Array];
    expect(compareBits(shown, held).both).toBe(0);
    expect(compareBits(shown, shown).both).toBe(Math.round((1 - (scores[0]?.top1Error ?? 0)) * PUBLIC));
  });

  it('are of all images where it does not', async () => {
    await open('whole');
    const id = await score('whole');
    const scores = await db().score.findMany({ where: { submissionId: id } });
    expect(scores).toMatchObject([{ part: 'all', images: IMAGES, ladder: null }]);
  });
});

describe('the private part', () => {
  let ids: [string, string];

  beforeAll(async () => {
    await open('held-back', { publicShare: 0.4 });
    ids = [await score('held-back', person), await score('held-back', other)];
    await pretend(ids[0], 'public', 0.2);
    await pretend(ids[1], 'public', 0.3);
    await pretend(ids[0], 'private', 0.47137);
    await pretend(ids[1], 'private', 0.41173);
    for (const submissionId of ids) {
      const past = { submissionId, part: 'private' as const, images: 47_137, missing: 0, top1Error: 0.47137 };
      await db().pastScore.create({ data: { ...past, metrics: { confidence: {} }, scoredAt: new Date() } });
    }
  });

  it('is seen by nobody before the results are out, by any route', async () => {
    const told = await everything('held-back', ids);
    expect(told).toContain('0.2');
    expect(told).not.toMatch(/47137|41173|52863|58827|"private"/);
    // The images of the private part, and of both together from which they could be taken.
    expect(told).not.toMatch(new RegExp(`"images":(${IMAGES - PUBLIC})\\b`));
    for (const viewer of [null, person, organiser]) {
      await expect(board('held-back', { part: 'private' }, viewer)).rejects.toMatchObject({
        code: 'results-not-out',
      });
    }
    expect((await board('held-back')).rows.map(({ entry, rank }) => [entry, rank])).toEqual([
      ['the painters', 1],
      ['the others', 2],
    ]);
  });

  it('is still held back once the challenge is closed, and at the moment before the results are out', async () => {
    await db().challenge.update({
      where: { slug: 'held-back' },
      data: { closesAt: new Date(Date.now() - 1000), publishedAt: new Date(Date.now() + 600_000) },
    });
    expect(await everything('held-back', ids)).not.toMatch(/47137|41173/);
  });

  it('ranks when they are out, and the change of rank from the public part is told', async () => {
    await publish('held-back');
    const { part, published, rows } = await board('held-back');
    expect([part, published]).toEqual(['private', true]);
    expect(rows.map(({ entry, rank, value, rankChange }) => [entry, rank, value, rankChange])).toEqual([
      ['the others', 1, 0.41173, 1],
      ['the painters', 2, 0.47137, -1],
    ]);
    const before = await board('held-back', { part: 'public' });
    expect(before.rows.map(({ entry, rankChange }) => [entry, rankChange])).toEqual([
      ['the painters', null],
      ['the others', null],
    ]);
    const view = await getSubmission(null, ids[0]);
    expect(view.score).toMatchObject({ part: 'private', top1: { error: 0.47137 } });
    expect(view.publicScore).toMatchObject({ part: 'public', top1: { error: 0.2 } });
    expect(view.pastScores).toMatchObject([{ images: 47_137 }]);
  });

  it('does not show in what a rescoring says that it changed', async () => {
    await open('again', { publicShare: 0.4 });
    const id = await score('again');
    const scoreOf = (part: 'public' | 'private') =>
      db().score.findFirstOrThrow({ where: { submissionId: id, part } });
    const shown = await scoreOf('public');
    await db().score.updateMany({
      where: { submissionId: id, part: 'private' },
      data: { metrics: { confidence: {} }, top1Error: 1 },
    });
    expect(await recomputeScores('again')).toEqual({ submissions: 1, changed: 0, missing: 0 });
    expect((await scoreOf('private')).top1Error).toBeLessThan(1);
    expect(await scoreOf('public')).toEqual(shown);
    expect((await getSubmission(organiser, id)).pastScores).toEqual([]);

    await db().score.updateMany({
      where: { submissionId: id, part: 'public' },
      data: { metrics: { confidence: {} }, top1Error: 1 },
    });
    expect((await recomputeScores('again', { submissionId: id })).changed).toBe(1);
    const { pastScores, score: now } = await getSubmission(organiser, id);
    expect(pastScores).toMatchObject([{ part: 'public', top1: { error: 1 } }]);
    expect(now?.top1?.error).toBe(shown.top1Error);
  });
});

describe('rank groups', () => {
  it('are of who has the same images right, and part who has not', async () => {
    await open('groups');
    const ids = [await score('groups', person), await score('groups', other)];
    expect((await board('groups')).rows.map(({ group }) => group)).toEqual([1, 1]);
    const [worse] = ids.slice(1);
    await db().rightImages.update({
      where: { submissionId_part: { submissionId: worse as string, part: 'all' } },
      data: { top1: new Uint8Array(8) },
    });
    await db().score.update({
      where: { submissionId_split_part: { submissionId: worse as string, split: 'test', part: 'all' } },
      data: { top1Error: 1 },
    });
    expect((await board('groups')).rows.map(({ group }) => group)).toEqual([1, 2]);
    expect((await board('groups', { metric: 'meanPerClassError' })).rows.map(({ group }) => group)).toEqual([
      null,
      null,
    ]);
    const comparison = await compareEntries('groups', ids as [string, string]);
    expect(comparison?.test).toMatchObject({ onlyFirst: 48, onlySecond: 0 });
    expect(comparison?.test?.pValue).toBeLessThan(1e-9);
  });
});

describe('the Ladder', () => {
  it('shows of an entry its best by a step, and nothing else that tells of what it holds back', async () => {
    await open('ladder', { publicShare: 0.4, ladderStep: 0.05 });
    const ids = [await score('ladder'), await score('ladder'), await score('ladder')] as const;
    const shown = async () => {
      const { rows, ladder } = await board('ladder', { which: 'all' });
      expect(ladder).toBe(true);
      return new Map(rows.map((row) => [row.submissionId, row.value]));
    };
    for (const [at, error] of [0.31137, 0.29173, 0.21731].entries())
      await pretend(ids[at] as string, 'public', error);
    const { id, metric, ...rest } = await db().challenge.findUniqueOrThrow({ where: { slug: 'ladder' } });
    const { climbLadder } = await import('./climb-ladder.ts');
    const { entryId } = await db().submission.findUniqueOrThrow({ where: { id: ids[0] } });
    await climbLadder(db(), entryId, { id, metric, ...rest });
    const values = await shown();
    expect(ids.map((each) => values.get(each))).toEqual([0.3, 0.3, 0.2]);
    const told = await everything('ladder', [ids[0], ids[1]]);
    expect(told).not.toMatch(/31137|29173|21731|68863|70827|78269/);
    expect((await board('ladder')).rows.map(({ rank, group, value }) => [rank, group, value])).toEqual([
      [1, null, 0.2],
    ]);
    await publish('ladder');
    expect((await board('ladder')).ladder).toBe(false);
  });
});
