import type { Page } from '@playwright/test';
import { expectGoodLooks } from '../fixtures/looks.ts';
import { expect, test } from '../fixtures/test.ts';

const BASELINES = 4;

/** The demo's challenge, once all its baselines are scored. */
async function scoredDemo(page: Page): Promise<{ slug: string; submissionId: string }> {
  const listed = await page.request.get('/api/v1/challenges');
  const { items } = (await listed.json()) as { items: { slug: string }[] };
  const slug = items.map((item) => item.slug).find((name) => /^drawings-\d{4}$/.test(name)) ?? 'missing';
  let rows: { submissionId: string }[] = [];
  await expect(async () => {
    const answer = await page.request.get(`/api/v1/challenges/${slug}/leaderboard`);
    ({ rows } = await answer.json());
    expect(rows.length).toBeGreaterThanOrEqual(BASELINES);
  }).toPass({ timeout: 120_000 });
  return { slug, submissionId: rows[0]?.submissionId ?? '' };
}

/** Opens pages by address; each must answer with `status` and look good. */
async function lookAt(page: Page, pages: Record<string, string>, status = 200): Promise<void> {
  for (const [name, address] of Object.entries(pages)) {
    const response = await page.goto(address);
    expect(response?.status(), address).toBe(status);
    await expect(page).toHaveURL(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectGoodLooks(page, name);
  }
}

/** What any visitor reads of a baseline's network: drawn, in tables, its time, and its cost beside the others. */
async function readAnatomy(page: Page, submissionId: string): Promise<void> {
  await page.goto(`/submissions/${submissionId}`);
  const network = page.locator('#network');
  await expect(network.getByText(/input features? → \d+ hidden layers? → \d+ outputs/)).toBeVisible();
  await expect(network.getByRole('img', { name: /The network drawn as \d+ blocks/ })).toBeVisible();
  await network.getByText(/Show all \d+ layers as a table/).click();
  const layers = network.getByRole('region', { name: 'All layers' });
  await expect(
    layers
      .getByRole('row')
      .filter({ hasText: /Conv|Gemm|MatMul/ })
      .first(),
  ).toBeVisible();
  await expect(page.locator('#time').getByRole('list', { name: 'Time by operator' })).toContainText('%');
  const beside = page.locator('#beside');
  await beside.getByRole('link', { name: 'Time an image' }).click();
  await expect(page).toHaveURL(/cost=time/);
  await beside.getByText('Show the plot as a table').click();
  const rows = beside.getByRole('row').filter({ hasText: 'baseline' });
  await expect(rows).toHaveCount(BASELINES);
  await expect(rows.filter({ hasText: 'this one' })).toHaveCount(1);
}

test('the challenge, its leaderboard and its submissions look good', async ({ page, signIn }) => {
  test.setTimeout(600_000);
  const { slug, submissionId } = await scoredDemo(page);
  await lookAt(page, {
    challenges: '/challenges',
    challenge: `/challenges/${slug}`,
    leaderboard: `/challenges/${slug}/leaderboard`,
  });
  await readAnatomy(page, submissionId);
  await lookAt(page, { submission: `/submissions/${submissionId}` });
  await signIn('organiser');
  await lookAt(page, {
    'submission-own': `/submissions/${submissionId}`,
    submissions: '/submissions',
  });
});

test('the forms to enter a challenge and to submit a model look good', async ({ page, signUp }) => {
  await signUp('Fay Forms');
  const { slug } = await scoredDemo(page);
  await lookAt(page, { enter: `/challenges/${slug}/enter` });
  await page.getByLabel('Name of your entry').fill('Looking around');
  await page.getByLabel('I accept the rules').check();
  await page.getByRole('button', { name: 'Enter the challenge' }).click();
  await expect(page).not.toHaveURL(/\/enter$/);
  await lookAt(page, { submit: `/challenges/${slug}/submit`, 'submissions-none': '/submissions' });
});

test('the pages of an account look good', async ({ page, signUp }) => {
  await lookAt(page, { 'sign-in': '/sign-in', 'sign-up': '/sign-up' });
  await signUp('Ada Account');
  await lookAt(page, { account: '/account', 'sign-out': '/sign-out' });
});

test('the guides and the nouns look good', async ({ page }) => {
  await lookAt(page, {
    explore: '/explore',
    docs: '/docs',
    'docs-labelers': '/docs/labelers',
    'docs-errors': '/docs/errors',
    'docs-attribution': '/docs/attribution',
  });
});

test("the organiser's challenges look good", async ({ page, signIn }) => {
  await signIn('organiser');
  await lookAt(page, {
    'organise-challenges': '/organise/challenges',
    'organise-challenge-new': '/organise/challenges/new',
  });
});

test('what is not there, or not for everybody, looks good', async ({ page, signUp }) => {
  await lookAt(page, { 'not-found': '/nowhere' }, 404);
  await signUp('Nils No-organiser');
  await lookAt(page, { forbidden: '/organise' }, 403);
});
