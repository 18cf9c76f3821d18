import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Person } from '#lib/identity/person';
import { dataPath } from '#lib/infra/config';
import { db, pool } from '#lib/infra/db/client';
import { makePerson } from '#lib/testing/people';
import { makeUpload, numberedImage, zipOf } from '#lib/testing/uploads';
import { importFieldsSchema } from '../import.ts';
import { cancelImport } from './cancel-import.ts';
import { chooseNouns } from './choose-nouns.ts';
import { createDataset } from './create-dataset.ts';
import { getImport } from './get-import.ts';
import { listImports } from './list-imports.ts';
import { listRefusals } from './list-refusals.ts';
import { recoverImports } from './recover-imports.ts';
import { requestImport } from './request-import.ts';
import { runImport } from './run-import.ts';

const organiser = await makePerson('organiser');
const terms = importFieldsSchema.parse({ title: 'Garden birds', author: 'Ada', license: 'CC-BY-4.0' });
const going = new AbortController().signal;
/** Numbers of images that no other test has. */
let next = 0;
const images = async (folder: string, count: number) =>
  Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const number = next++;
      return [`${folder}/${i}.png`, await numberedImage(number)] as const;
    }),
  );

let datasets = 0;
async function makeEmpty(licenses: string[] = []) {
  const slug = `imported-${datasets++}`;
  await createDataset(organiser, { slug, title: slug, description: '' });
  await db().dataset.update({ where: { slug }, data: { licenses } });
  return slug;
}

async function ask(slug: string, files: Parameters<typeof zipOf>[0], person: Person = organiser) {
  const upload = await makeUpload(person, 'birds.zip', await zipOf(files));
  const { id } = await requestImport(person, { slug, upload, ...terms });
  return { id, upload };
}

const candidatesOf = async (slug: string) => {
  const { rows } = await pool().query<{ noun: string; n: number }>(
    `SELECT c.synset_id AS noun, count(*)::int AS n FROM dataset_candidates c JOIN datasets d ON d.id = c.dataset_id
     WHERE d.slug = $1 GROUP BY 1 ORDER BY 1`,
    [slug],
  );
  return Object.fromEntries(rows.map(({ noun, n }) => [noun, n]));
};
const imagesOf = (slug: string) => db().datasetImage.count({ where: { dataset: { slug } } });

test('class folders become candidates; what is broken is listed; names without a noun wait for a choice', async () => {
  const slug = await makeEmpty();
  const [first] = await images('n02084071', 1);
  const { id, upload } = await ask(slug, [
    ...(await images('birds/n02121620-cat', 3)),
    ...(await images('chaffinch', 2)),
    ...(await images('dog', 4)),
    ...(await images('zzyzx', 1)),
    ['n02084071/first.png', first?.[1] as Buffer],
    ['n02084071/again.png', first?.[1] as Buffer],
    ['dog/broken.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])],
    ['dog/words.txt', Buffer.from('no image')],
    ['inner.zip', Buffer.from('PK')],
    ['loose.png', await numberedImage(next++)],
  ]);
  await runImport(id, going);

  const waiting = await getImport(organiser, { slug, id });
  expect(waiting).toMatchObject({
    state: 'waiting',
    name: 'birds.zip',
    kind: 'archive',
    passed: 1,
    done: 16,
    added: 12,
    duplicates: 1,
    refused: 3,
    refusedByCode: { 'image-broken': 1, 'not-an-image': 1, 'nested-archive': 1 },
    waitingCount: 2,
    stalled: false,
  });
  expect(waiting.bytes).toBeGreaterThan(500);
  expect(waiting.waiting.map(({ name, images }) => [name, images])).toEqual([
    ['dog', 4],
    ['zzyzx', 1],
  ]);
  expect(waiting.waiting[0]?.suggestions[0]?.id).toBe('n02084071');
  expect(waiting.nouns.map(({ name, state, images, noun }) => [name, state, images, noun?.word])).toEqual([
    ['n02121620-cat', 'known', 3, 'cat'],
    ['chaffinch', 'known', 2, 'chaffinch'],
    ['n02084071', 'known', 2, 'dog'],
  ]);
  expect(existsSync(dataPath('uploads', upload))).toBe(false);
  expect(await imagesOf(slug)).toBe(12);

  const { items } = await listRefusals(organiser, { slug, id, limit: 2 });
  expect(items.map(({ path, code }) => [path, code])).toEqual([
    ['dog/broken.jpg', 'image-broken'],
    ['dog/words.txt', 'not-an-image'],
  ]);

  expect(await chooseNouns(organiser, { slug, id, choices: [{ name: 'dog', noun: 'n02084071' }] })).toEqual({
    waiting: 1,
  });
  expect(await candidatesOf(slug)).toMatchObject({ n02084071: 5 });
  await expect(
    chooseNouns(organiser, { slug, id, choices: [{ name: 'dog', noun: 'n02121620' }] }),
  ).rejects.toMatchObject({ code: 'no-such-name' });
  await chooseNouns(organiser, { slug, id, choices: [{ name: 'zzyzx', noun: null }] });
  expect(await getImport(organiser, { slug, id })).toMatchObject({ state: 'done', waitingCount: 0 });
  expect(await db().importWaiting.count({ where: { importId: id } })).toBe(0);
});

test('a run that is killed is gone on with where it stopped, and nothing is added twice', async () => {
  const slug = await makeEmpty();
  const { id } = await ask(slug, await images('chaffinch', 300));
  const killed = new AbortController();
  const running = runImport(id, killed.signal);
  const refused = expect(running).rejects.toThrow();
  while ((await getImport(organiser, { slug, id })).done === 0)
    await new Promise((soon) => setTimeout(soon, 5));
  killed.abort();
  await refused;
  const stopped = await db().import.findUniqueOrThrow({ where: { id } });
  expect(stopped).toMatchObject({ state: 'running', runId: null });
  expect(stopped.done).toBeLessThan(300);
  expect(stopped.nextOrdinal).toBe(stopped.done);

  await recoverImports();
  await runImport(id, going);
  expect(await getImport(organiser, { slug, id })).toMatchObject({
    state: 'done',
    done: 300,
    added: 300,
    duplicates: 0,
    refused: 0,
  });
  expect(await imagesOf(slug)).toBe(300);
  expect(Object.values(await candidatesOf(slug))).toEqual([300]);
});

test('two workers never work on one import; one that fell silent loses it', async () => {
  const slug = await makeEmpty();
  const { id } = await ask(slug, await images('chaffinch', 200));
  await Promise.all([runImport(id, going), runImport(id, going)]);
  expect(await getImport(organiser, { slug, id })).toMatchObject({ done: 200, added: 200, duplicates: 0 });

  const { id: second } = await ask(slug, await images('chaffinch', 200));
  const silent = runImport(second, going);
  while ((await getImport(organiser, { slug, id: second })).done === 0)
    await new Promise((soon) => setTimeout(soon, 5));
  await db().import.update({ where: { id: second }, data: { heartbeatAt: new Date(0) } });
  await Promise.all([silent, runImport(second, going)]);
  expect(await getImport(organiser, { slug, id: second })).toMatchObject({
    state: 'done',
    done: 200,
    added: 200,
  });
});

test('a cancelled import stops, what it took stays, and it stays cancelled', async () => {
  const slug = await makeEmpty();
  const { id } = await ask(slug, await images('dog', 400));
  const running = runImport(id, going);
  while ((await getImport(organiser, { slug, id })).done === 0)
    await new Promise((soon) => setTimeout(soon, 5));
  await cancelImport(organiser, { slug, id });
  const { added } = await getImport(organiser, { slug, id });
  await running;
  expect(await getImport(organiser, { slug, id })).toMatchObject({ state: 'cancelled', added, waiting: [] });
  expect(await imagesOf(slug)).toBe(added);
  expect(added).toBeLessThan(400);
  await runImport(id, going);
  await expect(cancelImport(organiser, { slug, id })).rejects.toMatchObject({ code: 'import-over' });
});

test('a choice made while images come in holds for those still to come', async () => {
  const slug = await makeEmpty();
  const { id } = await ask(slug, await images('dog', 200));
  const running = runImport(id, going);
  while ((await getImport(organiser, { slug, id })).done === 0)
    await new Promise((soon) => setTimeout(soon, 5));
  await chooseNouns(organiser, { slug, id, choices: [{ name: 'dog', noun: 'n02084071' }] });
  await running;
  expect(await getImport(organiser, { slug, id })).toMatchObject({ state: 'done', added: 200 });
  expect(await candidatesOf(slug)).toEqual({ n02084071: 200 });
});

test('one noun for all goes before the names of folders', async () => {
  const slug = await makeEmpty();
  const upload = await makeUpload(organiser, 'all.zip', await zipOf(await images('dog', 3)));
  const { id } = await requestImport(organiser, { slug, upload, ...terms, noun: 'n02121620' });
  await runImport(id, going);
  expect(await getImport(organiser, { slug, id })).toMatchObject({ state: 'done', nouns: [] });
  expect(await candidatesOf(slug)).toEqual({ n02121620: 3 });
});

test('what cannot be imported is refused before it begins', async () => {
  const slug = await makeEmpty(['CC0-1.0']);
  const files = await images('dog', 1);
  await expect(ask(slug, files)).rejects.toMatchObject({ code: 'license-not-allowed' });
  const free = await makeEmpty();
  const text = await makeUpload(organiser, 'notes.txt', Buffer.from('hello'));
  await expect(requestImport(organiser, { slug: free, upload: text, ...terms })).rejects.toMatchObject({
    code: 'not-importable',
  });
  const other = await makePerson('organiser');
  await expect(requestImport(other, { slug: free, upload: text, ...terms })).rejects.toMatchObject({
    code: 'no-such-upload',
  });
  await expect(requestImport(organiser, { slug: free, prefix: 's3://x/y', ...terms })).rejects.toMatchObject({
    code: 'no-bucket',
  });
  await expect(ask(free, files, await makePerson('researcher'))).rejects.toMatchObject({
    code: 'role-needed',
  });
});

test('asked for twice, an upload is imported once; a source that is gone fails with its reason', async () => {
  const slug = await makeEmpty();
  const upload = await makeUpload(organiser, 'birds.zip', await zipOf(await images('chaffinch', 2)));
  const first = await requestImport(organiser, { slug, upload, ...terms });
  expect(await requestImport(organiser, { slug, upload, ...terms })).toEqual(first);
  await db().import.update({ where: { id: first.id }, data: { location: '0'.repeat(32) } });
  await runImport(first.id, going);
  expect(await getImport(organiser, { slug, id: first.id })).toMatchObject({
    state: 'failed',
    problem: { code: 'source-gone' },
  });
  const again = await ask(slug, await images('chaffinch', 1));
  const page = await listImports(organiser, { slug, limit: 1 });
  expect(page.items.map(({ id }) => id)).toEqual([again.id]);
  expect(page.nextCursor).not.toBeNull();
});
