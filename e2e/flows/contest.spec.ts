import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from '@playwright/test';
import sharp from 'sharp';
import { expectGoodLooks } from '../fixtures/looks.ts';
import { signInAs, signUpAs } from '../fixtures/people.ts';
import { expect, test } from '../fixtures/test.ts';

const baselines = path.resolve(import.meta.dirname, '../../prisma/seed/demo/baselines');
const run = Date.now().toString(36);
const HOUR = 3_600_000;
const minute = (at: number) => new Date(at).toISOString().slice(0, 16);

async function openAs(browser: Browser, enter: (page: Page) => Promise<unknown>): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await enter(page);
  return page;
}

/** Sends one of the demo's models in, as whoever is signed in on the page. */
async function submit(page: Page, slug: string, file: 'chance' | 'perceptron', name: string) {
  return page.request.post(`/api/v1/challenges/${slug}/submissions`, {
    multipart: {
      name,
      preprocess: await readFile(path.join(baselines, `${file}.preprocess.json`), 'utf8'),
      model: {
        name: 'model.onnx',
        mimeType: 'application/octet-stream',
        buffer: await readFile(path.join(baselines, `${file}.onnx`)),
      },
    },
  });
}

async function scored(page: Page, id: string) {
  await expect
    .poll(async () => (await (await page.request.get(`/api/v1/submissions/${id}`)).json()).status.state, {
      timeout: 120_000,
    })
    .toBe('scored');
}

async function enterAs(page: Page, slug: string, name: string) {
  await page.goto(`/challenges/${slug}/enter`);
  await page.getByLabel('Name of your entry').fill(name);
  await page.getByLabel('I accept the rules').check();
  await page.getByRole('button', { name: 'Enter the challenge' }).click();
  await expect(page).toHaveURL(/\/submit$/);
}

/** The version of the demo's dataset that its challenge scores on, as `DATASET@NUMBER`. */
async function demoVersion(page: Page): Promise<{ dataset: string; version: number }> {
  const { items } = await (await page.request.get('/api/v1/challenges')).json();
  const demo = items.find((each: { slug: string }) => each.slug.startsWith('drawings-'));
  return { dataset: demo.dataset, version: demo.version };
}

test("an organiser's year: open, admit, watch, rescore, close, publish, archive, next edition", async ({
  browser,
}) => {
  test.setTimeout(420_000);
  const slug = `year-${run}-2026`;
  const organiser = await openAs(browser, (page) => signInAs(page, 'organiser'));
  const { dataset, version } = await demoVersion(organiser);
  await organiser.goto('/organise/challenges/new');
  await organiser.getByLabel('Title', { exact: true }).fill(`Year ${run} 2026`);
  await organiser.getByLabel('Name in addresses').fill(slug);
  await organiser.getByLabel('Edition').fill('2026');
  await organiser.getByLabel('Dataset version').selectOption(`${dataset}@${version}`);
  await organiser.getByLabel('Opens').fill(minute(Date.now() - HOUR));
  await organiser.getByLabel('Closes').fill(minute(Date.now() - 2 * HOUR));
  await organiser.getByLabel('Public share (%)').fill('50');
  await organiser.getByLabel('Registration').selectOption('approval');
  await organiser.getByRole('button', { name: 'Open the challenge' }).click();
  // A mistake is told at its field, and what was typed stays.
  await expect(organiser.getByLabel('Closes')).toHaveAccessibleDescription(/later than opensAt/);
  await expect(organiser.getByLabel('Registration')).toHaveValue('approval');
  await organiser.getByLabel('Closes').fill(minute(Date.now() + 24 * HOUR));
  await organiser.getByRole('button', { name: 'Add a track' }).click();
  await organiser.getByLabel('Title of the track').fill('Provided data');
  await organiser.getByLabel('Name of the track').fill('provided');
  await organiser.getByRole('button', { name: 'Open the challenge' }).click();
  await expect(organiser).toHaveURL(new RegExp(`/challenges/${slug}$`));
  await expect(organiser.getByText('whom the organiser admits')).toBeVisible();

  const rae = await openAs(browser, (page) => signUpAs(page, `Rae ${run}`));
  await enterAs(rae, slug, 'Raes nets');
  await expect(rae.getByText('Your entry waits for an organiser')).toBeVisible();
  expect((await submit(rae, slug, 'chance', 'Too soon')).status()).toBe(403);

  await organiser.goto(`/organise/challenges/${slug}`);
  await expect(organiser.getByText('1 entry waits for you')).toBeVisible();
  await organiser.getByRole('link', { name: 'Admit or decline them' }).click();
  await expectGoodLooks(organiser, 'desk-entries');
  await organiser.getByRole('button', { name: 'Admit Raes nets' }).click();
  await organiser.getByRole('dialog').getByRole('button', { name: 'Admit it' }).click();
  await expect(organiser.getByRole('button', { name: 'Disqualify Raes nets' })).toBeVisible();

  const taken = await submit(rae, slug, 'perceptron', 'No hidden layer');
  expect(taken.status()).toBe(201);
  const { id } = await taken.json();
  await scored(rae, id);
  await organiser.goto(`/organise/challenges/${slug}`);
  await expectGoodLooks(organiser, 'desk');
  await organiser.getByRole('button', { name: 'Compute all scores again' }).click();
  await organiser.getByRole('dialog').getByRole('button', { name: 'Compute them again' }).click();

  const download = organiser.waitForEvent('download');
  await organiser.getByRole('link', { name: 'submissions as CSV' }).click();
  expect((await download).suggestedFilename()).toBe(`${slug}-submissions.csv`);

  await organiser.goto(`/organise/challenges/${slug}/settings`);
  await expectGoodLooks(organiser, 'desk-settings');
  await organiser.getByLabel('Closes').fill(minute(Date.now() - 60_000));
  await organiser.getByRole('button', { name: 'Keep the settings' }).click();
  await expect(organiser).toHaveURL(new RegExp(`/organise/challenges/${slug}$`));
  expect((await submit(rae, slug, 'chance', 'Late')).status()).toBe(409);
  await organiser.getByRole('button', { name: 'Publish the results' }).click();
  await organiser.getByRole('dialog').getByRole('button', { name: 'Publish the results' }).click();
  await organiser.getByRole('button', { name: 'Archive the challenge' }).click();
  await organiser.getByRole('dialog').getByRole('button', { name: 'Archive it' }).click();
  await expect(organiser.getByText('Nothing of this challenge changes any more')).toBeVisible();

  await organiser.getByRole('button', { name: 'Open the next edition' }).click();
  await expect(organiser).toHaveURL(new RegExp(`/organise/challenges/year-${run}-2027/settings$`));
  await expect(organiser.getByLabel('Edition')).toHaveValue('2027');
  await organiser.goto(`/organise/challenges/${slug}/log`);
  for (const act of ['opened challenge', 'admitted entry', 'rescored challenge', 'archived challenge']) {
    await expect(organiser.getByRole('cell', { name: act })).toBeVisible();
  }
  await expectGoodLooks(organiser, 'desk-log');
  await rae.goto(`/series/year-${run}`);
  await expect(rae.getByRole('row', { name: /Raes nets/ })).toBeVisible();
  await expectGoodLooks(rae, 'series');
});

test("a team's contest: invite, join, merge, submit, hit the quota, choose what counts", async ({
  browser,
}) => {
  test.setTimeout(420_000);
  const slug = `teams-${run}`;
  const organiser = await openAs(browser, (page) => signInAs(page, 'organiser'));
  const made = await organiser.request.put(`/api/v1/challenges/${slug}`, {
    data: {
      ...(await demoVersion(organiser)),
      title: `Teams ${run}`,
      edition: 2026,
      rules: 'Be fair.',
      timeZone: 'Europe/Berlin',
      opensAt: new Date(Date.now() - HOUR).toISOString(),
      closesAt: new Date(Date.now() + 300 * HOUR).toISOString(),
      mergeUntil: new Date(Date.now() + 100 * HOUR).toISOString(),
      dailyQuota: 2,
    },
  });
  expect(made.status()).toBe(201);

  const cap = await openAs(browser, (page) => signUpAs(page, `Cap ${run}`));
  const mia = await openAs(browser, (page) => signUpAs(page, `Mia ${run}`));
  const ned = await openAs(browser, (page) => signUpAs(page, `Ned ${run}`));
  await enterAs(cap, slug, 'The caps');
  await enterAs(ned, slug, 'The neds');
  await cap.goto(`/challenges/${slug}/team`);
  await cap.getByLabel('Their e-mail address').fill('mia@example.org');
  await cap.getByRole('button', { name: 'Make an invitation' }).click();
  const link = await cap.getByText(/\/invitations\//).textContent();
  await mia.goto(link ?? '');
  await expectGoodLooks(mia, 'invitation');
  await mia.getByLabel('I accept the rules').check();
  await mia.getByRole('button', { name: 'Join The caps' }).click();
  await expect(mia).toHaveURL(new RegExp(`/challenges/${slug}/team$`));
  await expect(mia.getByRole('row', { name: new RegExp(`Mia ${run}.*you`) })).toBeVisible();

  await ned.goto(`/challenges/${slug}/team`);
  await ned.getByLabel('Name of the entry that stays').fill('The caps');
  await ned.getByRole('button', { name: 'Propose the merge' }).click();
  await expect(ned.getByText(/becomes part of The caps/)).toBeVisible();
  await cap.reload();
  const hook = `https://hooks.example.org/${run}`;
  await cap.getByLabel('Address of a webhook').fill(hook);
  await cap.getByRole('button', { name: 'Add the webhook' }).click();
  await expect(cap.getByText('It is shown this once')).toBeVisible();
  await expectGoodLooks(cap, 'team');
  await cap.getByRole('button', { name: `Remove ${hook}` }).click();
  await cap.getByRole('dialog').getByRole('button', { name: 'Remove it' }).click();
  await expect(cap.getByText('Nothing is sent to any address.')).toBeVisible();
  await cap.getByRole('button', { name: 'Accept the merge with The neds' }).click();
  await cap.getByRole('dialog').getByRole('button', { name: 'Become one entry' }).click();
  await expect(cap.getByRole('row', { name: new RegExp(`Ned ${run}`) })).toBeVisible();

  const [first, second] = [
    await submit(ned, slug, 'chance', 'One'),
    await submit(mia, slug, 'perceptron', 'Two'),
  ];
  expect([first.status(), second.status()]).toEqual([201, 201]);
  const refused = await submit(cap, slug, 'chance', 'Three');
  expect(refused.status()).toBe(429);
  expect((await refused.json()).detail).toMatch(/next is possible at \d{4}-\d\d-\d\d 00:00 Europe\/Berlin/);
  await cap.goto(`/challenges/${slug}/submit`);
  await expect(cap.getByText('Nothing left for now')).toBeVisible();

  const { id } = await second.json();
  await scored(cap, id);
  await cap.goto(`/submissions/${id}`);
  await cap.getByLabel('Description').fill('One layer of weights, **no** hidden one.');
  await cap.getByLabel('It counts in the end').check();
  await cap.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(cap.getByText('counts in the end', { exact: true })).toBeVisible();
  await expect(cap.getByRole('paragraph').filter({ hasText: 'One layer of weights' })).toBeVisible();
});

test("a reader's visit: the leaderboard, its plots, the files, why two models said what they said", async ({
  page,
}) => {
  test.setTimeout(420_000);
  const { items } = await (await page.request.get('/api/v1/challenges')).json();
  const slug = items.find((each: { slug: string }) => each.slug.startsWith('drawings-')).slug;
  await expect
    .poll(
      async () =>
        (await (await page.request.get(`/api/v1/challenges/${slug}/leaderboard`)).json()).rows.length,
      { timeout: 180_000 },
    )
    .toBeGreaterThan(0);
  await page.goto(`/challenges/${slug}`);
  await page.getByRole('link', { name: 'See the whole leaderboard' }).click();
  for (const tab of ['cost', 'time', 'compare', 'agreement']) {
    await page.locator(`a[href*="/leaderboard/${tab}"]`).first().click();
    await expect(page).toHaveURL(new RegExp(`/leaderboard/${tab}`));
    await expectGoodLooks(page, `leaderboard-${tab}`);
  }
  await page.goto(`/challenges/${slug}/leaderboard/time`);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: /CSV/ }).click();
  expect((await download).suggestedFilename()).toMatch(/over-time\.csv$/);

  // Why a network said what it said, on one image, and beside another network.
  await page.goto(`/challenges/${slug}/leaderboard`);
  const board = await (await page.request.get(`/api/v1/challenges/${slug}/leaderboard`)).json();
  const [first, second] = board.rows as { submissionId: string }[];
  await page.goto(`/submissions/${first?.submissionId}`);
  await page.getByRole('link', { name: 'Why did it say that?' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Why did it say that?' })).toBeVisible();
  await expectGoodLooks(page, 'why-choose');
  await page.getByRole('list', { name: 'Images to be explained' }).getByRole('link').first().click();
  await expect(page.getByRole('group', { name: 'Its guesses' })).toBeVisible({ timeout: 120_000 });
  const map = page.getByRole('img', { name: /What made “.+”: most of it stands in|No part of the image/ });
  await expect(map).toBeVisible();
  await page.getByRole('radio', { name: 'RISE' }).press('Space');
  await expect(page.getByText(/how sure the model is on average|No part of the image/)).toBeVisible();
  const guesses = page.getByRole('group', { name: 'Its guesses' }).getByRole('radio');
  await guesses.nth(1).press('Space');
  await expect(guesses.nth(1)).toBeChecked();
  await page.getByLabel('Set it beside').selectOption(second?.submissionId ?? '');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByRole('group', { name: 'Its guesses' })).toHaveCount(2, { timeout: 120_000 });
  await expectGoodLooks(page, 'why-two');

  // An image of one's own.
  const picture = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#c33' } })
    .jpeg()
    .toBuffer();
  await page.goto(`/submissions/${first?.submissionId}/why#own`);
  const chooser = page.getByLabel('An image of your own');
  await chooser.setInputFiles({ name: 'mine.jpg', mimeType: 'image/jpeg', buffer: picture });
  await expect(page.getByRole('group', { name: 'Its guesses' })).toBeVisible({ timeout: 120_000 });
  await chooser.setInputFiles({ name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('words') });
  await expect(page.getByText('The image cannot be decoded')).toBeVisible({ timeout: 60_000 });
});

test('where the models agree against the label, an organiser has people look again', async ({
  page,
  signIn,
}) => {
  test.setTimeout(420_000);
  await signIn('organiser');
  const { items } = await (await page.request.get('/api/v1/challenges')).json();
  const slug = items.find((each: { slug: string }) => /^drawings-\d{4}$/.test(each.slug)).slug;
  const board = `/api/v1/challenges/${slug}/leaderboard`;
  await expect
    .poll(async () => (await (await page.request.get(board)).json()).rows.length, { timeout: 180_000 })
    .toBeGreaterThanOrEqual(4);
  await page.goto(`/challenges/${slug}/leaderboard`);
  await page.getByRole('link', { name: 'Against the label' }).click();
  await page.getByRole('button', { name: 'Look for such images' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Look', exact: true }).click();
  const found = page.getByRole('list', { name: 'Images on which models agree against the label' });
  await expect(found.or(page.getByText('None found'))).toBeVisible({ timeout: 300_000 });
  await expect(found).toBeVisible();
  await expectGoodLooks(page, 'leaderboard-against');
  await page.getByRole('button', { name: 'Ask people again' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make the campaign' }).click();
  await expect(page).toHaveURL(/looked-at-again/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('looked at again');

  await page.goto('/organise/challenges/queue');
  const workers = page.getByRole('table', { name: 'Workers' });
  await expect(workers.getByText('takes jobs')).toBeVisible();
  await expect(workers.getByRole('button', { name: 'Drain' })).toBeVisible();
  await expectGoodLooks(page, 'queue');
});
