import { randomBytes } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { resolveByDns } from '#lib/infra/http/guarded-client';
import { enter, openChallenge, submit } from '#lib/testing/challenge';
import { colourClasses, colourImages, colourModel } from '#lib/testing/colour-images';
import { makeHeldOutVersion } from '#lib/testing/frozen-version';
import { startMailServer } from '#lib/testing/mail-server';
import { makePerson } from '#lib/testing/people';
import { scoreSubmission } from '#lib/testing/score-submission';
import { isSignedBy } from '../webhook.ts';
import { announce, listAnnouncements } from './announce.ts';
import { checkSubmission } from './check-submission.ts';
import { deliverNotices, findDueNotices } from './deliver-notices.ts';
import { addWebhook, listWebhooks, removeWebhook } from './webhooks.ts';

const never = new AbortController().signal;
const here = { mayConnect: () => true, resolve: resolveByDns, idleMs: 5000, totalMs: 5000 };
const heard: { body: string; signature: string }[] = [];
let status = 200;
const server = http.createServer(async (request, response) => {
  let body = '';
  for await (const piece of request) body += piece;
  heard.push({ body, signature: String(request.headers['imagenest-signature']) });
  response.writeHead(status).end();
});
let url: string;
let organiser: Person;
let captain: Person;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  organiser = await makePerson('organiser', 'researcher');
  captain = await makePerson('researcher');
  await makeHeldOutVersion(organiser, 'told', await colourImages(6));
  await openChallenge(organiser, 'told', { dataset: 'told', version: 1, classes: colourClasses });
  await enter(captain, 'told', 'The captains');
});

afterAll(() => server.close());

const kinds = () => heard.map(({ body }) => JSON.parse(body).kind);

it('tells webhooks, signed, once of what was scored, refused, announced and is about to close', async () => {
  const own = await addWebhook(captain, 'told', { url, scope: 'entry' });
  await expect(addWebhook(captain, 'told', { url, scope: 'challenge' })).rejects.toMatchObject({
    code: 'role-needed',
  });
  const { id } = await submit(captain, 'told', colourModel(), { name: 'A net' });
  await checkSubmission(id, never);
  await scoreSubmission(id, never);
  const bad = await submit(captain, 'told', randomBytes(100));
  await checkSubmission(bad.id, never);
  const key = '0190b0a0-0000-7000-8000-000000000000';
  for (let click = 0; click < 2; click++) {
    await announce(organiser, 'told', { title: 'Hello', text: 'The **last** day.', key });
  }
  const { closesAt } = await db().challenge.findUniqueOrThrow({ where: { slug: 'told' } });
  await findDueNotices(new Date(closesAt.getTime() - 3_600_000));
  await findDueNotices(new Date(closesAt.getTime() - 1_800_000));
  // A receiver that does not answer well is tried again later.
  status = 500;
  await deliverNotices(here);
  expect(kinds().sort()).toEqual(['announcement', 'closing', 'refused', 'scored']);
  expect((await listWebhooks(captain, 'told'))[0]?.problem).toContain('500');
  await deliverNotices(here);
  expect(heard).toHaveLength(4);
  status = 200;
  heard.length = 0;
  await db().delivery.updateMany({ where: { doneAt: null }, data: { dueAt: new Date() } });
  await deliverNotices(here);
  expect(heard).toHaveLength(4);
  for (const { body, signature } of heard) {
    expect(isSignedBy(own.secret, body, signature, new Date())).toBe(true);
    // No figure: a message outlives what may be shown.
    expect(body).not.toMatch(/error|%/i);
  }
  await deliverNotices(here);
  expect(heard).toHaveLength(4);
  expect(await listAnnouncements('told')).toMatchObject([{ title: 'Hello' }]);
  await expect(announce(captain, 'told', { title: 'x', text: 'y', key })).rejects.toMatchObject({
    code: 'role-needed',
  });
  await removeWebhook(captain, 'told', own.id);
  expect(await listWebhooks(captain, 'told')).toEqual([]);
});

it('asks no address that is not of the open internet', async () => {
  await addWebhook(captain, 'told', { url, scope: 'entry' });
  heard.length = 0;
  await announce(organiser, 'told', {
    title: 'Again',
    text: 'Hello.',
    key: '0190b0a0-0000-7000-8000-000000000001',
  });
  await deliverNotices();
  expect(heard).toEqual([]);
  expect((await listWebhooks(captain, 'told'))[0]?.problem).toContain('open internet');
});

it('sends mail to members whose address is shown to be theirs, by a mail server, once', async () => {
  const mails = await startMailServer();
  try {
    const member = await makePerson('researcher');
    await enter(member, 'told', 'The readers');
    const told = {
      title: 'By mail',
      text: 'Hello.\n.\nA line of one full stop.',
      key: '0190b0a0-0000-7000-8000-000000000002',
    };
    await db().user.updateMany({ data: { emailVerified: null } });
    const { email } = await db().user.update({
      where: { id: member.id },
      data: { emailVerified: new Date() },
      select: { email: true },
    });
    await announce(organiser, 'told', told);
    await deliverNotices(here, mails.url);
    expect(mails.received).toHaveLength(1);
    const [{ to, text }] = mails.received as [{ to: string[]; text: string }];
    expect(to).toEqual([email]);
    expect(text).toContain('Subject: By mail');
    expect(text).toContain('A line of one full stop.');
    expect(text).toContain('/challenges/told');
    await deliverNotices(here, mails.url);
    expect(mails.received).toHaveLength(1);
  } finally {
    await mails.close();
  }
});

it('a mail server that is not there is tried again later', async () => {
  const mails = await startMailServer();
  await mails.close();
  await announce(organiser, 'told', {
    title: 'Late',
    text: 'Hello.',
    key: '0190b0a0-0000-7000-8000-000000000003',
  });
  await deliverNotices(here, mails.url);
  const waiting = await db().delivery.findFirstOrThrow({ where: { email: { not: null }, doneAt: null } });
  expect(waiting.problem).toContain('ECONNREFUSED');
  expect(waiting.dueAt?.getTime()).toBeGreaterThan(Date.now());
});
