import type { Page } from '@playwright/test';
import { askDatabase } from '../fixtures/database.ts';
import { expectGoodLooks } from '../fixtures/looks.ts';
import { expect, test } from '../fixtures/test.ts';

const VERIFY = '/label/which-drawings-show-it';
const CLASSIFY = '/label/name-the-drawing';

/** As long as somebody looks at a page at least; what is sent sooner is taken for a slip. */
const look = (page: Page) => page.waitForTimeout(500);
const tutorial = (page: Page) => page.getByRole('region', { name: 'Tutorial' });
const grid = (page: Page) => page.locator('[data-grid]');

test('a newcomer learns to verify on drawings, by touch, and is not asked again', async ({ browser }) => {
  const context = await browser.newContext({ hasTouch: true, viewport: { width: 360, height: 780 } });
  const page = await context.newPage();
  await page.goto('/label/try');
  // The first question is in reach: the offer stands beside it.
  await expect(async () => {
    await page.keyboard.press('ArrowRight');
    await expect(grid(page).locator(':focus')).toHaveCount(1, { timeout: 500 });
  }, 'one key leads to the images once the page listens').toPass();
  await page.getByRole('link', { name: 'Show me' }).tap();

  await expect(tutorial(page)).toContainText('Step 1 of 4');
  await look(page);
  await page.getByRole('button', { name: 'Image 1 of 6' }).tap();
  await page.getByRole('button', { name: /^Send/ }).tap();
  await expect(tutorial(page)).toContainText('Image 1 shows a tomato: take it back.');
  await page.getByRole('button', { name: 'Image 1 of 6' }).tap();
  await page.getByRole('button', { name: 'Image 2 of 6' }).tap();
  await page.getByRole('button', { name: 'Image 6 of 6' }).tap();
  await look(page);
  await page.getByRole('button', { name: /^Send/ }).tap();
  await expect(tutorial(page)).toContainText('Step 2 of 4');
  await expect(tutorial(page), 'what to do next is in sight').toBeInViewport({ ratio: 1 });
  await look(page);
  await page.getByRole('button', { name: /^Send/ }).tap();
  await expect(tutorial(page)).toContainText('Step 3 of 4');
  await page.getByRole('button', { name: 'Last page' }).tap();
  await expect(tutorial(page)).toContainText('Step 4 of 4');
  await look(page);
  await page.getByRole('button', { name: /^Send/ }).tap();
  await expect(page.getByRole('heading', { level: 1, name: 'That is all it takes' })).toBeVisible();
  await expectGoodLooks(page, 'tutorial-end');
  await page.getByRole('link', { name: 'Start labelling' }).click();
  await expect(grid(page)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Show me' })).toHaveCount(0);
  await context.close();
});

test('the tutorial of naming is done by keyboard, and opened again from the workspace', async ({
  page,
  signUp,
}) => {
  await signUp('Nora Newcomer');
  await page.goto(CLASSIFY);
  await page.getByRole('button', { name: 'No, thanks' }).click();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Show me' })).toHaveCount(0);
  // Nor by the other kind of campaign; the way to the tutorial stays.
  await page.goto(VERIFY);
  await expect(grid(page)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Show me' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Tutorial' })).toBeVisible();
  await page.goto(CLASSIFY);
  await page.getByRole('link', { name: 'Tutorial' }).click();

  await expect(tutorial(page)).toContainText('Step 1 of 5');
  await expectGoodLooks(page, 'tutorial-classify');
  const choose = async (noun: string) => {
    const below = page.getByRole('list', { name: /What is it|Which kind/ });
    const names = await below.getByRole('button').allInnerTexts();
    const digit = names.findIndex((name) => name.includes(noun)) + 1;
    expect(digit, `${noun} among ${names.join()}`).toBeGreaterThan(0);
    await page.keyboard.press(String(digit));
  };
  await look(page);
  await choose('citrus fruit');
  await choose('orange');
  await page.keyboard.press('Enter');
  await expect(tutorial(page)).toContainText('Step 2 of 5');
  await look(page);
  await choose('citrus fruit');
  await choose('lemon');
  await page.keyboard.press('Enter');
  await expect(tutorial(page)).toContainText('the slice does not tell');
  await look(page);
  await choose('citrus fruit');
  await page.keyboard.press('Enter');
  await expect(tutorial(page)).toContainText('Step 3 of 5');
  await look(page);
  await page.keyboard.press('n');
  await expect(tutorial(page)).toContainText('Step 4 of 5');
  await page.keyboard.press('u');
  await expect(tutorial(page)).toContainText('Step 5 of 5');
  await look(page);
  await page.keyboard.press('n');
  await expect(page.getByRole('link', { name: 'Start labelling' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${CLASSIFY}$`));
});

test('the field guide has every noun with what it looks like; an organiser chooses its examples', async ({
  page,
  signIn,
}) => {
  await page.goto('/label');
  await page.getByRole('link', { name: /Field guide.*Which drawings show it/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Field guide' })).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(10);
  const first = await page.getByRole('article').first().getByRole('heading').first().innerText();
  await expectGoodLooks(page, 'guide');
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page).toHaveURL(/cursor=/);
  await expect(page.getByRole('article').first().getByRole('heading').first()).not.toHaveText(first);

  await page.getByLabel('Find a noun by a part of its words').fill('bicyc');
  await page.keyboard.press('Enter');
  await page.getByRole('article').getByRole('link', { name: 'bicycle' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'bicycle' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Choose examples' })).toHaveCount(0);
  await expectGoodLooks(page, 'guide-noun');

  const address = page.url();
  await signIn('organiser');
  await page.goto(address);
  await page.getByRole('button', { name: /^Shows it.*image 1$/ }).click();
  await expect(page.getByRole('button', { name: /^Shows it/, pressed: true })).toHaveCount(1);
  await expect(page.getByRole('list', { name: 'Images of bicycle' }).getByRole('img')).toHaveCount(1);
  await page.getByRole('button', { name: /^Shows it/, pressed: true }).click();
  await expect(page.getByRole('button', { name: /^Shows it/, pressed: true })).toHaveCount(0);
  const [row] = await askDatabase<{ count: number }>('SELECT count(*)::int AS count FROM noun_examples');
  expect(row?.count).toBe(0);
});

test('the field guide of naming is its tree', async ({ page }) => {
  await page.goto(`${CLASSIFY}/guide`);
  await expect(page.getByRole('link', { name: /^animal/ }).first()).toBeVisible();
  await expectGoodLooks(page, 'guide-tree');
  await page.getByLabel('Find a noun by a part of its words').fill('vehic');
  await page.keyboard.press('Enter');
  await page
    .getByRole('link', { name: /vehicle/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: /vehicle/ })).toBeVisible();
  const missing = await page.request.get(`${VERIFY}/guide/n00001740`);
  expect(missing.status()).toBe(404);
});
