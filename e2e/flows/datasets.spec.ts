import { createHash } from 'node:crypto';
import { expectGoodLooks } from '../fixtures/looks.ts';
import { expect, test } from '../fixtures/test.ts';

test('a dataset shows its pictures, classes, licences and how its labels were made', async ({ page }) => {
  await page.goto('/datasets');
  await expectGoodLooks(page, 'datasets');
  await page.getByRole('link', { name: 'Drawings of nouns' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Drawings of nouns' })).toBeVisible();
  await expect(
    page
      .getByRole('list', { name: /^Images of/ })
      .getByRole('img')
      .first(),
  ).toBeVisible();
  await expect(page.getByText('These labels are simulated')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Sources' })).toContainText('CC BY-SA 4.0');
  await expect(page.getByRole('region', { name: 'BibTeX' })).toContainText('@misc{drawings-v');
  await expect(page.getByText(/^Images of each of \d+ classes, from the largest/)).toBeVisible();
  await expectGoodLooks(page, 'dataset');
  await page
    .getByRole('list', { name: /^Classes of/ })
    .first()
    .getByRole('link')
    .first()
    .click();
  await expect(page).toHaveURL(/\/explore\/n\d{8}$/);
});

test('a dataset or version that there is not is not found', async ({ page }) => {
  expect((await page.goto('/datasets/nowhere'))?.status()).toBe(404);
  expect((await page.goto('/datasets/drawings?version=99'))?.status()).toBe(404);
  expect((await page.goto('/datasets/drawings?version=dog'))?.status()).toBe(404);
});

test('the download is whole, and its test part has no classes', async ({ page }) => {
  await page.goto('/datasets/drawings');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /^Download version/ }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^drawings-v\d+-imagefolder\.tar$/);
  expect(await download.failure()).toBeNull();
});

test('an image comes with its type, for good, and may run nothing', async ({ request }) => {
  const page = await request.get('/api/v1/datasets/drawings/versions/1/images?split=test&limit=1');
  const [image] = (await page.json()).items;
  expect(image).toMatchObject({ split: 'test', label: null, source: null });
  const answer = await request.get(image.imageUrl);
  expect(
    createHash('sha256')
      .update(await answer.body())
      .digest('hex'),
  ).toBe(image.sha256);
  expect(answer.headers()).toMatchObject({
    'cache-control': 'public, max-age=31536000, immutable',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  });
  const again = await request.get(image.thumbUrl, { headers: { 'if-none-match': `"${image.sha256}-256"` } });
  expect(again.status()).toBe(304);
});

test('the organiser’s pages are for organisers', async ({ page, signIn }) => {
  await page.goto('/organise');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Forganise/);
  await signIn('labeler');
  for (const address of ['/organise', '/organise/datasets/new', '/organise/datasets/drawings'])
    expect((await page.goto(address))?.status(), address).toBe(403);
});

test('the board and its forms, with what they refuse', async ({ page, signIn }) => {
  await signIn('organiser');
  await page.goto('/organise');
  await expect(page.getByRole('heading', { name: 'Needs a decision' })).toBeVisible();
  await expectGoodLooks(page, 'organise');

  await page.goto('/organise/datasets/drawings');
  await expect(page.getByRole('link', { name: 'Board of Which drawings show it?' })).toBeVisible();
  await expectGoodLooks(page, 'organise-dataset');

  await page.getByLabel('Held out (%)').fill('60');
  await page.getByLabel('To validate on (%)').fill('50');
  await page.getByRole('button', { name: 'Freeze a version' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toBeFocused();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('90 %');
  await expect(page.getByLabel('Held out (%)')).toHaveValue('60');

  await page.goto('/organise/datasets/new');
  await page.getByLabel('Title').fill('Drawings');
  await expect(page.getByLabel('Name in addresses')).toHaveValue('drawings');
  await page.getByRole('button', { name: 'Make the dataset' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('drawings already');
  await expect(page.getByLabel('Title')).toHaveValue('Drawings');
  await expectGoodLooks(page, 'organise-new-dataset');

  await page.goto('/organise/datasets/drawings/imports');
  await page.getByLabel('Images', { exact: true }).setInputFiles({
    name: 'notes.png',
    mimeType: 'image/png',
    buffer: Buffer.from('these are words'),
  });
  await page.getByLabel('Source', { exact: true }).fill('A drawer of notes');
  await page.getByLabel('Author').fill('Ada');
  const noun = page.getByLabel('Noun that all were gathered for');
  await noun.fill('dog');
  await expect(page.getByRole('option', { name: /^dog, domestic dog/ })).toContainText('genus Canis');
  await expectGoodLooks(page, 'organise-noun-chooser');
  await noun.press('Enter');
  await expect(page.getByRole('button', { name: 'Leave out dog' })).toBeVisible();
  await page.getByRole('button', { name: 'Add the images' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'notes.png' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('does not begin like a JPEG, PNG or WebP')).toBeVisible();
  await expectGoodLooks(page, 'organise-images');

  await page.goto('/organise/datasets/drawings/campaigns/new');
  await page.getByLabel('Which noun is it?').check();
  await page.getByRole('button', { name: 'Start the campaign' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('at least one noun');
  await expectGoodLooks(page, 'organise-campaign');
});
