import type { Page } from '@playwright/test';
import { askDatabase } from '../fixtures/database.ts';
import { expect, test } from '../fixtures/test.ts';

const VERIFY = '/label/which-drawings-show-it';

const grid = (page: Page) => page.getByRole('group', { name: /images?: which show/ });
const sources = (page: Page) =>
  grid(page)
    .locator('img')
    .evaluateAll((all) => all.map((one) => one.getAttribute('src') ?? ''));
const look = (page: Page) => page.waitForTimeout(500);
const send = async (page: Page) => {
  const [before] = await sources(page);
  await look(page);
  await page.getByRole('button', { name: /^Send/ }).click();
  return before;
};

test('what is done without a connection outlives the page, and reaches the server once', async ({
  page,
  context,
  signUp,
}) => {
  const email = await signUp('Nora Network');
  const ahead = page.waitForResponse((response) => response.url().endsWith('/assignments'));
  await page.goto(VERIFY);
  await expect(grid(page)).toBeVisible();
  await ahead;
  // The next page's images, and the dialogs.
  await page.waitForTimeout(2_000);

  await context.setOffline(true);
  const first = await sources(page);
  await page.getByRole('button', { name: /^Image 2 of / }).click();
  await send(page);
  await expect.poll(async () => (await sources(page))[0]).not.toBe(first[0]);

  // The second page: an image is told of, all is sent, taken back, and sent otherwise.
  const second = await sources(page);
  await page.keyboard.press('f');
  await page.getByRole('radio', { name: 'Privacy' }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Tell the organiser' }).click();
  await send(page);
  await expect(page.getByRole('button', { name: 'Take the last answers back' })).toBeVisible();
  await page.getByRole('button', { name: 'Take the last answers back' }).click();
  await expect.poll(() => sources(page)).toEqual(second);
  await page.getByRole('button', { name: /^Image 3 of / }).click();
  await send(page);
  await expect(page.getByText(`${first.length + second.length} votes are kept here`)).toBeVisible();

  await page.goto('about:blank');
  await context.setOffline(false);
  const quiet = page.waitForFunction(() => window.localStorage.length === 0);
  await page.goto(VERIFY);
  await quiet;
  // Nothing is left to be sent a second time.
  await page.reload();
  await expect(grid(page)).toBeVisible();

  const votes = await askDatabase<{ src: string; answer: string }>(
    `SELECT i.sha256 AS src, v.answer FROM votes v JOIN users p ON p.id = v.user_id
     JOIN units u ON u.id = v.unit_id JOIN images i ON i.id = u.image_id WHERE p.email = '${email}'`,
  );
  expect(votes).toHaveLength(first.length + second.length);
  const yes = votes.filter(({ answer }) => answer === 'yes').map(({ src }) => src);
  const hashOf = (src: string | undefined) => /[0-9a-f]{64}/.exec(src ?? '')?.[0];
  expect(yes.sort()).toEqual([hashOf(first[1]), hashOf(second[2])].sort());
  const flags = await askDatabase<{ reason: string; src: string }>(
    `SELECT f.reason, i.sha256 AS src FROM flags f JOIN users p ON p.id = f.user_id
     JOIN units u ON u.id = f.unit_id JOIN images i ON i.id = u.image_id WHERE p.email = '${email}'`,
  );
  expect(flags).toEqual([{ reason: 'privacy', src: hashOf(second[0]) }]);
});
