import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Redis } from 'ioredis';
import sharp from 'sharp';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { imageKey } from '#lib/images/image-keys';
import { config, dataPath } from '#lib/infra/config';
import { db, pool } from '#lib/infra/db/client';
import { type JobWorker, openWorker } from '#lib/infra/queue';
import { storage } from '#lib/infra/storage';
import { enter, openChallenge, submit } from '#lib/testing/challenge';
import { colourClasses, colourImages, colourModel } from '#lib/testing/colour-images';
import { makeHeldOutVersion } from '#lib/testing/frozen-version';
import { makePerson } from '#lib/testing/people';
import { scoreSubmission } from '#lib/testing/score-submission';
import { MOST_ASKED_BYTES, type PassingExplanation } from '../explanation.ts';
import { explainPassingJob } from '../jobs.ts';
import { askAboutImage } from './ask-about-image.ts';
import { checkSubmission } from './check-submission.ts';
import { explainPassing } from './explain-passing.ts';

const never = new AbortController().signal;
const workers: JobWorker[] = [];
let submissionId: string;

beforeAll(async () => {
  const organiser = await makePerson('organiser', 'researcher');
  const drawn = { bytes: await pattern(200).png().toBuffer(), synsetId: colourClasses[0] };
  const version = await makeHeldOutVersion(organiser, 'asked', [...(await colourImages(12)), drawn]);
  await openChallenge(organiser, 'asked', { ...version, classes: colourClasses });
  await enter(organiser, 'asked', 'the painters');
  submissionId = (await submit(organiser, 'asked', colourModel())).id;
  await checkSubmission(submissionId, never);
  await scoreSubmission(submissionId, never);
});

afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.close()));
});

/** A picture of light and dark patches, which its looks tell from others. */
function pattern(edge: number) {
  const patches = Buffer.from(Array.from({ length: 36 }, (_, at) => (at * at * 37 + at * 11) % 256));
  return sharp(patches, { raw: { width: 6, height: 6, channels: 1 } }).resize(edge, edge, {
    kernel: 'cubic',
  });
}

/** A worker of the queue that explanations wait in; `before` is called with each job first. */
function work(before: () => Promise<void> = async () => {}): { ended: number } {
  const seen = { ended: 0 };
  workers.push(
    openWorker('scoring', 1, async ({ name, payload }) => {
      if (name !== explainPassingJob.name) return;
      await before();
      const { submissionId: id, ticket } = explainPassingJob.payload.parse(payload);
      await explainPassing(id, ticket, never);
      seen.ended++;
    }),
  );
  return seen;
}

/** A picture, mostly red, whose file says `mark`. */
function marked(mark: string): Promise<Buffer> {
  return sharp({ create: { width: 300, height: 200, channels: 3, background: '#d02010' } })
    .withExif({ IFD0: { ImageDescription: mark } })
    .png({ compressionLevel: 0 })
    .toBuffer();
}

async function ask(image: Uint8Array, signal = never): Promise<PassingExplanation[]> {
  const told: PassingExplanation[] = [];
  for await (const each of await askAboutImage(null, submissionId, image, signal)) told.push(each);
  return told;
}

/** The forms that bytes may stand in within text: as they are, in hexadecimal, and in base64 at each of its three offsets. */
function formsOf(mark: string): string[] {
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.from(' '.repeat(offset) + mark)
      .toString('base64')
      .slice(4, -4),
  );
  return [mark, Buffer.from(mark).toString('hex'), ...base64];
}

/** Every place where some of these texts are kept: tables, Redis, files of the installation. */
async function keptPlaces(texts: readonly string[]): Promise<string[]> {
  const places: string[] = [];
  const { rows: tables } = await pool().query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  for (const { name } of tables) {
    const like = texts.map((_, at) => `row_::text LIKE '%' || $${at + 1}::text || '%'`).join(' OR ');
    const { rows } = await pool().query(`SELECT 1 FROM ${name} AS row_ WHERE ${like} LIMIT 1`, [...texts]);
    if (rows.length > 0) places.push(name);
  }
  const url = config().REDIS_URL;
  if (url) {
    const redis = new Redis(url);
    for (const key of await redis.keys('*')) {
      const dump = (await redis.dumpBuffer(key))?.toString('latin1') ?? '';
      if (texts.some((text) => dump.includes(text))) places.push(key);
    }
    redis.disconnect();
  }
  const folder = dataPath('.');
  const files = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const file of files.filter((each) => each.isFile())) {
    const bytes = (await readFile(path.join(file.parentPath, file.name))).toString('latin1');
    if (texts.some((text) => bytes.includes(text))) places.push(file.name);
  }
  return places;
}

test('an image that somebody brings is explained, and kept nowhere', async () => {
  const mark = randomBytes(24).toString('hex');
  const image = await marked(mark);
  expect(image.includes(mark)).toBe(true);
  // The search would prove nothing if it found nothing anywhere.
  await pool().query(`CREATE TABLE kept_by_the_test AS SELECT $1::bytea AS bytes`, [image]);
  expect(await keptPlaces(formsOf(mark))).toEqual(['public.kept_by_the_test']);
  await pool().query('DROP TABLE kept_by_the_test');

  const duringTheRun: string[][] = [];
  work(async () => void duringTheRun.push(await keptPlaces(formsOf(mark))));
  const told = await ask(image);
  expect(duringTheRun).toEqual([[]]);
  expect(await keptPlaces(formsOf(mark))).toEqual([]);
  expect(told[0]).toEqual({ kind: 'waiting' });
  const last = told.at(-1);
  if (last?.kind !== 'done') throw new Error(`it was not explained: ${JSON.stringify(last)}`);
  expect(last.answer.label).toBeNull();
  expect(last.answer.guesses[0]?.synset.id).toBe(colourClasses[0]);
  expect(last.answer.guesses[0]?.cost).toBeNull();
  expect(await sharp(Buffer.from(last.shown, 'base64')).metadata()).toMatchObject({
    format: 'png',
    width: 1,
  });
});

test('what is no image is refused with what to do', async () => {
  work();
  const told = await ask(Buffer.from('no image at all'));
  expect(told.at(-1)).toMatchObject({ kind: 'refused', code: 'image-unreadable' });
});

test('where who asked is gone, nothing is done', async () => {
  const gone = new AbortController();
  const answers = await askAboutImage(null, submissionId, await marked('gone'), gone.signal);
  expect(await answers.next()).toMatchObject({ value: { kind: 'waiting' } });
  gone.abort();
  expect(await answers.next()).toMatchObject({ done: true });
  const started = performance.now();
  const seen = work();
  await expect.poll(() => seen.ended, { timeout: 30_000 }).toBe(1);
  expect(performance.now() - started).toBeLessThan(25_000);
});

test('too large an image is refused before anything is passed on', async () => {
  const asked = askAboutImage(null, submissionId, new Uint8Array(MOST_ASKED_BYTES + 1), never);
  await expect(asked).rejects.toMatchObject({ code: 'asked-image-too-large' });
});

test('a held-out picture, or one that looks just like it, is explained to nobody', async () => {
  work();
  const { image } = await db().heldOutLabel.findFirstOrThrow({ include: { image: true } });
  const itself = (await storage().get(imageKey(image.sha256))) as Uint8Array;
  const copy = await pattern(120).jpeg({ quality: 60 }).toBuffer();
  for (const asked of [itself, copy]) {
    expect((await ask(asked)).at(-1)).toMatchObject({ kind: 'refused', code: 'image-held-out' });
  }
  const other = await pattern(120).negate().jpeg().toBuffer();
  expect((await ask(other)).at(-1)).toMatchObject({ kind: 'done' });
});
