import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { numberedImage, zipOf } from '#lib/testing/uploads';
import { expectGoodLooks } from '../fixtures/looks.ts';
import { fillSource, makeDataset } from '../fixtures/own-dataset.ts';
import { expect, test } from '../fixtures/test.ts';

const run = randomBytes(4).toString('hex');
/** Numbers of images that no other run has. */
const first = Number.parseInt(run.slice(0, 4), 16) * 200;

const fact = (page: Page, label: string) =>
  page.locator('dt', { hasText: new RegExp(`^${label}$`) }).locator('xpath=..');

test('a zip of class folders, with a broken file and a name that means no noun', async ({ page, signIn }) => {
  await signIn('organiser');
  const slug = `garden-${run}`;
  await makeDataset(page, slug, `Garden ${slug}`);
  const image = (number: number) => numberedImage(first + number);
  const zip = await zipOf([
    ['garden/n02084071/1.png', await image(1)],
    ['garden/n02084071/2.png', await image(2)],
    ['garden/chaffinch/1.png', await image(3)],
    ['garden/chaffinch/broken.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])],
    ['garden/my old cat/1.png', await image(4)],
    ['garden/more.zip', Buffer.from('PK')],
  ]);
  await page
    .getByLabel('Images', { exact: true })
    .setInputFiles({ name: 'garden.zip', mimeType: 'application/zip', buffer: zip });
  await expectGoodLooks(page, 'organise-imports');
  await fillSource(page, `Garden ${run}`);
  await page.getByRole('button', { name: 'Add the images' }).click();

  await expect(page).toHaveURL(new RegExp(`/organise/datasets/${slug}/imports/[0-9a-f-]{36}$`));
  await expect(page.getByText('nouns to choose', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(fact(page, 'added')).toContainText('4');
  await expect(page.getByRole('listitem').filter({ hasText: 'garden/chaffinch/broken.jpg' })).toContainText(
    'cannot be decoded',
  );
  await expect(page.getByRole('listitem').filter({ hasText: 'garden/more.zip' })).toContainText(
    'an archive itself',
  );
  await expectGoodLooks(page, 'organise-import');

  const choice = page.getByRole('group', { name: /my old cat/ });
  await choice.getByLabel(/^cat, true cat/).check();
  await page.getByRole('button', { name: /Keep the choice/ }).click();
  await expect(page.getByText('done', { exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'cat', exact: true })).toBeVisible();

  await page.goto(`/organise/datasets/${slug}/imports`);
  await expect(page.getByRole('row').filter({ hasText: 'garden.zip' })).toContainText('done');
  await page.getByLabel('Licences that it takes').fill('CC0-1.0');
  await page.getByRole('button', { name: 'Keep the licences' }).click();
  await expect(page.getByText('Takes CC0-1.0 only')).toBeVisible();
  await expect(page.getByLabel('Licence', { exact: true }).getByRole('option')).toHaveText(['CC0 1.0']);
});

test('an upload goes on after the connection broke and the page was left', async ({ page, signIn }, info) => {
  await signIn('organiser');
  const slug = `resumed-${run}`;
  await makeDataset(page, slug, `Garden ${slug}`);
  // More than one request sends; the second file is too large to be an image.
  const file = info.outputPath('large.zip');
  await writeFile(
    file,
    await zipOf([
      ['n02084071/1.png', await numberedImage(first + 100)],
      ['n02084071/huge.png', randomBytes(40_000_000)],
    ]),
  );
  const offsets: number[] = [];
  let cut = true;
  await page.route('**/api/v1/uploads/*', async (route) => {
    const request = route.request();
    if (request.method() !== 'PATCH') return route.continue();
    const offset = Number(await request.headerValue('upload-offset'));
    if (cut && offset > 0) return route.abort('connectionreset');
    offsets.push(offset);
    return route.continue();
  });
  await page.getByLabel('Images', { exact: true }).setInputFiles(file);
  await fillSource(page, `Garden ${run}`);
  await page.getByRole('button', { name: 'Add the images' }).click();
  await expect(page.getByText('The connection is broken')).toBeVisible({ timeout: 30_000 });

  await page.reload();
  cut = false;
  const left = page.getByText('large.zip was being sent');
  await expect(left).toBeVisible();
  await expect(page.getByText(/^32\sMiB of its 38\sMiB is on the server/)).toBeVisible();
  await expect(page.getByLabel('Source', { exact: true })).toHaveValue(`Garden ${run}`);
  await expect(page.getByLabel('Author')).toHaveValue('Ada');
  await expectGoodLooks(page, 'organise-import-left');
  const [wrong] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose the same file and go on' }).click(),
  ]);
  await wrong.setFiles({ name: 'other.zip', mimeType: 'application/zip', buffer: Buffer.from('PK') });
  await expect(page.getByRole('alert').filter({ hasText: 'That is other.zip' })).toBeVisible();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose the same file and go on' }).click(),
  ]);
  await chooser.setFiles(file);
  await expect(page.getByText('done', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(fact(page, 'added')).toContainText('1');
  await expect(page.getByRole('listitem').filter({ hasText: 'huge.png' })).toContainText('32');
  expect(offsets).toEqual([0, 32 * 1024 * 1024]);

  await page.goto(`/organise/datasets/${slug}/imports`);
  await expect(page.getByRole('heading', { level: 1, name: 'Add images' })).toBeVisible();
  await expect(left).toHaveCount(0);
});
