import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { enter, openChallenge, submit } from '#lib/testing/challenge';
import { colourClasses, colourImages, colourModel } from '#lib/testing/colour-images';
import { makeHeldOutVersion } from '#lib/testing/frozen-version';
import { makePerson } from '#lib/testing/people';
import { scoreSubmission } from '#lib/testing/score-submission';
import { challengeListSchema } from '../challenge.ts';
import { leaderboardQuerySchema } from '../leaderboard.ts';
import { mySubmissionListSchema } from '../submission.ts';
import { checkSubmission } from './check-submission.ts';
import { compareCosts } from './compare-costs.ts';
import { compareEntries } from './compare-entries.ts';
import { disqualifySubmission } from './decide-entry.ts';
import { editSubmission } from './edit-submission.ts';
import { exportChallenge, tableCsv } from './export-challenge.ts';
import { getLeaderboard } from './get-leaderboard.ts';
import { getMyEntry } from './get-my-entry.ts';
import { getQueue } from './get-queue.ts';
import { getSeries } from './get-series.ts';
import { getSubmission } from './get-submission.ts';
import { listAudit } from './list-audit.ts';
import { listChallenges } from './list-challenges.ts';
import { listMySubmissions } from './list-my-submissions.ts';
import { rescoreChallenge } from './rescore-challenge.ts';
import { retrySubmission } from './retry-submission.ts';

const never = new AbortController().signal;
const board = leaderboardQuerySchema.parse({});
let organiser: Person;
let person: Person;
let stranger: Person;
const settings = { dataset: 'desk', version: 1, classes: colourClasses, dailyQuota: 100 };

beforeAll(async () => {
  organiser = await makePerson('organiser', 'researcher');
  person = await makePerson('researcher');
  stranger = await makePerson('researcher');
  await makeHeldOutVersion(organiser, 'desk', await colourImages(12));
});

afterEach(() => {
  vi.useRealTimers();
});

async function score(slug: string, as = person): Promise<string> {
  const { id } = await submit(as, slug, colourModel());
  await checkSubmission(id, never);
  await scoreSubmission(id, never);
  return id;
}

async function open(slug: string, more: Record<string, unknown> = {}) {
  await openChallenge(organiser, slug, { ...settings, ...more });
  await enter(person, slug, 'the painters');
}

describe('a phase that shows no scores', () => {
  it('keeps them from everybody, organisers as well, until the results are out', async () => {
    const phases = [{ name: 'Final', opensAt: '2026-01-01', closesAt: '2099-01-01', shows: 'nothing' }];
    await open('silent', { opensAt: undefined, closesAt: undefined, phases, series: 'silent' });
    const id = await score('silent');
    const told = async () =>
      JSON.stringify([
        ...(await Promise.all(
          [null, person, organiser].map((each) => getLeaderboard(each, 'silent', board)),
        )),
        (await getMyEntry(person, 'silent'))?.submissions.map(({ top1Error }) => top1Error),
        (await listMySubmissions(person, mySubmissionListSchema.parse({}))).items.map(
          ({ top1Error }) => top1Error,
        ),
        (await getSubmission(organiser, id)).score,
        await compareCosts(id),
        await compareEntries('silent', [id, id]).catch(({ code }) => code),
        (await getSeries('silent')).map(({ points }) => points),
        (await listChallenges(challengeListSchema.parse({}))).items.map(({ bestError }) => bestError),
        (await exportChallenge(organiser, 'silent')).submissions.map(({ top1Error }) => top1Error),
      ]);
    expect(await told()).not.toMatch(/"top1"|:0\.|\b0\.\d|"error":\d|\[0\]/);
    expect((await getSubmission(person, id)).withheld).toBe(true);
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime('2099-01-02T00:00:00Z');
    await db().challenge.update({ where: { slug: 'silent' }, data: { publishedAt: new Date() } });
    expect((await getLeaderboard(null, 'silent', board)).rows).toMatchObject([{ submissionId: id }]);
    expect((await getSubmission(null, id)).score).not.toBeNull();
  });
});

describe('a submission', () => {
  it('is described, linked, hidden and chosen by its entry alone', async () => {
    await open('described');
    const ids = [await score('described'), await score('described'), await score('described')] as const;
    const link = 'https://example.org/paper';
    await editSubmission(person, ids[0], { name: 'Net', description: '# How', link, final: true });
    await editSubmission(person, ids[1], { final: true, listed: false });
    await expect(editSubmission(person, ids[2], { final: true })).rejects.toMatchObject({
      code: 'finals-chosen',
    });
    expect(await getSubmission(stranger, ids[0])).toMatchObject({ name: 'Net', description: '# How', link });
    await expect(editSubmission(stranger, ids[0], { name: 'Mine' })).rejects.toMatchObject({
      code: 'not-your-submission',
    });
    await expect(getSubmission(stranger, ids[1])).rejects.toMatchObject({ code: 'no-such-submission' });
    const seen = async (as: Person | null) =>
      (await getLeaderboard(as, 'described', { ...board, which: 'all' })).rows.map((row) => row.submissionId);
    expect(await seen(stranger)).not.toContain(ids[1]);
    expect(await seen(person)).toContain(ids[1]);
    expect(await seen(organiser)).toContain(ids[1]);
    vi.useFakeTimers({ toFake: ['Date'] });
    const { closesAt } = await db().challenge.findUniqueOrThrow({ where: { slug: 'described' } });
    vi.setSystemTime(closesAt);
    await expect(editSubmission(person, ids[0], { final: false })).rejects.toMatchObject({
      code: 'finals-closed',
    });
    await editSubmission(person, ids[0], { description: 'As in the paper.' });
  });
});

describe('the desk', () => {
  it('failures without a reason: says what is under way, and the log who did what', async () => {
    await open('watched');
    const { id } = await submit(person, 'watched', colourModel());
    expect((await getQueue(organiser)).find((each) => each.id === id)).toMatchObject({
      state: 'uploaded',
      entry: 'the painters',
      challenge: { slug: 'watched' },
      parts: { running: 0, waiting: 0, done: 0 },
    });
    await expect(getQueue(person)).rejects.toMatchObject({ code: 'role-needed' });
    await checkSubmission(id, never);
    await scoreSubmission(id, never);
    await disqualifySubmission(organiser, id, 'It read the labels.');
    await rescoreChallenge(organiser, 'watched', id);
    await rescoreChallenge(organiser, 'watched');
    const first = await listAudit(organiser, 'watched', { limit: 2 });
    expect(first.items.map(({ act }) => act)).toEqual(['rescored challenge', 'rescored submission']);
    expect(first.nextCursor).not.toBeNull();
    await expect(listAudit(person, 'watched', { limit: 2 })).rejects.toMatchObject({ code: 'role-needed' });
    expect((await getLeaderboard(null, 'watched', board)).rows).toMatchObject([
      { disqualified: 'It read the labels.', rank: null },
    ]);
  });

  it('has a submission that a fault of ours ended tried again', async () => {
    await open('retried');
    const { id } = await submit(person, 'retried', colourModel());
    await expect(retrySubmission(person, id)).rejects.toMatchObject({ code: 'role-needed' });
    await db().submission.update({
      where: { id },
      data: { state: 'failed', attempt: 5, problemCode: 'our-fault' },
    });
    expect((await getMyEntry(person, 'retried'))?.quota.limits[0]).toMatchObject({ used: 0 });
    await retrySubmission(organiser, id);
    await retrySubmission(organiser, id);
    expect((await getMyEntry(person, 'retried'))?.quota.limits[0]).toMatchObject({ used: 1 });
    await checkSubmission(id, never);
    await scoreSubmission(id, never);
    expect(await getSubmission(person, id)).toMatchObject({ status: { state: 'scored', problem: null } });
    await expect(retrySubmission(organiser, id)).rejects.toMatchObject({ code: 'submission-step' });
  });

  it('no export: gives everything as tables', async () => {
    await open('exported', { rules: 'Be fair.' });
    await score('exported');
    const tables = await exportChallenge(organiser, 'exported');
    expect(tables.submissions).toMatchObject([{ entry: 'the painters', state: 'scored', top1Error: 0 }]);
    expect(tables.rules).toMatchObject([{ version: 1, email: person.email }]);
    expect(tables.entries).toMatchObject([{ name: 'the painters', submissions: 1 }]);
    expect(tableCsv(tables.entries).split('\n')).toHaveLength(3);
    await expect(exportChallenge(person, 'exported')).rejects.toMatchObject({ code: 'role-needed' });
  });
});
