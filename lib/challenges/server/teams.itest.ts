import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Person } from '#lib/identity/person';
import { noteSignIn } from '#lib/identity/server/note-sign-in';
import { db } from '#lib/infra/db/client';
import { enter, openChallenge, submit } from '#lib/testing/challenge';
import { makeHeldOutVersion } from '#lib/testing/frozen-version';
import { makePerson } from '#lib/testing/people';
import { acceptRules } from './accept-rules.ts';
import { decideEntry, disqualifyEntry, judgeOverlap } from './decide-entry.ts';
import { enterChallenge } from './enter-challenge.ts';
import { getMyEntry } from './get-my-entry.ts';
import { inviteMember, withdrawInvitation } from './invite-member.ts';
import { invitePeople, listInvited } from './invite-people.ts';
import { getInvitation, joinEntry } from './join-entry.ts';
import { handOverEntry, leaveEntry, removeMember } from './leave-entry.ts';
import { listEntries, listOverlaps } from './list-entries.ts';
import { acceptMerge, declineMerge, proposeMerge } from './merge-entries.ts';

const DAY = 86_400_000;
const soon = new Date(Date.now() + DAY / 2).toISOString();
let organiser: Person;
let version: { dataset: string; version: number };
let made = 0;

beforeAll(async () => {
  organiser = await makePerson('organiser');
  const background = { r: 9, g: 9, b: 9 };
  const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background } })
    .png()
    .toBuffer();
  version = await makeHeldOutVersion(organiser, 'grey', [{ bytes, synsetId: 'n02084071' }]);
});

afterEach(() => {
  vi.useRealTimers();
});

async function contest(settings: Record<string, unknown> = {}): Promise<string> {
  const slug = `teams-${++made}`;
  await openChallenge(organiser, slug, { ...version, mergeUntil: soon, ...settings });
  return slug;
}

/** A captain with an entry, and so many who joined it by invitation. */
async function team(slug: string, name: string, others = 0): Promise<[Person, ...Person[]]> {
  const captain = await makePerson('researcher');
  await enter(captain, slug, name);
  const people: [Person, ...Person[]] = [captain];
  for (let at = 0; at < others; at++) {
    const person = await makePerson('researcher');
    await joinEntry(person, await invite(captain, slug));
    people.push(person);
  }
  return people;
}

const invite = async (captain: Person, slug: string) =>
  (await inviteMember(captain, slug, {})).path.split('/').at(-1) as string;
const model = () => randomBytes(512);
const membersOf = async (person: Person, slug: string) => (await getMyEntry(person, slug))?.members;

describe('no teams, or one person in five', () => {
  it('lets one person join by each link, who is in one entry a challenge', async () => {
    const slug = await contest();
    const [captain] = await team(slug, 'First');
    const [other] = await team(slug, 'Second');
    const token = await invite(captain, slug);
    expect(await getInvitation(token)).toMatchObject({
      entry: 'First',
      challenge: { slug, rulesVersion: 1 },
    });
    await expect(joinEntry(other, token)).rejects.toMatchObject({ code: 'already-entered' });
    const ada = await makePerson('researcher');
    expect(await joinEntry(ada, token)).toEqual({ slug, entry: 'First' });
    // A double click joins once.
    expect(await joinEntry(ada, token)).toEqual({ slug, entry: 'First' });
    await expect(joinEntry(await makePerson('researcher'), token)).rejects.toMatchObject({
      code: 'invitation-over',
    });
    expect(await membersOf(ada, slug)).toHaveLength(2);
    await expect(enter(ada, slug, 'Third')).rejects.toMatchObject({ code: 'already-entered' });
  });

  it('lets one of many at once join by one link', async () => {
    const slug = await contest();
    const [captain] = await team(slug, 'First');
    const token = await invite(captain, slug);
    const people = await Promise.all(Array.from({ length: 8 }, () => makePerson('researcher')));
    const joined = await Promise.allSettled(people.map((person) => joinEntry(person, token)));
    expect(joined.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await membersOf(captain, slug)).toHaveLength(2);
  });

  it('keeps to the size of a team, open invitations counted, which are taken back and expire', async () => {
    const slug = await contest({ maxTeamSize: 2 });
    const [captain] = await team(slug, 'First');
    const { id, path } = await inviteMember(captain, slug, { email: 'ada@example.org' });
    await expect(inviteMember(captain, slug, {})).rejects.toMatchObject({ code: 'team-full' });
    await withdrawInvitation(captain, slug, id);
    const token = path.split('/').at(-1) as string;
    await expect(getInvitation(token)).rejects.toMatchObject({ code: 'invitation-over' });
    const next = await invite(captain, slug);
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 14 * DAY);
    await expect(joinEntry(await makePerson('researcher'), next)).rejects.toMatchObject({
      code: 'invitation-over',
    });
  });

  it('is led by its captain, who hands it over; nobody leaves who could take its quota twice', async () => {
    const slug = await contest();
    const [captain, ada, ben] = await team(slug, 'First', 2);
    await expect(inviteMember(ada as Person, slug, {})).rejects.toMatchObject({ code: 'captain-needed' });
    await handOverEntry(captain, slug, (ada as Person).id);
    await removeMember(ada as Person, slug, (ben as Person).id);
    await leaveEntry(ada as Person, slug);
    expect(await membersOf(captain, slug)).toEqual([captain.name]);
    await inviteMember(captain, slug, {});
    await submit(captain, slug, model());
    await expect(leaveEntry(captain, slug)).rejects.toMatchObject({ code: 'entry-has-submissions' });
    const [alone] = await team(slug, 'Second');
    await leaveEntry(alone, slug);
    expect(await getMyEntry(alone, slug)).toBeNull();
    await enter(alone, slug, 'Second');
  });
});

describe('merging', () => {
  it('makes one of two, with their members, their submissions and one quota', async () => {
    const slug = await contest({ dailyQuota: 3 });
    const [a] = await team(slug, 'A', 1);
    const [b] = await team(slug, 'B');
    for (const person of [a, a, b]) await submit(person, slug, model());
    const { id } = await proposeMerge(a, slug, 'B');
    expect((await proposeMerge(a, slug, 'B')).id).toBe(id);
    await expect(acceptMerge(a, slug, id)).rejects.toMatchObject({ code: 'merge-over' });
    expect(await acceptMerge(b, slug, id)).toEqual({ entry: 'B' });
    expect(await getMyEntry(a, slug)).toMatchObject({ name: 'B', quota: { left: 0 } });
    expect(await membersOf(b, slug)).toHaveLength(3);
    await expect(submit(a, slug, model())).rejects.toMatchObject({ code: 'quota-exhausted' });
    await expect(acceptMerge(b, slug, id)).rejects.toMatchObject({ code: 'merge-over' });
  });

  it('holds for two who accept each other at once', async () => {
    const slug = await contest();
    const [a] = await team(slug, 'A');
    const [b] = await team(slug, 'B');
    const first = await proposeMerge(a, slug, 'B');
    const second = await proposeMerge(b, slug, 'A');
    const both = await Promise.allSettled([acceptMerge(b, slug, first.id), acceptMerge(a, slug, second.id)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await membersOf(a, slug)).toHaveLength(2);
  });

  it('takes a submission that came in meanwhile for the entry that stays', async () => {
    const slug = await contest({ dailyQuota: 2 });
    const [a] = await team(slug, 'A');
    const [b] = await team(slug, 'B');
    const { id } = await proposeMerge(a, slug, 'B');
    const [, ...sent] = await Promise.allSettled([
      acceptMerge(b, slug, id),
      ...[a, a, b, b].map((person) => submit(person, slug, model())),
    ]);
    const taken = sent.filter(({ status }) => status === 'fulfilled').length;
    expect((await getMyEntry(a, slug))?.submissions).toHaveLength(taken);
    for (const each of sent) if (each.status === 'rejected') expect(each.reason.code).toBe('quota-exhausted');
  });

  it('is refused past its date, over the size or the quota of the phase, and across tracks', async () => {
    const tracks = [
      { slug: 'provided', title: 'Provided data' },
      { slug: 'any', title: 'Any data', outsideData: true },
    ];
    const slug = await contest({ maxTeamSize: 2, totalQuota: 1, dailyQuota: null, tracks });
    const enterTrack = async (name: string, track: string) => {
      const person = await makePerson('researcher');
      await enterChallenge(person, slug, { name, acceptRules: true, baseline: false, track });
      return person;
    };
    const [a, b] = [await enterTrack('A', 'provided'), await enterTrack('B', 'provided')];
    const other = await enterTrack('Other', 'any');
    await expect(enterTrack('None', 'nowhere')).rejects.toMatchObject({ code: 'no-such-track' });
    await expect(proposeMerge(a, slug, 'Other')).rejects.toMatchObject({ code: 'merge-refused' });
    await expect(proposeMerge(a, slug, 'Nobody')).rejects.toMatchObject({ code: 'no-such-entry' });
    const { id } = await proposeMerge(a, slug, 'B');
    await submit(a, slug, model());
    await submit(b, slug, model());
    await expect(acceptMerge(b, slug, id)).rejects.toMatchObject({ code: 'merge-over-quota' });
    await declineMerge(b, slug, id);
    await expect(acceptMerge(b, slug, id)).rejects.toMatchObject({ code: 'merge-over' });
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(soon);
    await expect(proposeMerge(other, slug, 'A')).rejects.toMatchObject({ code: 'merging-over' });
  });
});

describe('registration', () => {
  it('by approval lets an entry submit once an organiser admits it', async () => {
    const slug = await contest({ registration: 'approval' });
    const [captain] = await team(slug, 'First');
    const { id, state } = (await listEntries(organiser, slug))[0] ?? { id: '', state: '' };
    expect(state).toBe('pending');
    await expect(submit(captain, slug, model())).rejects.toMatchObject({ code: 'entry-not-admitted' });
    await decideEntry(organiser, slug, id, { decision: 'declined', reason: 'Who are you?' });
    await expect(submit(captain, slug, model())).rejects.toThrow(/Who are you/);
    await decideEntry(organiser, slug, id, { decision: 'admitted' });
    await submit(captain, slug, model());
    await disqualifyEntry(organiser, slug, id, 'It trained on the test images.');
    await expect(submit(captain, slug, model())).rejects.toMatchObject({ code: 'entry-disqualified' });
    await disqualifyEntry(organiser, slug, id, null);
    await submit(captain, slug, model());
    await expect(decideEntry(captain, slug, id, { decision: 'admitted' })).rejects.toMatchObject({
      code: 'role-needed',
    });
    const log = await db().auditEvent.findMany({ where: { challenge: { slug } }, orderBy: { id: 'asc' } });
    expect(log.map(({ act }) => act)).toEqual([
      'opened challenge',
      'entered challenge',
      'declined entry',
      'admitted entry',
      'disqualified entry',
      'requalified entry',
    ]);
  });

  it('by invitation is for the addresses that the organiser named', async () => {
    const slug = await contest({ registration: 'invitation' });
    const ada = await makePerson('researcher');
    await db().user.update({ where: { id: ada.id }, data: { emailVerified: new Date() } });
    await expect(enter(ada, slug, 'Ada')).rejects.toMatchObject({ code: 'registration-invitation' });
    await invitePeople(organiser, slug, [ada.email.toUpperCase(), 'ben@example.org']);
    expect(await listInvited(organiser, slug)).toContain('ben@example.org');
    expect(await enter(ada, slug, 'Ada')).toMatchObject({ state: 'admitted' });
    await invitePeople(organiser, slug, []);
    expect(await membersOf(ada, slug)).toHaveLength(1);
    await expect(invitePeople(ada, slug, [])).rejects.toMatchObject({ code: 'role-needed' });
  });

  it('by domain is for verified addresses of it; one that nobody verified waits', async () => {
    const slug = await contest({ registration: 'domain', emailDomains: ['lab.example'] });
    const entry = async (email: string, emailVerified: Date | null) => {
      const person = await makePerson('researcher');
      await db().user.update({ where: { id: person.id }, data: { email, emailVerified } });
      return enter(person, slug, email);
    };
    expect(await entry('ada@lab.example', new Date())).toMatchObject({ state: 'admitted' });
    expect(await entry('ben@lab.example', null)).toMatchObject({ state: 'pending' });
    await expect(entry('cy@lab.example.com', new Date())).rejects.toMatchObject({
      code: 'registration-domain',
    });
  });
});

describe('rules', () => {
  it('are accepted by version; others must be accepted before the next submission', async () => {
    const slug = await contest({ rules: 'One model a day.' });
    const [captain] = await team(slug, 'First');
    await submit(captain, slug, model());
    await openChallenge(organiser, slug, { ...version, mergeUntil: soon, rules: 'Two models a day.' });
    await expect(submit(captain, slug, model())).rejects.toMatchObject({ code: 'rules-not-accepted' });
    await expect(acceptRules(captain, slug, 1)).rejects.toMatchObject({ code: 'rules-changed' });
    const { acceptedAt } = await acceptRules(captain, slug, 2);
    expect((await acceptRules(captain, slug, 2)).acceptedAt).toEqual(acceptedAt);
    await submit(captain, slug, model());
    const kept = await db().rulesAcceptance.findMany({
      where: { userId: captain.id },
      orderBy: { version: 'asc' },
    });
    expect(kept.map(({ version }) => version)).toEqual([1, 2]);
  });
});

describe('one person’s several accounts', () => {
  it('are told of at the moment that two entries send one model, for the organiser to judge', async () => {
    const slug = await contest();
    const [a] = await team(slug, 'A');
    const [b] = await team(slug, 'B');
    const bytes = model();
    await submit(a, slug, bytes);
    await submit(b, slug, bytes);
    await submit(b, slug, bytes);
    const overlaps = await listOverlaps(organiser, slug);
    expect(overlaps.filter(({ kind }) => kind === 'model')).toMatchObject([
      { judgement: null, evidence: expect.stringContaining('same model file') },
    ]);
    // The two of this test signed up within seconds of each other.
    expect(overlaps.some(({ kind }) => kind === 'signup')).toBe(true);
    const [first] = overlaps;
    await judgeOverlap(organiser, slug, first?.id ?? '', 'Two people of one laboratory.');
    expect((await listOverlaps(organiser, slug)).at(-1)).toMatchObject({
      judgement: 'Two people of one laboratory.',
    });
    await expect(listOverlaps(a, slug)).rejects.toMatchObject({ code: 'role-needed' });
  });
});

it('tells of accounts that signed in from one address, at the moment that the second joins', async () => {
  const slug = await contest();
  const [a] = await team(slug, 'A');
  const b = await makePerson('researcher');
  await noteSignIn(a.id, '93.184.216.34');
  await noteSignIn(b.id, '93.184.216.34');
  await noteSignIn(b.id, '93.184.216.34');
  await enter(b, slug, 'B');
  const overlaps = await listOverlaps(organiser, slug);
  expect(overlaps.filter(({ kind }) => kind === 'address')).toMatchObject([
    { evidence: 'Signed in from the same network address.' },
  ]);
  const [kept] = await db().signInAddress.findMany({ where: { userId: b.id } });
  expect(kept?.addressHash).not.toContain('93.184');
});
