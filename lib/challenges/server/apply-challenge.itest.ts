import { beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { enter, openChallenge, submit } from '#lib/testing/challenge';
import { colourClasses, colourImages, colourModel } from '#lib/testing/colour-images';
import { makeHeldOutVersion } from '#lib/testing/frozen-version';
import { makePerson } from '#lib/testing/people';
import { challengeListSchema, challengeSettingsSchema } from '../challenge.ts';
import { applyChallenge } from './apply-challenge.ts';
import { enterChallenge } from './enter-challenge.ts';
import { getChallenge } from './get-challenge.ts';
import { getMyEntry } from './get-my-entry.ts';
import { listChallenges } from './list-challenges.ts';
import { listScorableVersions } from './list-scorable-versions.ts';
import { publishChallenge } from './publish-challenge.ts';

let organiser: Person;
let researcher: Person;

beforeAll(async () => {
  organiser = await makePerson('organiser', 'researcher');
  researcher = await makePerson('researcher');
  await makeHeldOutVersion(organiser, 'colours', await colourImages(6));
});

const settings = (change: Record<string, unknown> = {}) =>
  challengeSettingsSchema.parse({
    title: 'Colours',
    edition: 2026,
    dataset: 'colours',
    version: 1,
    opensAt: '2026-01-01T00:00:00Z',
    closesAt: '2099-01-01T00:00:00+01:00',
    ...change,
  });

describe('applyChallenge', () => {
  it('makes a challenge on all classes of the version, in its order', async () => {
    expect(await applyChallenge(organiser, 'made', settings())).toEqual({
      slug: 'made',
      created: true,
      changed: [],
    });
    const view = await getChallenge('made');
    expect(view).toMatchObject({
      phase: 'open',
      dailyQuota: 5,
      dataset: { slug: 'colours', version: 1, heldOut: 6 },
    });
    expect(view.classes.map(({ synsetId }) => synsetId)).toEqual([...colourClasses].sort());
    expect(view.classes[0]).toMatchObject({ word: 'dog', gloss: expect.stringContaining('Canis') });
  });

  it('changes nothing when it is applied twice, also at once', async () => {
    const applied = await Promise.all([1, 2, 3].map(() => applyChallenge(organiser, 'twice', settings())));
    expect(applied.filter(({ created }) => created)).toHaveLength(1);
    const rows = () =>
      db().challenge.findMany({
        where: { slug: 'twice' },
        include: { classes: true, phases: true, rulesVersions: true, tracks: true, audited: true },
      });
    const before = await rows();
    await applyChallenge(organiser, 'twice', settings());
    expect(await rows()).toEqual(before);
    await expect(applyChallenge(organiser, 'twice', settings(), { onlyNew: true })).rejects.toMatchObject({
      code: 'slug-taken',
      details: { field: 'slug' },
    });
  });

  it('keeps the rules by version, the phases that took a submission, and the tracks that have entries', async () => {
    const phases = [
      { name: 'Development', opensAt: '2026-01-01', closesAt: '2026-02-01' },
      { name: 'Test', opensAt: '2026-02-01', closesAt: '2099-01-01' },
    ];
    const tracks = [
      { slug: 'provided', title: 'Provided data' },
      { slug: 'open', title: 'Any data', outsideData: true },
    ];
    const change = { opensAt: undefined, closesAt: undefined, phases, tracks, rules: 'Be fair.' };
    await applyChallenge(organiser, 'phased', settings(change));
    expect(await getChallenge('phased')).toMatchObject({
      rulesVersion: 1,
      tracks: [{ slug: 'provided' }, {}],
    });
    const applied = await applyChallenge(
      organiser,
      'phased',
      settings({ ...change, rules: 'Be very fair.' }),
    );
    expect(applied.changed).toEqual(['rules']);
    expect(await getChallenge('phased')).toMatchObject({ rulesVersion: 2, rules: 'Be very fair.' });

    const { id } = await enterChallenge(organiser, 'phased', {
      name: 'us',
      acceptRules: true,
      baseline: false,
      track: 'open',
    });
    await submit(organiser, 'phased', colourModel());
    await expect(
      applyChallenge(organiser, 'phased', settings({ ...change, phases: phases.slice(0, 1) })),
    ).rejects.toMatchObject({ code: 'phase-has-submissions' });
    await expect(
      applyChallenge(organiser, 'phased', settings({ ...change, tracks: tracks.slice(0, 1) })),
    ).rejects.toMatchObject({ code: 'track-has-entries' });
    expect(await db().entry.findUniqueOrThrow({ where: { id } })).toMatchObject({ trackSlug: 'open' });
    await applyChallenge(organiser, 'phased', settings({ ...change, tracks: tracks.slice(1) }));
    const log = await db().auditEvent.findMany({
      where: { challenge: { slug: 'phased' }, act: { endsWith: 'challenge' } },
    });
    expect(log.map(({ act }) => act)).toEqual([
      'opened challenge',
      'changed challenge',
      'entered challenge',
      'changed challenge',
    ]);
  });

  it('does not take back results that are out where the settings do not say when', async () => {
    await applyChallenge(organiser, 'out', settings({ closesAt: '2026-02-01T00:00:00Z' }));
    await publishChallenge(organiser, 'out');
    expect(
      await applyChallenge(organiser, 'out', settings({ closesAt: '2026-02-01T00:00:00Z' })),
    ).toMatchObject({
      changed: [],
    });
    expect((await getChallenge('out')).phase).toBe('published');
  });

  it('keeps what is scored once there is a submission', async () => {
    await openChallenge(organiser, 'used', { dataset: 'colours', version: 1, classes: colourClasses });
    await applyChallenge(organiser, 'used', settings({ classes: colourClasses.slice(1) }));
    expect((await getChallenge('used')).classes).toHaveLength(2);
    await enter(organiser, 'used', 'us');
    await submit(organiser, 'used', colourModel(), { labels: colourClasses.join('\n') });
    await expect(
      applyChallenge(organiser, 'used', settings({ classes: colourClasses })),
    ).rejects.toMatchObject({ code: 'challenge-has-submissions' });
    await applyChallenge(organiser, 'used', settings({ classes: colourClasses.slice(1), title: 'Renamed' }));
    expect((await getChallenge('used')).title).toBe('Renamed');
  });

  it('refuses a version that is not there or not frozen, holds nothing out, or lacks a class', async () => {
    const apply = (change: Record<string, unknown>) => applyChallenge(organiser, 'wrong', settings(change));
    await expect(apply({ version: 7 })).rejects.toMatchObject({ code: 'no-such-version' });
    await expect(apply({ classes: ['n07739125'] })).rejects.toMatchObject({ code: 'class-not-in-version' });
    const { datasetId } = await db().datasetVersion.findFirstOrThrow();
    const version = { datasetId, options: {}, createdById: organiser.id };
    await db().datasetVersion.create({ data: { ...version, number: 2, state: 'running' } });
    await db().datasetVersion.create({ data: { ...version, number: 3, state: 'done' } });
    await expect(apply({ version: 2 })).rejects.toMatchObject({ code: 'version-not-frozen' });
    await expect(apply({ version: 3 })).rejects.toMatchObject({ code: 'nothing-held-out' });
    expect(await listScorableVersions(organiser)).toMatchObject([
      { dataset: 'colours', version: 1, heldOut: 6 },
    ]);
    await expect(getChallenge('wrong')).rejects.toMatchObject({ code: 'no-such-challenge' });
  });

  it('is for organisers', async () => {
    await expect(applyChallenge(researcher, 'mine', settings())).rejects.toMatchObject({
      code: 'role-needed',
    });
    await expect(applyChallenge(null, 'mine', settings())).rejects.toMatchObject({ code: 'sign-in-needed' });
    await expect(listScorableVersions(researcher)).rejects.toMatchObject({ code: 'role-needed' });
  });
});

describe('enterChallenge', () => {
  const enterAs = (person: Person, name: string, slug = 'entered') =>
    enterChallenge(person, slug, { name, acceptRules: true, baseline: false });

  beforeAll(async () => {
    await applyChallenge(organiser, 'entered', settings());
  });

  it('makes one entry a person, however often it is sent', async () => {
    const sent = await Promise.all([1, 2, 3].map(() => enterAs(researcher, 'the team')));
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    await expect(enterAs(researcher, 'a second team')).rejects.toMatchObject({ code: 'already-entered' });
    expect(await getMyEntry(researcher, 'entered')).toMatchObject({
      name: 'the team',
      members: [researcher.name],
      quota: { left: 5 },
    });
    expect(await getMyEntry(null, 'entered')).toBeNull();
  });

  it('refuses a name that another entry has', async () => {
    const other = await makePerson('researcher');
    await expect(enterAs(other, 'the team')).rejects.toMatchObject({
      code: 'entry-name-taken',
      details: { field: 'name' },
    });
  });

  it('takes no late entries', async () => {
    await applyChallenge(organiser, 'over', settings({ closesAt: '2026-02-01T00:00:00Z' }));
    await expect(enterAs(researcher, 'late', 'over')).rejects.toMatchObject({ code: 'challenge-closed' });
  });
});

describe('listChallenges', () => {
  it('comes in pages that together are the whole list, those that open last first', async () => {
    await applyChallenge(organiser, 'future', settings({ opensAt: '2098-01-01T00:00:00Z' }));
    const whole = await listChallenges({ limit: 100 });
    expect(whole.items[0]).toMatchObject({ slug: 'future', phase: 'upcoming', bestError: null });
    const paged: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await listChallenges(
        challengeListSchema.parse({ limit: '2', cursor: cursor ?? undefined }),
      );
      paged.push(...page.items.map(({ slug }) => slug));
      cursor = page.nextCursor;
    } while (cursor);
    expect(paged).toEqual(whole.items.map(({ slug }) => slug));
  });
});
