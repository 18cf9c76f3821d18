import { randomBytes } from 'node:crypto';
import type { Browser, Page } from '@playwright/test';
import { expectGoodLooks } from '../fixtures/looks.ts';
import { importImages, makeDataset, paintScene } from '../fixtures/own-dataset.ts';
import { signUpAs } from '../fixtures/people.ts';
import { expect, test } from '../fixtures/test.ts';

const run = randomBytes(4).toString('hex');
const slug = `meadows-${run}`;
const PASTURE = 'n08616050';
const ENTITY = 'n00001740';
const IMAGES = 10;

test('an image is taken down: a tombstone stays, its bytes and its place in galleries do not', async ({
  page,
  browser,
  signIn,
}) => {
  test.setTimeout(300_000);
  await signIn('organiser');
  await makeDataset(page, slug, `Meadows ${run}`);
  const scenes = Array.from({ length: IMAGES }, async (_, at) => ({
    name: `meadow-${at}.png`,
    bytes: await paintScene(`${run} ${at}`),
  }));
  await importImages(page, slug, `Meadows ${run}`, await Promise.all(scenes));
  await label(page, browser);
  await freeze(page);

  const shown = await listTrain(page);
  const [image, other] = shown as [string, string];
  const gallery = page.getByRole('list', { name: 'Images of pasture', exact: true });
  const inGallery = (sha256: string) => gallery.locator(`a[href="/picture/${sha256}"]`);
  await page.goto(`/explore/${PASTURE}`);
  await expect(inGallery(image)).toBeVisible();

  await page.goto(`/picture/${image}`);
  await page.getByRole('link', { name: 'Take it down' }).click();
  await expect(page.getByLabel('SHA-256 of the image')).toHaveValue(image);
  await expectGoodLooks(page, 'takedowns');
  // What is no image is refused, and what was typed stays.
  await page.getByLabel('SHA-256 of the image').fill('a'.repeat(64));
  await page.getByLabel('Why').fill('Somebody’s garden');
  const down = page.getByRole('button', { name: 'Take down', exact: true });
  const dialog = page.getByRole('dialog', { name: 'Take it down for good?' });
  await down.click();
  await dialog.getByRole('button', { name: 'Take it down' }).click();
  await expect(page.getByRole('link', { name: /There is no image a{64}/ })).toBeVisible();
  await expect(page.getByLabel('Why')).toHaveValue('Somebody’s garden');
  // Enter asks too.
  await page.getByLabel('SHA-256 of the image').fill(image);
  await page.getByLabel('SHA-256 of the image').press('Enter');
  await expect(dialog).toContainText(image);
  await dialog.getByRole('button', { name: 'Leave it' }).click();
  await expect(dialog).toBeHidden();
  expect((await page.request.get(`/images/${image}`)).status()).toBe(200);
  await down.click();
  await expect(dialog).toContainText('It is one image.');
  await expectGoodLooks(page, 'takedown-asked');
  await dialog.getByRole('button', { name: 'Take it down' }).click();
  await expect(page.getByText('1 image is taken down.')).toBeVisible();
  await expect(page.getByLabel('Why')).toHaveValue('');
  const row = page.getByRole('row').filter({ hasText: image.slice(0, 16) });
  await expect(row).toContainText('Somebody’s garden');
  await expect(async () => {
    await page.goto('/organise/takedowns');
    await expect(row).toContainText('gone', { timeout: 1000 });
  }).toPass({ timeout: 90_000 });
  await expectGoodLooks(page, 'takedowns-done');

  await page.context().clearCookies();
  await page.goto(`/picture/${image}`);
  await expect(page.getByRole('heading', { level: 1, name: 'This image was taken down' })).toBeVisible();
  await expect(page.getByText('Somebody’s garden')).toBeVisible();
  await expectGoodLooks(page, 'tombstone');
  for (const address of [`/images/${image}`, `/images/${image}/thumb`]) {
    const answer = await page.request.get(address);
    expect(answer.status(), address).toBe(410);
    expect(await answer.json()).toMatchObject({ code: 'taken-down' });
  }
  await page.goto(`/explore/${PASTURE}`);
  await expect(inGallery(other)).toBeVisible();
  await expect(inGallery(image)).toHaveCount(0);
  expect(await listTrain(page)).toEqual(shown.filter((sha256) => sha256 !== image));

  await page.goto(`/datasets/${slug}`);
  await expect(page.getByText('Images of this version were taken down')).toBeVisible();
  await expect(page.getByText(/^Missing are 1 to train on, 0 to validate on and 0 held out/)).toBeVisible();
  await expectGoodLooks(page, 'dataset-missing');
});

test('takedowns are for organisers', async ({ page, signIn }) => {
  await signIn('researcher');
  expect((await page.goto('/organise/takedowns'))?.status()).toBe(403);
  await page.goto('/explore/n02084071');
  await page.getByRole('list', { name: 'Images of dog' }).getByRole('link').first().click();
  await expect(page.getByRole('heading', { name: 'What it shows' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Take it down' })).toHaveCount(0);
});

/** A campaign of one vote an image, in which somebody says of each what it shows. */
async function label(organiser: Page, browser: Browser): Promise<void> {
  await send(organiser, `datasets/${slug}/campaigns`, {
    kind: 'classify',
    slug,
    title: `Meadows ${run}`,
    votesPerUnit: 1,
    rootSynsets: [ENTITY],
  });
  const page = await (await browser.newContext()).newPage();
  await signUpAs(page, 'Mia Meadow');
  for (let given = 0; given < IMAGES; ) {
    const { id, units } = await send(page, `campaigns/${slug}/assignments`, { count: 5 });
    const votes = units.map((unit) => ({ unitId: unit.id, answer: PASTURE, milliseconds: 1200 }));
    await send(page, `assignments/${id}/votes`, { votes });
    given += votes.length;
  }
  await page.context().close();
}

async function freeze(page: Page): Promise<void> {
  await send(page, `datasets/${slug}/versions`, { testShare: 0.2, valShare: 0.2 });
  await expect(async () => {
    const answer = await page.request.get(`/api/v1/datasets/${slug}/versions/1`);
    expect((await answer.json()).state).toBe('done');
  }).toPass({ timeout: 90_000 });
}

async function listTrain(page: Page): Promise<string[]> {
  const answer = await page.request.get(`/api/v1/datasets/${slug}/versions/1/images?split=train`);
  const { items } = (await answer.json()) as { items: { sha256: string }[] };
  return items.map(({ sha256 }) => sha256);
}

async function send(
  page: Page,
  path: string,
  data: unknown,
): Promise<{ id: string; units: { id: number }[] }> {
  const answer = await page.request.post(`/api/v1/${path}`, { data });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return answer.json();
}
