import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';

const VERIFY = '/label/which-drawings-show-it';
const CLASSIFY = '/label/name-the-drawing';

const grid = (page: Page) => page.getByRole('group', { name: /images?: which show/ });
const image = (page: Page, place: number) =>
  page.getByRole('button', { name: new RegExp(`^Image ${place} of `) });
const look = (page: Page) => page.waitForTimeout(500);
const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const pressed = (page: Page) => grid(page).getByRole('button', { pressed: true }).count();

test('a verify session by keyboard alone, as a screen reader hears it', async ({ page, signUp }) => {
  await signUp('Kit Keyboard');
  await page.goto(VERIFY);
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading /Click every image that shows/ [level=1]
      - group /\\d+ images. which show .+/:
        - button /Image 1 of \\d+/
        - button /Image 2 of \\d+/
      - button /Send. none shows it/
      - button "Skip"
      - button "Zoom"
      - button "Tell the organiser"
      - button "Keys"
  `);
  await expect(page.locator('[data-bar] button')).toHaveCount(5);

  // One image is in the order of Tab; the way on is what can be done with the page.
  await press(page, 'ArrowDown');
  await expect(image(page, 1)).toBeFocused();
  await press(page, 'Tab');
  await expect(page.getByRole('button', { name: 'Send: none shows it' })).toBeFocused();
  await press(page, 'Shift+Tab');
  await expect(image(page, 1)).toBeFocused();

  await press(page, 'ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight');
  await expect(image(page, 4)).toBeFocused();
  expect(await pressed(page)).toBe(3);
  await expect(page.getByRole('status').filter({ hasText: '3 of' })).toHaveText(/^3 of \d+ chosen$/);
  await press(page, 'Shift+ArrowLeft');
  expect(await pressed(page)).toBe(2);
  await press(page, 'u');
  expect(await pressed(page)).toBe(0);
  await press(page, 'Home', 'Space');
  await expect(image(page, 1)).toHaveAttribute('aria-pressed', 'true');

  await press(page, 'z');
  const dialog = page.getByRole('dialog', { name: /^Image 1 of/ });
  await expect(dialog.getByRole('group', { name: /^Image 1 of/ })).toBeFocused();
  await press(page, '+', '+');
  await expect(dialog.getByRole('button', { name: '225 %, fit the window' })).toBeVisible();
  const large = dialog.getByRole('img');
  const before = await large.boundingBox();
  // Downwards: a narrow image is still whole from side to side.
  await press(page, 'ArrowDown');
  await expect.poll(async () => (await large.boundingBox())?.y).toBeLessThan(before?.y ?? 0);
  await press(page, '0', 'ArrowRight');
  await expect(page.getByRole('dialog', { name: /^Image 2 of/ })).toBeVisible();
  await press(page, 'Space', 'Escape');
  await expect(image(page, 2)).toBeFocused();
  await expect(image(page, 2)).toHaveAttribute('aria-pressed', 'true');

  await look(page);
  await press(page, 'Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Next page' })).toHaveText(
    /^Next page: \d+ images of \S.*\? .+/,
  );
  await expect(image(page, 1)).toBeFocused();
  expect(await pressed(page)).toBe(0);

  // After a click beside everything the keys still act.
  await page.getByRole('heading', { level: 1 }).click();
  const first = await grid(page).locator('img').first().getAttribute('src');
  await look(page);
  await press(page, 'Enter');
  await expect(grid(page).locator('img').first()).not.toHaveAttribute('src', first ?? '');

  await press(page, '?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText(
    'send the page and see the next one',
  );
  await press(page, 'Escape');
  await press(page, 'f');
  await expect(page.getByRole('dialog', { name: 'Tell the organiser' })).toBeVisible();
  await press(page, 'Escape');
  await expect(image(page, 1)).toBeFocused();
});

test('a classify session by keyboard alone, as a screen reader hears it', async ({ page, signUp }) => {
  await signUp('Cleo Classifies');
  await page.goto(CLASSIFY);
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - img "The image to name"
      - button "See the image large"
      - heading "What does this image show?" [level=1]
      - search:
        - combobox "Find a noun by a word"
      - navigation "The way to this noun"
      - button "Choose a noun" [disabled]
      - button "Skip"
      - button "Tell the organiser"
      - button "None of these"
      - button "Cannot tell"
      - button "Broken or unsuitable"
  `);
  const way = page.getByRole('navigation', { name: 'The way to this noun' });
  const answer = page.getByRole('button', { name: /^Answer:/ });
  const shown = page.getByRole('img', { name: 'The image to name' });

  await press(page, 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowRight');
  await expect(answer).toBeFocused();
  await expect(way.getByText(/\w/).last()).toBeVisible();
  await press(page, 'ArrowLeft');
  await expect(answer).toBeHidden();

  await press(page, 'z');
  const dialog = page.getByRole('dialog', { name: 'The image to name' });
  await expect(dialog).toBeVisible();
  await press(page, '+');
  await expect(dialog.getByRole('button', { name: '150 %, fit the window' })).toBeVisible();
  await press(page, 'z');
  await expect(dialog).toBeHidden();

  await press(page, '1');
  await expect(answer).toBeFocused();
  const source = await shown.getAttribute('src');
  // Beside everything: Enter still answers with the noun that one stands on.
  await page.getByRole('heading', { level: 1 }).click();
  await look(page);
  await press(page, 'Enter');
  await expect(shown).not.toHaveAttribute('src', source ?? '');
  await expect(page.getByRole('status').filter({ hasText: 'Next image' })).toHaveText(
    'Vote 1 kept. Next image.',
  );
  await expect(page.locator('ul button').first()).toBeFocused();

  const second = await shown.getAttribute('src');
  await look(page);
  await press(page, 't');
  await expect(shown).not.toHaveAttribute('src', second ?? '');
  await look(page);
  await press(page, 'u');
  await expect(shown).toHaveAttribute('src', second ?? '');
});
