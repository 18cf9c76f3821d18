import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Person } from '#lib/identity/person';
import { enter, openChallenge, submit } from '#lib/testing/challenge';
import { colourClasses, colourImages, colourModel } from '#lib/testing/colour-images';
import { makeHeldOutVersion } from '#lib/testing/frozen-version';
import { makePerson } from '#lib/testing/people';
import { scoreSubmission } from '#lib/testing/score-submission';
import { readChallengeFile } from '../challenge-file.ts';
import { applyChallenge } from './apply-challenge.ts';
import { archiveChallenge } from './archive-challenge.ts';
import { checkSubmission } from './check-submission.ts';
import { cloneChallenge } from './clone-challenge.ts';
import { getChallenge } from './get-challenge.ts';
import { getChallengeFile } from './get-challenge-file.ts';
import { getSeries } from './get-series.ts';
import { publishChallenge } from './publish-challenge.ts';

let organiser: Person;
const never = new AbortController().signal;
const times = {
  opensAt: '2026-03-28T23:00:00Z',
  closesAt: '2099-03-29T22:00:00Z',
  timeZone: 'Europe/Berlin',
};

beforeAll(async () => {
  organiser = await makePerson('organiser', 'researcher');
  await makeHeldOutVersion(organiser, 'colours', await colourImages(6));
  await openChallenge(organiser, 'colours-2026', {
    dataset: 'colours',
    version: 1,
    classes: colourClasses,
    title: 'Colours 2026',
    rules: 'Be fair.',
    tracks: [{ slug: 'any', title: 'Any data' }],
    ...times,
  });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a challenge as a file', () => {
  it('changes nothing when it is applied as it is', async () => {
    const { slug, settings } = readChallengeFile(await getChallengeFile(organiser, 'colours-2026'));
    expect(await applyChallenge(organiser, slug, settings)).toMatchObject({ created: false, changed: [] });
    await expect(getChallengeFile(await makePerson('researcher'), slug)).rejects.toMatchObject({
      code: 'role-needed',
    });
  });
});

describe('an edition', () => {
  it('is opened from the last one, its dates a year later by the clock of its zone', async () => {
    const next = { slug: 'colours-2027', edition: 2027 };
    expect(await cloneChallenge(organiser, 'colours-2026', next)).toEqual({ slug: 'colours-2027' });
    expect(await getChallenge('colours-2027')).toMatchObject({
      title: 'Colours 2027',
      series: 'colours',
      // 29 March 2027 is in summer time already: midnight is an hour before that of 2026.
      opensAt: new Date('2027-03-28T22:00:00Z'),
      rules: 'Be fair.',
      rulesVersion: 1,
      tracks: [{ slug: 'any' }],
      entries: 0,
    });
    await expect(cloneChallenge(organiser, 'colours-2026', next)).rejects.toMatchObject({
      code: 'slug-taken',
    });
    expect((await getSeries('colours')).map(({ edition }) => edition)).toEqual([2026, 2027]);
    await expect(getSeries('sounds')).rejects.toMatchObject({ code: 'no-such-series' });
  });

  it('has its entries as points of the series, and is frozen once it is archived', async () => {
    await enter(organiser, 'colours-2026', 'Baselines', true);
    const { id } = await submit(organiser, 'colours-2026', colourModel());
    await checkSubmission(id, never);
    await scoreSubmission(id, never);
    const [first, second] = await getSeries('colours');
    expect(first?.points).toMatchObject([{ entry: 'Baselines', baseline: true, submissionId: id }]);
    expect(second?.points).toEqual([]);

    await expect(archiveChallenge(organiser, 'colours-2026')).rejects.toMatchObject({
      code: 'results-not-out',
    });
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime('2099-03-29T22:00:00Z');
    await publishChallenge(organiser, 'colours-2026');
    const { archivedAt } = await archiveChallenge(organiser, 'colours-2026');
    expect(await archiveChallenge(organiser, 'colours-2026')).toEqual({ slug: 'colours-2026', archivedAt });
    const file = (await getChallengeFile(organiser, 'colours-2026')).replace('Be fair.', 'Be unfair.');
    await expect(
      applyChallenge(organiser, 'colours-2026', readChallengeFile(file).settings),
    ).rejects.toMatchObject({
      code: 'challenge-archived',
    });
    await expect(submit(organiser, 'colours-2026', colourModel())).rejects.toMatchObject({
      code: 'challenge-archived',
    });
    expect((await getSeries('colours'))[0]).toMatchObject({ archived: true, points: [{ submissionId: id }] });
  });
});
