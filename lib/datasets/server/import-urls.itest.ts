import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { db } from '#lib/infra/db/client';
import { makePerson } from '#lib/testing/people';
import { makeUpload, numberedImage } from '#lib/testing/uploads';
import { importFieldsSchema } from '../import.ts';
import { createDataset } from './create-dataset.ts';
import { getImport } from './get-import.ts';
import { listRefusals } from './list-refusals.ts';
import { requestImport } from './request-import.ts';
import { runImport } from './run-import.ts';

const organiser = await makePerson('organiser');
const server = createServer(async (request, response) => {
  const number = /^\/dog\/(\d+)\.png$/.exec(request.url ?? '')?.[1];
  if (number === undefined) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': 'image/png' }).end(await numberedImage(Number(number)));
});
await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
afterAll(() => server.close());

const terms = importFieldsSchema.parse({ title: 'Web birds', author: 'Many', license: 'CC-BY-4.0' });
const going = new AbortController().signal;

async function importList(slug: string, licenses: string[], name: string, text: string) {
  await createDataset(organiser, { slug, title: slug, description: '' });
  await db().dataset.update({ where: { slug }, data: { licenses } });
  const upload = await makeUpload(organiser, name, Buffer.from(text));
  const { id } = await requestImport(organiser, { slug, upload, ...terms });
  await runImport(id, going, { mayConnect: () => true, intervalMs: 0, backoffMs: 1 });
  return id;
}

test('each row has its author and licence; what a dataset does not take is refused by name', async () => {
  const slug = 'listed';
  const id = await importList(
    slug,
    ['CC-BY-4.0', 'CC0-1.0'],
    'birds.csv',
    [
      'url,author,license,noun,source_url',
      `${site}/dog/1.png,Ada,CC0-1.0,n02084071,https://photos.example/ada/dog-1`,
      `${site}/dog/2.png,,,,`,
      `${site}/dog/3.png,Bob,CC-BY-NC-4.0,n02084071,`,
      `${site}/dog/4.png,Ada,CC0-1.0,zzyzx,https://photos.example/ada/dog-4`,
      `${site}/missing.png,Ada,CC0-1.0,,`,
      'no address,Ada,CC0-1.0,,',
    ].join('\n'),
  );
  expect(await getImport(organiser, { slug, id })).toMatchObject({
    kind: 'urls',
    state: 'waiting',
    done: 6,
    added: 3,
    refused: 3,
    refusedByCode: { 'license-not-allowed': 1, 'fetch-status': 1, 'row-invalid': 1 },
    nouns: [{ name: 'n02084071', images: 1 }],
    waiting: [{ name: 'zzyzx', images: 1 }],
  });
  const { items } = await listRefusals(organiser, { slug, id, code: 'license-not-allowed', limit: 5 });
  expect(items).toMatchObject([{ path: `${site}/dog/3.png` }]);
  expect(items[0]?.reason).toContain('CC BY-NC 4.0');

  const images = await db().image.findMany({
    where: { datasets: { some: { dataset: { slug } } } },
    include: { source: true },
    orderBy: { id: 'asc' },
  });
  expect(
    images.map(({ source, sourceRef }) => [
      source.title,
      source.author,
      source.license,
      source.homepage,
      sourceRef,
    ]),
  ).toEqual([
    ['Web birds', 'Ada', 'CC0-1.0', 'https://photos.example/', 'https://photos.example/ada/dog-1'],
    ['Web birds', 'Many', 'CC-BY-4.0', `${site}/`, `${site}/dog/2.png`],
    ['Web birds', 'Ada', 'CC0-1.0', 'https://photos.example/', 'https://photos.example/ada/dog-4'],
  ]);
  expect(images[0]?.sourceId).toBe(images[2]?.sourceId);
});

test('a list without a column of addresses fails with what it must have', async () => {
  const id = await importList('unlisted', [], 'birds.csv', 'name,size\nx,1\n');
  expect(await getImport(organiser, { slug: 'unlisted', id })).toMatchObject({
    state: 'failed',
    problem: { code: 'list-without-url' },
  });
});
