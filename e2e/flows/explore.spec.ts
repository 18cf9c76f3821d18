import type { Page } from '@playwright/test';
import { expectGoodLooks } from '../fixtures/looks.ts';
import { expect, test } from '../fixtures/test.ts';

const DOG = 'n02084071';

const currentRow = (page: Page) => page.locator('[role=treeitem][aria-current=page]');

test('the tree is walked by keyboard down to a noun and its pictures', async ({ page }) => {
  await page.goto('/explore');
  await expect(page.getByRole('heading', { level: 1, name: 'Explore the nouns' })).toBeVisible();

  const row = (name: RegExp) => page.getByRole('treeitem', { name });
  await row(/^entity/).focus();
  await page.keyboard.press('ArrowDown');
  await expect(row(/^physical entity/)).toBeFocused();
  await page.keyboard.press('o');
  await expect(row(/^object/)).toBeFocused();
  await expect(row(/^object/)).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowRight');
  await expect(row(/^whole/)).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(row(/^whole/)).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'whole' })).toBeVisible();
  await expect(page).toHaveTitle(/^whole/);
  await expect(currentRow(page)).toBeFocused();
  await expect(page.getByRole('list', { name: 'Images of whole' }).getByRole('link').first()).toBeVisible();

  await page.keyboard.press('ArrowLeft');
  await expect(currentRow(page)).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('Home');
  await expect(row(/^entity/)).toBeFocused();
});

test('a noun is found by a word, stands under all its parents, and keeps its address', async ({ page }) => {
  await page.goto('/explore');
  const search = page.getByRole('combobox', { name: 'Find a noun by a word or an id' });
  await search.fill('domestic dog');
  await expect(page.getByRole('option').first()).toContainText('dog, domestic dog, Canis familiaris');
  await search.press('ArrowDown');
  await search.press('Enter');

  await expect(page).toHaveURL(`/explore/${DOG}`);
  await expect(page.getByRole('heading', { level: 1, name: 'dog' })).toBeVisible();
  await expect(page.getByText('a member of the genus Canis', { exact: false })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Path 1 of 2' })).toContainText('canine');
  await expect(page.getByRole('navigation', { name: 'Path 2 of 2' })).toContainText('domestic animal');
  await expect(currentRow(page)).toContainText('dog');

  await page.reload();
  await expect(currentRow(page)).toContainText('dog');
  await page
    .getByRole('navigation', { name: 'Path 2 of 2' })
    .getByRole('link', { name: 'domestic animal' })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'domestic animal' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'dog' })).toBeVisible();
  await expectGoodLooks(page, 'noun');
});

test('a picture says what it shows, where it is from and on what terms', async ({ page }) => {
  await page.goto(`/explore/${DOG}`);
  await page.getByRole('list', { name: 'Images of dog' }).getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Image: dog' })).toBeVisible();
  await expect(page.getByRole('img', { name: 'dog' })).toBeVisible();
  await expect(page.getByRole('figure')).toContainText(/ by .+, (CC|MIT|Apache)/);
  await expect(page.getByRole('heading', { name: 'What it shows' })).toBeVisible();
  await page
    .getByText(/^The (\d+ )?votes? that made it$/)
    .first()
    .click();
  await expect(page.getByText(/^w[0-9a-f]{16}$/).first()).toBeVisible();
  await expectGoodLooks(page, 'picture');
});

test('a gallery goes on as one scrolls, and shows the labels that are sure', async ({ page }) => {
  await page.goto('/explore/n00001740');
  const gallery = page.getByRole('list', { name: 'Images of entity', exact: true });
  const links = gallery.getByRole('link');
  await expect(links).toHaveCount(48);
  await expect(page.getByRole('heading', { level: 2, name: 'Under entity' })).toBeVisible();
  await page.keyboard.press('End');
  await expect.poll(() => links.count()).toBeGreaterThan(48);
  const hashes = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(new Set(hashes).size).toBe(hashes.length);

  await page.getByRole('link', { name: 'At least 90 % sure' }).click();
  await expect(page).toHaveURL(/confidence=0\.9$/);
  await expect(page.getByRole('link', { name: 'At least 90 % sure' })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await expect(links.first()).toBeVisible();
});

test('on a phone the tree opens by a button; without a choice everything found is shown', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`/explore/${DOG}`);
  const tree = page.getByRole('tree', { name: 'Nouns' });
  await expect(tree).toBeHidden();
  await page.getByRole('button', { name: 'Tree' }).click();
  await expect(currentRow(page)).toBeInViewport();
  await page.getByRole('treeitem', { name: /^canine/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'canine' })).toBeVisible();
  await expect(tree).toBeHidden();

  await page.getByRole('combobox').fill('crane');
  await page.getByRole('combobox').press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('crane');
  await expect(page.getByRole('link', { name: /^crane/ })).not.toHaveCount(0);
  await expectGoodLooks(page, 'found-nouns');
});

test('a noun that does not exist is not found', async ({ page }) => {
  const response = await page.goto('/explore/n99999999');
  expect(response?.status()).toBe(404);
});
