import type { CDPSession, Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';

const VERIFY = '/label/which-drawings-show-it';
const CLASSIFY = '/label/name-the-drawing';

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

const grid = (page: Page) => page.getByRole('group', { name: /images?: which show/ });
const image = (page: Page, place: number) =>
  page.getByRole('button', { name: new RegExp(`^Image ${place} of `) });
const pressed = async (page: Page) =>
  (
    await grid(page)
      .getByRole('button')
      .evaluateAll((all) => all.map((one) => one.ariaPressed))
  ).flatMap((is, index) => (is === 'true' ? [index + 1] : []));

interface Point {
  x: number;
  y: number;
}

const middle = async (of: Locator): Promise<Point> => {
  const box = await of.boundingBox();
  return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
};

/** A finger that goes down, rests, goes along the points, and up. */
async function draw(finger: CDPSession, [first, ...rest]: Point[], restMs = 0): Promise<void> {
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: Point[]) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  let at = first as Point;
  await touch('touchStart', [at]);
  await new Promise((resolve) => setTimeout(resolve, restMs));
  for (const to of rest) {
    const from = at;
    for (let step = 1; step <= 8; step++) {
      at = { x: from.x + ((to.x - from.x) * step) / 8, y: from.y + ((to.y - from.y) * step) / 8 };
      await touch('touchMove', [at]);
    }
  }
  await touch('touchEnd', []);
}

test('a finger taps, draws sideways, draws any way after a long press, and scrolls', async ({
  page,
  signUp,
}) => {
  await signUp('Toni Touch');
  await page.goto(VERIFY);
  await expect(grid(page)).toBeVisible();
  const finger = await page.context().newCDPSession(page);

  await image(page, 5).tap();
  expect(await pressed(page)).toEqual([5]);
  await image(page, 5).tap();
  expect(await pressed(page)).toEqual([]);

  await draw(finger, [await middle(image(page, 1)), await middle(image(page, 3))]);
  expect(await pressed(page)).toEqual([1, 2, 3]);
  await draw(finger, [await middle(image(page, 1)), await middle(image(page, 2))]);
  expect(await pressed(page)).toEqual([3]);

  const top = await page.evaluate(() => window.scrollY);
  await draw(finger, [await middle(image(page, 3)), await middle(image(page, 6))], 500);
  expect(await pressed(page)).toEqual([]);
  await draw(finger, [await middle(image(page, 1)), await middle(image(page, 4))], 500);
  expect(await pressed(page)).toEqual([1, 4]);
  expect(await page.evaluate(() => window.scrollY)).toBe(top);

  const from = await middle(image(page, 5));
  await draw(finger, [from, { x: from.x, y: 100 }]);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(top + 50);
  expect(await pressed(page)).toEqual([1, 4]);
});

test('a finger zooms by double tap and by two fingers, and moves the image', async ({ page, signUp }) => {
  await signUp('Zoe Zoom');
  await page.goto(VERIFY);
  await expect(grid(page)).toBeVisible();
  await page.waitForTimeout(1_500);
  await page.getByRole('button', { name: 'Zoom', exact: true }).tap();
  const dialog = page.getByRole('dialog', { name: /^Image 1 of/ });
  await expect(dialog).toBeVisible();
  const percent = dialog.getByRole('button', { name: /fit the window$/ });
  await expect(percent).toHaveAccessibleName('100 %, fit the window');
  const stage = dialog.getByRole('group');
  await stage.dblclick();
  await expect(percent).toHaveAccessibleName('300 %, fit the window');

  const finger = await page.context().newCDPSession(page);
  const large = dialog.getByRole('img');
  const before = await large.boundingBox();
  const from = await middle(stage);
  await draw(finger, [from, { x: from.x - 60, y: from.y }]);
  expect((await large.boundingBox())?.x).toBeLessThan((before?.x ?? 0) - 30);

  // Else it might pass for the second of two taps.
  await page.waitForTimeout(500);
  await percent.tap();
  await expect(percent).toHaveAccessibleName('100 %, fit the window');
  await draw(finger, [from, { x: from.x - 120, y: from.y }]);
  await expect(page.getByRole('dialog', { name: /^Image 2 of/ })).toBeVisible();
});

for (const address of [VERIFY, CLASSIFY]) {
  test(`every target of ${address} is 44 px, and the bar hides nothing`, async ({ page, signUp }) => {
    await signUp('Tara Targets');
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const small = await page
      .locator('#main')
      .locator('button:visible, summary:visible, input:visible')
      .evaluateAll((all) =>
        all
          .map((one) => ({ box: one.getBoundingClientRect(), name: one.textContent || one.ariaLabel }))
          .filter(({ box }) => box.width < 44 || box.height < 44)
          .map(({ box, name }) => `${name}: ${box.width} x ${box.height}`),
      );
    expect(small).toEqual([]);
    const bar = await page.locator('[data-bar]').boundingBox();
    expect(bar?.height, 'of the bar').toBeLessThan(address === VERIFY ? 70 : 125);

    // At the foot of the page all of the question stands above the bar.
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    const last = page
      .locator(address === VERIFY ? '[data-grid] button' : 'ul[aria-labelledby] button')
      .last();
    const [lastBox, barBox] = await Promise.all([
      last.boundingBox(),
      page.locator('[data-bar]').boundingBox(),
    ]);
    expect((lastBox?.y ?? 0) + (lastBox?.height ?? 0)).toBeLessThanOrEqual((barBox?.y ?? 0) + 1);
  });
}

/** Names what of these does not stand between the top of the window and the action bar. */
async function outOfSight(page: Page, all: Record<string, Locator>): Promise<string[]> {
  const bar = await page.locator('[data-bar]').boundingBox();
  const boxes = await Promise.all(
    Object.entries(all).map(async ([name, one]) => ({ name, box: await one.boundingBox() })),
  );
  return boxes
    .filter(({ box }) => !box || box.y < -1 || box.y + box.height > (bar?.y ?? 0) + 1)
    .map(({ name, box }) => `${name}: ${box?.y} to ${(box?.y ?? 0) + (box?.height ?? 0)}, bar at ${bar?.y}`);
}

/** The image and the first three of a list of nouns, where there is such a list. */
async function questionParts(page: Page): Promise<Record<string, Locator>> {
  const likeliest = page.getByRole('list', { name: 'Likeliest' }).getByRole('button');
  const nouns = (await likeliest.count()) > 2 ? likeliest : page.locator('[data-nouns] button');
  return {
    image: page.getByRole('img', { name: 'The image to name' }),
    'first noun': nouns.nth(0),
    'second noun': nouns.nth(1),
    'third noun': nouns.nth(2),
  };
}

test('on a phone the image and the first nouns are in sight from question to question', async ({
  page,
  signUp,
}) => {
  await signUp('Nia Narrow');
  await page.goto(CLASSIFY);
  const image = page.getByRole('img', { name: 'The image to name' });
  await expect(image).toBeVisible();
  const answer = async (give: () => Promise<void>) => {
    const before = await image.getAttribute('src');
    // As long as somebody looks at an image at least.
    await page.waitForTimeout(500);
    await give();
    await expect(image).not.toHaveAttribute('src', before ?? '');
  };
  let kept = 0;
  page.on('response', (response) => {
    if (response.url().endsWith('/votes')) kept++;
  });
  const nouns = page.locator('[data-nouns] button');
  const places: number[] = [];
  for (let round = 0; round < 4; round++) {
    await answer(async () => {
      await nouns.nth(round).tap();
      await page.getByRole('button', { name: /^Answer:/ }).tap();
    });
    expect(await outOfSight(page, await questionParts(page)), `after answer ${round + 1}`).toEqual([]);
    await expect(nouns.first()).toBeFocused();
    places.push(await page.evaluate(() => window.scrollY));
  }
  expect(new Set(places).size, `places: ${places.join()}`).toBe(1);
  await page.screenshot({ path: 'e2e/screenshots/label-classify-phone.png' });

  // With the nouns that one answered with: in sight as soon as the page is there, and after an answer.
  await expect.poll(() => kept, 'answers that the server has').toBe(4);
  // By way of another page: a reload would keep the place.
  await page.goto('/label');
  await page.goto(CLASSIFY);
  await expect(page.getByRole('list', { name: 'Likeliest' }).getByRole('button')).toHaveCount(4);
  expect(await outOfSight(page, await questionParts(page)), 'when the page is opened').toEqual([]);
  await page.screenshot({ path: 'e2e/screenshots/label-classify-phone-likeliest.png' });
  await answer(() => page.getByRole('button', { name: 'Cannot tell' }).tap());
  expect(await outOfSight(page, await questionParts(page)), 'after an answer').toEqual([]);
  await expect(nouns.first()).toBeFocused();

  // Why it was unsuitable is asked in sight too.
  await answer(() => page.getByRole('button', { name: 'Broken or unsuitable' }).tap());
  const why = page.getByRole('group', { name: /unsuitable/ });
  expect(await outOfSight(page, { why, ...(await questionParts(page)) })).toEqual([]);
  await page.screenshot({ path: 'e2e/screenshots/label-classify-phone-unsuitable.png' });
});

test('on a phone a new page of images begins at its question', async ({ page, signUp }) => {
  await signUp('Pia Page');
  await page.goto(VERIFY);
  await expect(grid(page)).toBeVisible();
  const first = grid(page).locator('img').first();
  const before = await first.getAttribute('src');
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await page.waitForTimeout(500);
  await page.getByRole('button', { name: /^Send/ }).tap();
  await expect(first).not.toHaveAttribute('src', before ?? '');
  const question = page.getByRole('heading', { level: 1 });
  expect(await outOfSight(page, { question, 'first image': image(page, 1) })).toEqual([]);
  expect((await question.boundingBox())?.y).toBeLessThan(40);
  await expect(image(page, 1)).toBeFocused();
});
