import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Person } from '#lib/identity/person';
import { dataPath } from '#lib/infra/config';
import { db } from '#lib/infra/db/client';
import { storage } from '#lib/infra/storage';
import { enter, openChallenge, submit } from '#lib/testing/challenge';
import { makeHeldOutVersion } from '#lib/testing/frozen-version';
import { makePerson } from '#lib/testing/people';
import { cancelSubmission } from './cancel-submission.ts';
import { getMyEntry } from './get-my-entry.ts';
import { submitModel } from './submit-model.ts';

const model = () => randomBytes(2048);
let organiser: Person;
let version: { dataset: string; version: number };
let made = 0;

beforeAll(async () => {
  organiser = await makePerson('organiser', 'researcher');
  const grey = (level: number) =>
    sharp({ create: { width: 8, height: 8, channels: 3, background: { r: level, g: level, b: level } } })
      .png()
      .toBuffer();
  version = await makeHeldOutVersion(organiser, 'greys', [
    { bytes: await grey(10), synsetId: 'n02084071' },
    { bytes: await grey(200), synsetId: 'n02121620' },
  ]);
});

afterEach(() => {
  vi.useRealTimers();
});

/** A challenge of its own with a person in it. */
async function contest(settings: Record<string, unknown> = {}): Promise<{ slug: string; person: Person }> {
  const slug = `contest-${++made}`;
  await openChallenge(organiser, slug, { ...version, ...settings });
  const person = await makePerson('researcher');
  await enter(person, slug, 'the entry');
  return { slug, person };
}

const countOf = (slug: string) => db().submission.count({ where: { entry: { challenge: { slug } } } });

describe('submitModel', () => {
  it('keeps the bytes under their SHA-256 and gives the submission back as uploaded', async () => {
    const { slug, person } = await contest();
    const bytes = model();
    const { id, state } = await submit(person, slug, bytes, { name: ' A net ', preprocess: 'pixels-0-1' });
    expect(state).toBe('uploaded');
    const row = await db().submission.findUniqueOrThrow({ where: { id }, include: { events: true } });
    expect(row).toMatchObject({
      name: 'A net',
      modelBytes: 2048,
      preprocess: 'pixels-0-1',
      createdById: person.id,
    });
    expect(row.events).toMatchObject([{ state: 'uploaded' }]);
    expect(await storage().get(`models/${row.modelSha256}.onnx`)).toEqual(new Uint8Array(bytes));
    expect(await readdir(dataPath('uploads'))).toEqual([]);
  });

  it('refuses who is not signed in, no researcher, or in no entry', async () => {
    const { slug } = await contest();
    await expect(submit(null, slug, model())).rejects.toMatchObject({ code: 'sign-in-needed' });
    await expect(submit(await makePerson('labeler'), slug, model())).rejects.toMatchObject({
      code: 'role-needed',
    });
    await expect(submit(await makePerson('researcher'), slug, model())).rejects.toMatchObject({
      code: 'not-entered',
    });
    expect(await countOf(slug)).toBe(0);
  });

  it('takes nothing before the challenge opens nor from the moment it closes', async () => {
    const { slug, person } = await contest();
    const challenge = await db().challenge.findUniqueOrThrow({ where: { slug } });
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(challenge.opensAt.getTime() - 1);
    await expect(submit(person, slug, model())).rejects.toMatchObject({ code: 'not-open-yet' });
    vi.setSystemTime(challenge.closesAt);
    await expect(submit(person, slug, model())).rejects.toMatchObject({ code: 'challenge-closed' });
    vi.setSystemTime(challenge.closesAt.getTime() - 1);
    await expect(submit(person, slug, model())).resolves.toMatchObject({ state: 'uploaded' });
  });

  it('late entries through the API: nothing is taken between phases, and each phase has its own quota and limits', async () => {
    const now = Date.now();
    const at = (hours: number) => new Date(now + hours * 3_600_000).toISOString();
    const { slug, person } = await contest({
      opensAt: undefined,
      closesAt: undefined,
      phases: [
        { name: 'Development', opensAt: at(-2), closesAt: at(1), totalQuota: 2, dailyQuota: null },
        {
          name: 'Test',
          opensAt: at(2),
          closesAt: at(1000),
          totalQuota: 1,
          dailyQuota: null,
          maxModelBytes: 1024,
        },
      ],
    });
    await submit(person, slug, model());
    await submit(person, slug, model());
    await expect(submit(person, slug, model())).rejects.toMatchObject({
      code: 'quota-exhausted',
      details: { nextAt: at(2) },
    });
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(now + 3_600_000);
    await expect(submit(person, slug, model())).rejects.toMatchObject({
      code: 'between-phases',
      details: { opensAt: at(2) },
    });
    vi.setSystemTime(now + 2 * 3_600_000);
    await expect(submit(person, slug, model())).rejects.toMatchObject({ code: 'model-too-large' });
    const { id } = await submit(person, slug, randomBytes(1000));
    expect(await db().submission.findUniqueOrThrow({ where: { id } })).toMatchObject({ phasePosition: 1 });
    await expect(submit(person, slug, randomBytes(1000))).rejects.toMatchObject({
      code: 'quota-exhausted',
      message: expect.stringContaining('No more is possible'),
    });
  });

  it('refuses an upload that began in time and ended after the close', async () => {
    const { slug, person } = await contest();
    const { closesAt } = await db().challenge.findUniqueOrThrow({ where: { slug } });
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(closesAt.getTime() - 1);
    const late = submitModel(person, slug, {
      model: Readable.from([model()]),
      fields: async () => {
        vi.setSystemTime(closesAt);
        return { name: 'late' };
      },
    });
    await expect(late).rejects.toMatchObject({ code: 'challenge-closed' });
    expect(await countOf(slug)).toBe(0);
  });

  it('stops at the byte over the limit and leaves nothing behind', async () => {
    const { slug, person } = await contest({ maxModelBytes: 5000 });
    let given = 0;
    function* endless() {
      for (;;) {
        given += 1000;
        yield Buffer.alloc(1000);
      }
    }
    const upload = { model: Readable.from(endless()), fields: async () => ({ name: 'big' }) };
    await expect(submitModel(person, slug, upload)).rejects.toMatchObject({
      code: 'model-too-large',
      kind: 'too-large',
      details: { field: 'model' },
    });
    expect(given).toBeLessThan(1_000_000);
    expect(await readdir(dataPath('uploads'))).toEqual([]);
    await expect(submit(person, slug, Buffer.alloc(0))).rejects.toMatchObject({ code: 'model-empty' });
  });

  it('tells a mistake in a field at that field', async () => {
    const { slug, person } = await contest();
    const field = (name: string) =>
      expect.objectContaining({ details: expect.objectContaining({ field: name }) });
    await expect(submit(person, slug, model(), { name: ' ' })).rejects.toEqual(field('name'));
    await expect(submit(person, slug, model(), { preprocess: '{"size": true}' })).rejects.toEqual(
      field('preprocess'),
    );
    await expect(submit(person, slug, model(), { preprocess: 'torchvison' })).rejects.toEqual(
      field('preprocess'),
    );
    await expect(submit(person, slug, model(), { labels: 'tench\ngoldfish' })).rejects.toEqual(
      field('labels'),
    );
    expect(await countOf(slug)).toBe(0);
  });

  it('gives the first submission again for the same idempotency key, even at once', async () => {
    const { slug, person } = await contest({ dailyQuota: 1 });
    const bytes = model();
    const all = await Promise.all([1, 2, 3].map(() => submit(person, slug, bytes, {}, 'key-1')));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect((await submit(person, slug, bytes, {}, 'key-1')).id).toBe(all[0]?.id);
    expect(await countOf(slug)).toBe(1);
  });
});

describe('classes that change while a model comes in', () => {
  const waits = () =>
    vi.waitFor(async () => {
      const [row] = await db().$queryRaw<{ waiting: bigint }[]>`
        SELECT count(*) AS waiting FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      expect(Number(row?.waiting)).toBe(1);
    }, 10_000);

  it('has the labels read again by the classes that it is scored on', async () => {
    const { slug, person } = await contest();
    const { id } = await db().challenge.findUniqueOrThrow({ where: { slug } });
    let sent: Promise<unknown> = Promise.resolve();
    await db().$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT id FROM challenges WHERE slug = ${slug} FOR UPDATE`;
        sent = submit(person, slug, model(), { labels: 'n02084071' });
        sent.catch(() => {});
        await waits();
        await tx.challengeClass.deleteMany({ where: { challengeId: id, synsetId: 'n02084071' } });
      },
      { timeout: 20_000 },
    );
    await expect(sent).rejects.toMatchObject({ code: 'labels-no-class', details: { field: 'labels' } });
    expect(await countOf(slug)).toBe(0);
  });

  it('keeps the classes of a submission that was on its way when they were to change', async () => {
    const { slug, person } = await contest();
    const { entry } = await db().entryMember.findFirstOrThrow({
      where: { userId: person.id },
      select: { entry: { select: { id: true } } },
    });
    let change: Promise<unknown> = Promise.resolve();
    await db().$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT id FROM challenges WHERE slug = ${slug} FOR SHARE`;
        change = openChallenge(organiser, slug, { ...version, classes: ['n02121620'] });
        change.catch(() => {});
        await waits();
        const row = { entryId: entry.id, name: 'a model', modelSha256: 'a'.repeat(64), modelBytes: 1 };
        await tx.submission.create({ data: { ...row, createdById: person.id } });
      },
      { timeout: 20_000 },
    );
    await expect(change).rejects.toMatchObject({ code: 'challenge-has-submissions' });
  });
});

describe('the quota', () => {
  it('holds under 50 simultaneous uploads of one team', async () => {
    const { slug, person } = await contest({ dailyQuota: 3 });
    const tries = await Promise.allSettled(Array.from({ length: 50 }, () => submit(person, slug, model())));
    const refused = tries.filter((each) => each.status === 'rejected').map((each) => each.reason.code);
    expect(refused).toEqual(Array(47).fill('quota-exhausted'));
    expect(await countOf(slug)).toBe(3);
  });

  it('cancelled and failed runs that eat quota: refused, failed and cancelled-before-scoring ones do not', async () => {
    const { slug, person } = await contest({ dailyQuota: 2 });
    const first = await submit(person, slug, model());
    const second = await submit(person, slug, model());
    await expect(submit(person, slug, model())).rejects.toMatchObject({
      kind: 'exhausted',
      message: expect.stringMatching(/next is possible at \d{4}-\d\d-\d\d 00:00 UTC/),
    });
    await cancelSubmission(person, first.id);
    await db().submission.update({ where: { id: second.id }, data: { state: 'refused' } });
    expect((await getMyEntry(person, slug))?.quota).toMatchObject({ left: 2 });
    const third = await submit(person, slug, model());
    await db().submission.update({ where: { id: third.id }, data: { state: 'failed' } });
    expect((await getMyEntry(person, slug))?.quota).toMatchObject({ left: 2 });
  });

  it('is eaten by one cancelled in the middle of scoring, and comes back at midnight UTC', async () => {
    const { slug, person } = await contest({ dailyQuota: 1, closesAt: '2099-01-01T00:00:00Z' });
    const { id } = await submit(person, slug, model());
    await db().submission.update({
      where: { id },
      data: { state: 'cancelled', events: { create: [{ state: 'scoring' }, { state: 'cancelled' }] } },
    });
    await expect(submit(person, slug, model())).rejects.toMatchObject({ code: 'quota-exhausted' });
    const mine = await getMyEntry(person, slug);
    const nextAt = mine?.quota.nextAt ?? new Date(Number.NaN);
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(nextAt.getTime() - 1);
    await expect(submit(person, slug, model())).rejects.toMatchObject({ code: 'quota-exhausted' });
    vi.setSystemTime(nextAt);
    await expect(submit(person, slug, model())).resolves.toMatchObject({ state: 'uploaded' });
  });

  it('does not bind baselines, which only organisers submit, before the opening too', async () => {
    const slug = `contest-${++made}`;
    const opensAt = new Date(Date.now() + 3_600_000).toISOString();
    await openChallenge(organiser, slug, { ...version, dailyQuota: 1, opensAt });
    await enter(organiser, slug, 'Baselines', true);
    for (const name of ['chance', 'perceptron']) await submit(organiser, slug, model(), { name });
    expect(await countOf(slug)).toBe(2);
    const stranger = await makePerson('researcher');
    await expect(enter(stranger, slug, 'Also baselines', true)).rejects.toMatchObject({
      code: 'role-needed',
    });
  });
});
