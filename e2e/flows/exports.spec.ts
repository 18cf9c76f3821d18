import { createHash } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';
import { extract } from 'tar-stream';
import { exportFormats } from '#lib/datasets/export/formats';
import { parquetReader } from '#lib/testing/read-parquet';
import { heldOutImages } from '../fixtures/held-out-images.ts';
import { findLeaks } from '../fixtures/held-out-leaks.ts';
import { expectGoodLooks } from '../fixtures/looks.ts';
import { expect, test } from '../fixtures/test.ts';

const EXPORTS = '/api/v1/datasets/drawings/versions/1/exports';

interface ExportFile {
  name: string;
  url: string;
  bytes: number;
  sha256: string;
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Asks for a form and waits until it is made. */
async function make(request: APIRequestContext, format: string): Promise<ExportFile[]> {
  expect((await request.post(`${EXPORTS}/${format}`)).status()).toBe(201);
  const headers = { accept: 'application/json' };
  const state = async () =>
    (await (await request.get(`${EXPORTS}/${format}`, { headers })).json()) as { state: string };
  await expect.poll(async () => (await state()).state, { timeout: 120_000, message: format }).toBe('done');
  return ((await state()) as unknown as { files: ExportFile[] }).files;
}

test('a form is asked for, waited for, downloaded whole and in parts, and deleted', async ({
  page,
  signIn,
}) => {
  test.setTimeout(180_000);
  await page.goto('/datasets/drawings?version=1');
  await expect(page.getByRole('link', { name: 'Sign in to have it made: CSV' })).toBeVisible();
  expect((await page.request.post(`${EXPORTS}/csv`)).status()).toBe(401);
  await signIn('researcher');
  await page.goto('/datasets/drawings?version=1');
  await page.getByRole('button', { name: 'Make it: CSV' }).click();
  const files = page.getByRole('list', { name: 'Files of CSV' });
  await expect(files).toBeVisible({ timeout: 120_000 });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    files.getByRole('link', { name: 'drawings-v1.csv' }).click(),
  ]);
  expect(await download.failure()).toBeNull();
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const whole = Buffer.concat(chunks);
  const sums = await (await page.request.get(`${EXPORTS}/csv/SHA256SUMS`)).text();
  expect(sums).toContain(`${sha256(whole)}  drawings-v1.csv\n`);
  await expectGoodLooks(page, 'dataset-exports');

  const part = async (headers: Record<string, string>) =>
    page.request.get(`${EXPORTS}/csv/drawings-v1.csv`, { headers });
  const first = await part({ range: 'bytes=0-999' });
  expect(first.status()).toBe(206);
  expect(first.headers()).toMatchObject({
    'content-range': `bytes 0-999/${whole.length}`,
    etag: `"${sha256(whole)}"`,
  });
  const rest = await part({ range: 'bytes=1000-', 'if-range': first.headers().etag as string });
  expect(rest.status()).toBe(206);
  expect(sha256(Buffer.concat([await first.body(), await rest.body()]))).toBe(sha256(whole));
  const changed = await part({ range: 'bytes=1000-', 'if-range': '"of another time"' });
  expect(changed.status()).toBe(200);
  expect(await changed.body()).toHaveLength(whole.length);
  const behind = await part({ range: `bytes=${whole.length}-` });
  expect(behind.status()).toBe(416);
  expect(behind.headers()['content-range']).toBe(`bytes */${whole.length}`);
  expect((await part({ 'if-none-match': first.headers().etag as string })).status()).toBe(304);
  expect((await page.request.get(`${EXPORTS}/csv/nothing.csv`)).status()).toBe(404);

  await expect(page.getByRole('button', { name: 'Delete: CSV' })).toHaveCount(0);
  await page.context().clearCookies();
  await signIn('organiser');
  await page.goto('/datasets/drawings?version=1');
  await page.getByRole('button', { name: 'Delete: CSV' }).click();
  const question = page.getByRole('dialog', { name: 'Delete the CSV files?' });
  await expect(question).toContainText('Nobody can download them any more until they are made again.');
  await question.getByRole('button', { name: 'Delete CSV' }).click();
  await expect(page.getByRole('button', { name: 'Make it: CSV' })).toBeVisible();
  await expect(question).toHaveCount(0);
  await expect(
    page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'CSV' }) }),
  ).toBeFocused();
  expect((await page.request.get(`${EXPORTS}/csv/drawings-v1.csv`)).status()).toBe(404);
});

for (const format of exportFormats) {
  test(`${format} arrives as its checksums say, and ties no held-out image to its noun`, async ({
    page,
    signIn,
  }) => {
    test.setTimeout(180_000);
    await signIn('researcher');
    const images = await heldOutImages();
    let seen = 0;
    for (const { name, url, bytes, sha256: sum } of await make(page.request, format)) {
      const body = await (await page.request.get(url)).body();
      expect(body, name).toHaveLength(bytes);
      expect(sha256(body), name).toBe(sum);
      for (const piece of await pieces(name, body)) {
        if (images.some((image) => piece.includes(image.sha256))) seen++;
        expect(findLeaks(piece, images), `${format} ${name}`).toEqual([]);
      }
    }
    if (format !== 'croissant') expect(seen).toBeGreaterThan(0);
  });
}

/** What belongs together in a file: a line, a row, a file of an archive with its name, a document. */
async function pieces(name: string, body: Buffer): Promise<string[]> {
  if (name.endsWith('.parquet')) {
    const rows = await (await parquetReader()).parquetReadObjects({ file: new Uint8Array(body).buffer });
    return rows.map((row) => JSON.stringify(row));
  }
  if (/\.(csv|tsv|txt|jsonl)$/.test(name)) return body.toString('utf8').split('\n');
  if (!name.endsWith('.tar')) return [body.toString('utf8')];
  const found: string[] = [];
  const reader = extract();
  reader.end(body);
  for await (const entry of reader) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    const of = await pieces(entry.header.name, Buffer.concat(chunks));
    found.push(...(of.length === 1 ? [`${entry.header.name} ${of[0]}`] : of));
  }
  return found;
}
