import type { Browser, Locator, Page } from '@playwright/test';
import { askDatabase } from '../fixtures/database.ts';
import { expectGoodLooks } from '../fixtures/looks.ts';
import { signUpAs } from '../fixtures/people.ts';
import { expect, test } from '../fixtures/test.ts';

const CAMPAIGN = `review-${Date.now().toString(36)}`;
const DESK = `/organise/datasets/drawings/campaigns/${CAMPAIGN}/review`;
const DOG = 'n02084071';
const CAT = 'n02121620';
const ANIMAL = 'n00015388';

test('an organiser decides contested units side by side by keyboard, and takes a decision back', async ({
  page,
  browser,
  signIn,
}) => {
  test.setTimeout(240_000);
  await signIn('organiser');
  await contest(page, browser);
  await page.goto('/organise');
  await page
    .getByRole('listitem')
    .filter({ hasText: '3 units contested, 3 units flagged by labelers in Contested drawings.' })
    .getByRole('link', { name: 'Review them' })
    .click();
  await expect(page).toHaveURL(DESK);
  await expect(page.getByRole('heading', { name: 'Dog or cat?' })).toBeVisible();
  const cards = page.getByRole('group', { name: /^Image \d of 3: dog or cat\?$/ });
  await expect(cards).toHaveCount(3);
  const current = page.locator('[role=group][aria-current=true]');
  const ids = await Promise.all([0, 1, 2].map(async (at) => unitIn(cards.nth(at))));
  const [first, second, third] = ids as [number, number, number];
  await expect(current).toHaveAccessibleName('Image 1 of 3: dog or cat?');
  const votes = cards.first().getByRole('list', { name: 'Votes' });
  await expect(votes.getByRole('listitem')).toHaveCount(2);
  await expect(votes.getByText(/^w[0-9a-f]{16}$/)).toHaveCount(2);
  await expect(votes).not.toContainText('Dora Dog');
  await expect(cards.first().getByText('A child can be known.')).toBeVisible();
  await expectGoodLooks(page, 'review');

  // Arrows, J and K go among the cards; the focus goes with them, and Tab through the current one alone.
  await page.keyboard.press('ArrowRight');
  await expect(cards.nth(1)).toBeFocused();
  await page.keyboard.press('j');
  await expect(cards.nth(2)).toBeFocused();
  await page.keyboard.press('k');
  await page.keyboard.press('ArrowLeft');
  await expect(cards.first()).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Second opinion on all 3' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('z');
  const larger = page.getByRole('dialog', { name: 'Image 1 of 3: dog or cat?' });
  await expect(larger).toBeVisible();
  await page.keyboard.press('z');
  await expect(larger).toBeHidden();
  await expect(cards.first()).toBeFocused();
  await cards.nth(2).getByText('contested').click();
  await expect(current).toHaveAccessibleName('Image 3 of 3: dog or cat?');
  await cards.first().getByText('contested').click();

  const decided = decisionOn(page, first, 'POST');
  await page.keyboard.press('1');
  expect((await decided).status()).toBe(200);
  await expect(cards.first()).toContainText('Decided: dog.');
  await expect(cards.nth(1)).toBeFocused();
  await expect(
    page.getByRole('status').filter({ hasText: 'Image 1: Decided: dog. 2 to go.' }),
  ).toBeAttached();
  expect(await unitOf(first)).toEqual({ state: 'settled', answer: DOG, flags: 0 });

  const back = decisionOn(page, first, 'DELETE');
  await cards.first().getByRole('button', { name: 'Undo' }).click();
  await expect(cards.first()).toBeFocused();
  expect((await back).status()).toBe(200);
  expect(await unitOf(first)).toEqual({ state: 'contested', answer: null, flags: 1 });

  await page.keyboard.press('s');
  await expect(cards.first()).toContainText('Put off.');
  const broken = decisionOn(page, second, 'POST');
  await page.getByLabel('Why').fill('Nothing can be seen.');
  await page.keyboard.press('Enter');
  await page.keyboard.press('b');
  expect((await broken).status()).toBe(200);
  expect(await unitOf(second)).toMatchObject({ state: 'settled', answer: 'broken' });
  expect(
    await askDatabase(`SELECT cause, note FROM label_changes WHERE unit_id = ${second} ORDER BY id`),
  ).toEqual([{ cause: 'review', note: 'Nothing can be seen.' }]);

  // The last one is put off too: the end has the focus, U goes back to what was put off last, Enter looks for more.
  await page.keyboard.press('s');
  const again = page.getByRole('button', { name: 'Look at what was put off' });
  await expect(again).toBeFocused();
  await expectGoodLooks(page, 'review-done');
  await page.keyboard.press('u');
  await expect(cards.nth(2)).toBeFocused();
  await page.keyboard.press('s');
  await expect(again).toBeFocused();
  await page.keyboard.press('Enter');
  const left = page.getByRole('group', { name: /^Image \d of 2: dog or cat\?$/ });
  await expect(left).toHaveCount(2);
  expect(await unitIn(current)).toBe(first);
  await current.getByText('History of the label (2)').click();
  await expect(current).toContainText('took the decision back');
  await expectGoodLooks(page, 'review-history');

  // Somebody else decides one meanwhile: its card alone is loaded anew, and what was done with the other can be taken back.
  await page.request.post(`/api/v1/units/${first}/decision`, { data: { answer: 'none', note: 'A fox' } });
  await left.nth(1).getByText('contested').click();
  await page.keyboard.press('s');
  await expect(left.first()).toBeFocused();
  await page.keyboard.press('t');
  await expect(page.getByText(/Not kept: Somebody changed the label/)).toBeVisible();
  await expect(left.first()).toContainText('Changed since you saw it');
  await expect(left.first()).toContainText('decided: contested → None of these');
  await expect(left.first()).toContainText('settled: None of these');
  await expectGoodLooks(page, 'review-changed');
  await expect(left.nth(1)).toContainText('Put off.');
  await page.keyboard.press('r');
  await expect(again).toBeFocused();
  await page.keyboard.press('u');
  await expect(left.nth(1)).toBeFocused();

  // The third is still contested: two more people are asked about it.
  await page.goto(DESK);
  expect(await unitIn(current)).toBe(third);
  const asked = page.waitForResponse((response) => response.url().endsWith(`/units/${third}/opinions`));
  await page.keyboard.press('o');
  const answer = await asked;
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({ unitId: third, state: 'open', votesAsked: 2 });
  expect(await unitOf(third)).toMatchObject({ state: 'open', answer: null });
  const anew = await page.request.post(`/api/v1/units/${third}/opinions`, { data: {} });
  expect(await anew.json()).toMatchObject({ votesAsked: 0 });
  const noGold = await page.request.delete(`/api/v1/units/${third}/gold`);
  expect(noGold.status()).toBe(404);
  expect(await noGold.json()).toMatchObject({ code: 'no-such-gold' });

  // The other two are contested again: one act asks about both, and about the third, which is open, no more.
  await expect(page.getByRole('button', { name: /^Second opinion on all/ })).toBeHidden();
  for (const id of [first, second]) await page.request.delete(`/api/v1/units/${id}/decision`);
  await page.goto(DESK);
  await expect(cards).toHaveCount(3);
  await page.keyboard.press('Shift+O');
  const all = page.getByRole('dialog', { name: 'Second opinion on all 2?' });
  await expect(all).toContainText('up to 4 votes more');
  await expectGoodLooks(page, 'review-ask-all');
  await page.keyboard.press('Escape');
  await expect(all).toBeHidden();
  await page.getByRole('button', { name: 'Second opinion on all 2' }).click();
  const opened = page.waitForResponse((response) => response.url().endsWith(`/${CAMPAIGN}/opinions`));
  await all.getByRole('button', { name: 'Ask for up to 4 votes' }).click();
  expect(await (await opened).json()).toEqual({ unitIds: [first, second], votesAsked: 4 });
  await expect(page.getByText('A second opinion is asked on 2 units: up to 4 votes more.')).toBeVisible();
  await expect(cards.getByText('More people are asked about it.')).toHaveCount(2);
  await expect(cards.nth(2)).toBeFocused();
  for (const id of [first, second]) expect(await unitOf(id)).toMatchObject({ state: 'open', answer: null });
});

test('the desk is for organisers', async ({ page, signIn }) => {
  await signIn('labeler');
  const desk = '/organise/datasets/drawings/campaigns/name-the-drawing/review';
  expect((await page.goto(desk))?.status()).toBe(403);
  const answer = await page.request.post('/api/v1/units/1/decision', { data: { answer: 'yes' } });
  expect(answer.status()).toBe(403);
});

/** Makes a campaign of three units, to each of which two people answered differently; one of them flagged each. */
async function contest(organiser: Page, browser: Browser): Promise<void> {
  const images = await askDatabase<{ sha256: string }>(
    `SELECT i.sha256 FROM dataset_images d JOIN images i ON i.id = d.image_id
     WHERE d.dataset_id = (SELECT id FROM datasets WHERE slug = 'drawings') ORDER BY i.id LIMIT 3`,
  );
  await post(organiser, 'datasets/drawings/campaigns', {
    kind: 'classify',
    slug: CAMPAIGN,
    title: 'Contested drawings',
    votesPerUnit: 2,
    rootSynsets: [ANIMAL],
    images: images.map(({ sha256 }) => sha256),
  });
  for (const [name, answer] of [
    ['Dora Dog', DOG],
    ['Carl Cat', CAT],
  ] as const) {
    const page = await (await browser.newContext()).newPage();
    await signUpAs(page, name);
    const { id, units } = await post(page, `campaigns/${CAMPAIGN}/assignments`, { count: 3 });
    const votes = units.map((unit) => ({ unitId: unit.id, answer, milliseconds: 1200 }));
    await post(page, `assignments/${id}/votes`, { votes });
    if (answer === CAT) {
      for (const { id: unitId } of units)
        await post(page, `assignments/${id}/flags`, {
          unitId,
          reason: 'privacy',
          comment: 'A child can be known.',
        });
    }
    await page.context().close();
  }
}

/** The id of the unit that a card shows. */
async function unitIn(card: Locator): Promise<number> {
  return Number((await card.getByText(/^unit \d+$/).innerText()).replace('unit ', ''));
}

async function post(
  page: Page,
  path: string,
  data: unknown,
): Promise<{ id: string; units: { id: number }[] }> {
  const answer = await page.request.post(`/api/v1/${path}`, { data });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return answer.json();
}

function decisionOn(page: Page, unitId: number, method: 'POST' | 'DELETE') {
  return page.waitForResponse(
    (response) =>
      response.url().endsWith(`/units/${unitId}/decision`) && response.request().method() === method,
  );
}

/** A unit's label, and how many flags wait on it. */
async function unitOf(id: number) {
  const rows = await askDatabase<{ state: string; answer: string | null; flags: number }>(
    `SELECT state, answer, (SELECT count(*)::int FROM flags WHERE unit_id = units.id AND resolved_at IS NULL) AS flags
     FROM units WHERE id = ${id}`,
  );
  return rows[0];
}
