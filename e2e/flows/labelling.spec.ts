import type { Page } from '@playwright/test';
import { expectGoodLooks } from '../fixtures/looks.ts';
import { expect, test } from '../fixtures/test.ts';

const VERIFY = '/label/which-drawings-show-it';
const CLASSIFY = '/label/name-the-drawing';

const grid = (page: Page) => page.getByRole('group', { name: /images?: which show/ });
const firstPicture = (page: Page) => grid(page).locator('img').first().getAttribute('src');
const votesSent = (page: Page) =>
  page.waitForResponse((response) => response.url().endsWith('/votes') && response.status() === 200);
const flagsSent = (page: Page) => page.waitForResponse((response) => response.url().endsWith('/flags'));
/** As long as somebody looks at a page at least; what is sent sooner is taken for a slip. */
const look = (page: Page) => page.waitForTimeout(500);

/** Clicks again as soon as the next page stands there; the button may have moved, which a double click would miss. */
const clickSendTwice = (page: Page) =>
  page.evaluate(async () => {
    const send = () =>
      [...document.querySelectorAll('button')].find((one) => one.innerText.startsWith('Send'));
    const first = send();
    first?.click();
    while (send() === first) await new Promise(requestAnimationFrame);
    send()?.click();
  });

test('a page of pictures is answered by keyboard, and the next one stands there at once', async ({
  page,
  signUp,
}) => {
  await signUp('Vera Verifier');
  await page.goto('/label');
  await expectGoodLooks(page, 'label');
  await page.getByRole('link', { name: 'Which drawings show it?', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Click every image that shows/ })).toBeVisible();
  await expectGoodLooks(page, 'label-verify');

  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: /^Image 1 of / })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  const second = page.getByRole('button', { name: /^Image 2 of / });
  await expect(second).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('button', { name: 'Send: 1 shows it' })).toBeVisible();
  await page.keyboard.press('u');
  await expect(second).toHaveAttribute('aria-pressed', 'false');

  await page.keyboard.press('z');
  await expect(page.getByRole('dialog', { name: /^Image 2 of / })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /^Image 3 of / })).toBeFocused();
  await expect(page.getByRole('button', { name: /^Image 3 of / })).toHaveAttribute('aria-pressed', 'true');

  const before = await firstPicture(page);
  const sent = votesSent(page);
  await page.keyboard.press('Enter');
  await expect.poll(() => firstPicture(page)).not.toBe(before);
  await expect(page.getByRole('button', { name: /^Image 1 of / })).toBeFocused();
  const { outcomes } = (await (await sent).json()) as { outcomes: { outcome: string }[] };
  expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['kept']));

  // The page that waits is the same after a reload: it is leased to this person.
  const shown = await firstPicture(page);
  await page.reload();
  expect(await firstPicture(page)).toBe(shown);

  await page.goto('/label/mine');
  await expect(page.getByRole('heading', { level: 1, name: 'My labelling' })).toBeVisible();
  await expectGoodLooks(page, 'label-mine');
});

test('a page that was sent is taken back, shows what was answered, and is sent again', async ({
  page,
  signUp,
}) => {
  await signUp('Ulla Undo');
  await page.goto(VERIFY);
  await expect(grid(page)).toBeVisible();
  const before = await firstPicture(page);
  await page.getByRole('button', { name: /^Image 2 of / }).click();
  await look(page);
  const sent = votesSent(page);
  await page.keyboard.press('Enter');
  await expect.poll(() => firstPicture(page)).not.toBe(before);
  await sent;

  const undone = page.waitForResponse((response) => response.url().endsWith('/undo'));
  await page.getByRole('button', { name: 'Last page' }).click();
  await expect.poll(() => firstPicture(page)).toBe(before);
  await expect(page.getByRole('button', { name: /^Image 2 of / })).toHaveAttribute('aria-pressed', 'true');
  expect((await undone).status()).toBe(200);

  await page.getByRole('button', { name: /^Image 1 of / }).click();
  await look(page);
  const again = votesSent(page);
  await page.keyboard.press('Enter');
  const { outcomes } = (await (await again).json()) as { outcomes: { outcome: string }[] };
  expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['kept']));
});

test('a double click or a held key answers no page that nobody saw', async ({ page, signUp }) => {
  await signUp('Dora Double');
  await page.goto(VERIFY);
  await expect(grid(page)).toBeVisible();
  let batches = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/votes')) batches++;
  });
  await look(page);
  const first = await firstPicture(page);
  await clickSendTwice(page);
  await expect.poll(() => firstPicture(page)).not.toBe(first);
  const second = await firstPicture(page);
  await look(page);
  expect(await firstPicture(page)).toBe(second);

  // Into the pictures, where Enter sends.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.down('Enter');
  await expect.poll(() => firstPicture(page)).not.toBe(second);
  const third = await firstPicture(page);
  await look(page);
  // Pressed without having been let go: a key that repeats.
  await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await look(page);
  expect(await firstPicture(page)).toBe(third);
  expect(batches).toBe(2);
});

test('votes given without a connection wait in the browser and are sent once', async ({
  page,
  context,
  signUp,
}) => {
  await signUp('Otto Offline');
  const ahead = page.waitForResponse((response) => response.url().endsWith('/assignments'));
  await page.goto(VERIFY);
  await expect(grid(page)).toBeVisible();
  await ahead;
  await look(page);
  await context.setOffline(true);
  await page.getByRole('button', { name: /^Send/ }).click();
  await expect(page.getByText(/votes are kept here and sent when the server answers/)).toBeVisible();
  const sent = votesSent(page);
  await context.setOffline(false);
  await sent;
  await expect(page.getByText(/votes are kept here/)).toBeHidden();
  expect(await page.evaluate(() => window.localStorage.length)).toBe(0);
});

test('a picture is named by walking the nouns, by a word, and as far down as one can tell', async ({
  page,
  signUp,
}) => {
  await signUp('Klara Classifier');
  await page.goto(CLASSIFY);
  await expect(page.getByRole('heading', { level: 1, name: 'What does this image show?' })).toBeVisible();
  await expectGoodLooks(page, 'label-classify');
  const picture = page.getByRole('img', { name: 'The image to name' });
  const way = page.getByRole('navigation', { name: 'The way to this noun' });

  const first = await picture.getAttribute('src');
  await page.keyboard.press('1');
  await expect(page.getByRole('button', { name: /^Answer: some/ })).toBeFocused();
  const some = votesSent(page);
  await page.keyboard.press('Enter');
  await some;
  await expect(picture).not.toHaveAttribute('src', first ?? '');

  const secondSource = await picture.getAttribute('src');
  await page.keyboard.press('/');
  await page.keyboard.type('bicycl');
  await expect(page.getByRole('option').first()).toContainText('bicycle, bike');
  await page.keyboard.press('Enter');
  await expect(way).toContainText('vehicle');
  await expect(page.getByRole('button', { name: 'Answer: a bicycle' })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('button', { name: /^Answer: some/ })).toBeFocused();
  const unsure = votesSent(page);
  await page.getByRole('button', { name: 'Cannot tell' }).click();
  await unsure;
  await expect(picture).not.toHaveAttribute('src', secondSource ?? '');
});

for (const height of [1000, 680]) {
  test(`at 1600 x ${height} the nouns end above the action bar, wherever they are scrolled to`, async ({
    page,
    signUp,
  }) => {
    await signUp('Wanda Wide');
    await page.setViewportSize({ width: 1600, height });
    await page.goto(CLASSIFY);
    const nouns = page.locator('[data-nouns] button');
    await expect(nouns.first()).toBeVisible();
    // The offer of the tutorial leaves least room.
    await expect(page.getByRole('link', { name: 'Show me' })).toBeVisible();
    const bar = await page.locator('[data-bar]').boundingBox();
    expect((bar?.y ?? 0) + (bar?.height ?? 0), 'the bar is in the window').toBeLessThanOrEqual(height);
    await nouns.last().scrollIntoViewIfNeeded();
    const last = await nouns.last().boundingBox();
    expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual((bar?.y ?? 0) + 1);
    // What a pointer meets at its foot is the noun itself.
    await nouns.last().click({ position: { x: 20, y: (last?.height ?? 0) - 4 } });
    await expect(page.getByRole('button', { name: /^Answer:/ })).toBeFocused();
    await page.screenshot({ path: `e2e/screenshots/label-classify-1600x${height}.png` });
  });
}

test('instructions are shown as their Markdown says', async ({ page, signUp }) => {
  await signUp('Ida Instructed');
  await page.goto(CLASSIFY);
  await expect(page.getByText(/^Go as deep as you can be sure of/).locator('em')).toHaveText('some dog');
  await page.goto('/label');
  await expect(page.getByText(/^Go as deep as you can be sure of/).locator('em')).toHaveText('some dog');
});

test('what is unsuitable gets its reason by one more key, and the organiser is told of a picture', async ({
  page,
  signUp,
}) => {
  await signUp('Fiona Flag');
  await page.goto(CLASSIFY);
  const picture = page.getByRole('img', { name: 'The image to name' });
  await expect(picture).toBeVisible();
  const first = await picture.getAttribute('src');
  await look(page);
  const sent = votesSent(page);
  await page.keyboard.press('b');
  await expect(picture).not.toHaveAttribute('src', first ?? '');
  expect((await sent).request().postDataJSON().votes).toMatchObject([{ answer: 'broken' }]);
  const why = page.getByRole('group', { name: /unsuitable/ });
  await expect(why).toBeVisible();
  await expectGoodLooks(page, 'label-unsuitable');
  const flagged = flagsSent(page);
  await page.keyboard.press('d');
  expect((await flagged).request().postDataJSON()).toMatchObject({ reason: 'damaged' });
  expect((await flagged).status()).toBe(200);
  await expect(page.getByRole('button', { name: 'Damaged' })).toHaveAttribute('aria-pressed', 'true');

  await page.goto(VERIFY);
  await expect(grid(page)).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('f');
  const dialog = page.getByRole('dialog', { name: 'Tell the organiser' });
  await expect(dialog.getByText(/^Image 2 of/)).toBeVisible();
  await page.keyboard.press('p');
  await expect(dialog.getByRole('radio', { name: 'Privacy' })).toBeChecked();
  await expectGoodLooks(page, 'label-tell');
  await dialog.getByLabel('Comment').fill('Somebody can be known.');
  const told = flagsSent(page);
  await dialog.getByRole('button', { name: 'Tell the organiser' }).click();
  expect((await told).request().postDataJSON()).toMatchObject({
    reason: 'privacy',
    comment: 'Somebody can be known.',
  });
  expect((await told).status()).toBe(200);
  await expect(page.getByRole('button', { name: /^Image 2 of / })).toBeFocused();
});

test('a visitor tries a page without an account, and it counts once they have one', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/label/try');
  await grid(page).getByRole('button').nth(1).click();
  await expectGoodLooks(page, 'label-try');
  await page.getByRole('button', { name: 'Send: 1 shows it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /images answered$/ })).toBeVisible();
  await page.getByRole('link', { name: 'Sign up to count them' }).click();
  await page.getByLabel('Name').fill('Tina Trial');
  await page.getByLabel('Email').fill(`tina-${Date.now()}@example.org`);
  await page.getByLabel('Password').fill('four words are enough');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(page).toHaveURL('/label');
  await expect(page.getByText(/of your \d+ trial answers count as your votes now/)).toBeVisible();
});

test('the workspace asks who one is', async ({ page }) => {
  await page.goto(VERIFY);
  await expect(page).toHaveURL(`/sign-in?next=${encodeURIComponent(VERIFY)}`);
  const response = await page.goto('/label/mine');
  expect(response?.status()).toBe(200);
  await expect(page).toHaveURL(/^.*\/sign-in/);
});
