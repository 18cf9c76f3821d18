import type { Browser, Page } from '@playwright/test';
import { extract } from 'tar-stream';
import { signInAs, signUpAs } from '../fixtures/people.ts';
import { expect, test } from '../fixtures/test.ts';
import {
  meanColourAnswer,
  meanColourModel,
  paintPictures,
  pixelHash,
  sevenOutputsModel,
  type TintedPicture,
  tintedNouns,
} from '../fixtures/tinted-pictures.ts';

const PICTURES = 24;
const run = Date.now().toString(36);
const dataset = `tints-${run}`;
const campaign = `tinted-${run}`;
const challenge = `tints-${run}-2026`;

test('from pictures to a row on the leaderboard, through all three roles', async ({ browser }) => {
  test.setTimeout(420_000);
  const pictures = (
    await Promise.all(tintedNouns.map((_, noun) => paintPictures(noun, PICTURES, run)))
  ).flat();
  const nounOf = new Map(pictures.map(({ pixels, noun }) => [pixels, noun]));

  const organiser = await openAs(browser, (page) => signInAs(page, 'organiser'));
  await gather(organiser, pictures);

  const labeler = await openAs(browser, (page) => signUpAs(page, 'Lia Labels'));
  await label(labeler, nounOf);

  await freeze(organiser);
  await openChallenge(organiser);

  const researcher = await openAs(browser, (page) => signUpAs(page, 'Rae Searches'));
  await researcher.goto(`/challenges/${challenge}`);
  await researcher.getByRole('link', { name: /enter/i }).first().click();
  await researcher.getByLabel('Name of your entry').fill('Mean colours');
  await researcher.getByLabel('I accept the rules').check();
  await researcher.getByRole('button', { name: 'Enter the challenge' }).click();
  await expect(researcher).not.toHaveURL(/\/enter$/);

  await submit(researcher, 'Seven outputs', sevenOutputsModel());
  await expect(researcher.getByText('The model was refused')).toBeVisible({ timeout: 90_000 });

  await submit(researcher, 'Three means', meanColourModel());
  await expect(researcher.getByRole('heading', { name: 'Score', exact: true })).toBeVisible({
    timeout: 120_000,
  });
  const { wrong, total } = await scoreByHand(researcher, nounOf);
  expect(total).toBeGreaterThan(20);
  expect(wrong).toBeGreaterThan(0);
  const error = `${((100 * wrong) / total).toFixed(1)} %`;
  await expect(researcher.getByText(error).first()).toBeVisible();

  const id = new URL(researcher.url()).pathname.split('/').at(-1);
  const kept = await researcher.request.get(`/api/v1/submissions/${id}`);
  expect((await kept.json()).score.top1.error).toBe(wrong / total);

  await researcher.goto(`/challenges/${challenge}/leaderboard`);
  const row = researcher.getByRole('row').filter({ hasText: 'Mean colours' });
  await expect(row.getByRole('cell').first()).toHaveText('1');
  await expect(row).toContainText(error);
});

async function openAs(browser: Browser, enter: (page: Page) => Promise<unknown>): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await enter(page);
  return page;
}

/** A dataset with pictures of three nouns and a campaign of one vote a unit. */
async function gather(page: Page, pictures: readonly TintedPicture[]): Promise<void> {
  await page.goto('/organise/datasets/new');
  await page.getByLabel('Title').fill(`Tints ${run}`);
  await page.getByLabel('Name in addresses').fill(dataset);
  await page.getByRole('button', { name: 'Make the dataset' }).click();
  await expect(page).toHaveURL(new RegExp(`/organise/datasets/${dataset}`));

  for (const [noun, { id, word }] of tintedNouns.entries()) {
    await page.goto(`/organise/datasets/${dataset}/imports`);
    await page
      .getByLabel('Images', { exact: true })
      .setInputFiles(
        pictures
          .filter((picture) => picture.noun === noun)
          .map(({ name, bytes }) => ({ name, mimeType: 'image/png', buffer: bytes })),
      );
    await page.getByLabel('Source', { exact: true }).fill('Painted for the test');
    await page.getByLabel('Author').fill('The test');
    await page.getByLabel('Noun that all were gathered for').fill(id);
    await page.getByLabel('Noun that all were gathered for').press('Enter');
    await expect(page.getByRole('button', { name: `Leave out ${word}` })).toBeVisible();
    await page.getByRole('button', { name: 'Add the images' }).click();
    await expect(page).toHaveURL(/\/imports\/[0-9a-f-]{36}$/, { timeout: 30_000 });
    await expect(page.getByText('done', { exact: true })).toBeVisible({ timeout: 60_000 });
  }

  await page.goto(`/organise/datasets/${dataset}/campaigns/new`);
  await page.getByLabel('Title').fill(`Tinted ${run}`);
  await page.getByLabel('Name in addresses').fill(campaign);
  await page.getByLabel('By the majority of a fixed number of votes').check();
  await page.getByLabel('Votes a unit').fill('1');
  await page.getByLabel('Known answers among the questions').fill('0');
  await page.getByRole('button', { name: 'Start the campaign' }).click();
  await expect(page).toHaveURL(new RegExp(`/organise/datasets/${dataset}`));
}

/** Answers every page of the campaign by keyboard and click, as somebody would who sees what is on the pictures. */
async function label(page: Page, nounOf: ReadonlyMap<string, number>): Promise<void> {
  await page.goto(`/label/${campaign}`);
  const heading = page.getByRole('heading', { level: 1 });
  // Each noun has one page of candidates; which comes first is the queue's business.
  for (let answered = 0; answered < tintedNouns.length; answered++) {
    await expect(heading).toContainText(/dog|horse|airplane/, { timeout: 30_000 });
    const shown = await heading.textContent();
    const noun = tintedNouns.findIndex(({ word }) => shown?.includes(word));
    const tiles = page.getByRole('button', { name: /^Image \d+ of \d+/ });
    await expect(tiles).toHaveCount(PICTURES);
    for (const tile of await tiles.all()) {
      const src = (await tile.locator('img').getAttribute('src')) ?? '';
      const file = await page.request.get(src.replace(/\/thumb$/, ''));
      if (nounOf.get(await pixelHash(await file.body())) === noun) await tile.click();
    }
    await page.keyboard.press('Enter');
    await expect(heading).not.toHaveText(shown ?? '', { timeout: 30_000 });
  }
}

async function freeze(page: Page): Promise<void> {
  await page.goto(`/organise/datasets/${dataset}`);
  await page.getByLabel('Held out (%)').fill('50');
  await page.getByRole('button', { name: 'Freeze a version' }).click();
  await expect(async () => {
    const answer = await page.request.get(`/api/v1/datasets/${dataset}/versions/1`);
    expect((await answer.json()).state).toBe('done');
  }).toPass({ timeout: 90_000 });
}

async function openChallenge(page: Page): Promise<void> {
  await page.goto('/organise/challenges/new');
  await page.getByLabel('Title').fill(`Tints ${run}`);
  await page.getByLabel('Name in addresses').fill(challenge);
  await page.getByLabel('Dataset version').selectOption(`${dataset}@1`);
  const hour = 3_600_000;
  const utc = (at: number) => new Date(at).toISOString().slice(0, 16);
  await page.getByLabel('Opens').fill(utc(Date.now() - hour));
  await page.getByLabel('Closes').fill(utc(Date.now() + 24 * hour));
  await page.getByRole('button', { name: 'Open the challenge' }).click();
  await expect(page).not.toHaveURL(/\/new$/);
}

async function submit(page: Page, name: string, model: Buffer): Promise<void> {
  await page.goto(`/challenges/${challenge}/submit`);
  await page
    .getByLabel('Model', { exact: true })
    .setInputFiles({ name: 'model.onnx', mimeType: 'application/octet-stream', buffer: model });
  await page.getByLabel('Name of the submission').fill(name);
  await page.getByLabel('Preprocessing').selectOption('pixels-0-255');
  await page.getByRole('button', { name: 'Submit the model' }).click();
  await expect(page).toHaveURL(/\/submissions\/[0-9a-f-]+$/, { timeout: 60_000 });
}

/** The score as it must be: the held-out files from the public export, answered and counted by hand. */
async function scoreByHand(
  page: Page,
  nounOf: ReadonlyMap<string, number>,
): Promise<{ wrong: number; total: number }> {
  const tar = await page.request.get(`/api/v1/datasets/${dataset}/versions/1/exports/imagefolder`);
  let wrong = 0;
  let total = 0;
  const reader = extract();
  reader.end(await tar.body());
  for await (const entry of reader) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    if (!/(^|\/)test\/[^/]+$/.test(entry.header.name)) continue;
    const file = Buffer.concat(chunks);
    total++;
    if ((await meanColourAnswer(file)) !== nounOf.get(await pixelHash(file))) wrong++;
  }
  return { wrong, total };
}
