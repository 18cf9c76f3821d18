import type { Browser, Page } from '@playwright/test';
import { askDatabase } from '../fixtures/database.ts';
import { expectGoodLooks } from '../fixtures/looks.ts';
import { signUpAs } from '../fixtures/people.ts';
import { expect, test } from '../fixtures/test.ts';

const CAMPAIGN = `review-${Date.now().toString(36)}`;
const DESK = `/organise/datasets/drawings/campaigns/${CAMPAIGN}/review`;
const DOG = 'n02084071';
const CAT = 'n02121620';
const ANIMAL = 'n00015388';

test('an organiser decides contested units by keyboard, and takes a decision back', async ({
  page,
  browser,
  signIn,
}) => {
  test.setTimeout(120_000);
  await signIn('organiser');
  await contest(page, browser);
  await page.goto('/organise');
  await page
    .getByRole('listitem')
    .filter({ hasText: '3 units contested, 3 units flagged by labelers in Contested drawings.' })
    .getByRole('link', { name: 'Review them' })
    .click();
  await expect(page).toHaveURL(DESK);
  const about = page.getByText(/^unit \d+$/);
  const idNow = async () => Number((await about.innerText()).replace('unit ', ''));
  await expect(page.getByRole('table', { name: 'Votes' })).toBeVisible();
  await expect(page.getByText('A child can be known.')).toBeVisible();
  await expectGoodLooks(page, 'review');

  const first = await idNow();
  const decided = decisionOn(page, first, 'POST');
  await page.keyboard.press('1');
  await expect(about).not.toHaveText(`unit ${first}`);
  expect((await decided).status()).toBe(200);
  const [firstAnswer] = [CAT, DOG].sort();
  expect(await unitOf(first)).toEqual({ state: 'settled', answer: firstAnswer, flags: 0 });

  const back = decisionOn(page, first, 'DELETE');
  await page.keyboard.press('u');
  await expect(about).toHaveText(`unit ${first}`);
  expect((await back).status()).toBe(200);
  expect(await unitOf(first)).toEqual({ state: 'contested', answer: null, flags: 1 });

  await page.keyboard.press('s');
  await expect(about).not.toHaveText(`unit ${first}`);
  const second = await idNow();
  const broken = decisionOn(page, second, 'POST');
  await page.getByLabel('Why').fill('Nothing can be seen.');
  await page.keyboard.press('Enter');
  await page.keyboard.press('b');
  expect((await broken).status()).toBe(200);
  expect(await unitOf(second)).toMatchObject({ state: 'settled', answer: 'broken' });
  expect(
    await askDatabase(`SELECT cause, note FROM label_changes WHERE unit_id = ${second} ORDER BY id`),
  ).toEqual([{ cause: 'review', note: 'Nothing can be seen.' }]);

  await page.keyboard.press('s');
  await page.getByRole('button', { name: 'Look at what was put off' }).click();
  await expect(about).toHaveText(`unit ${first}`);
  const history = page.getByRole('region', { name: 'History of the label' });
  await expect(history).toContainText('took the decision back');
  await expectGoodLooks(page, 'review-history');
  await page.request.post(`/api/v1/units/${first}/decision`, { data: { answer: 'none' } });
  await page.keyboard.press('t');
  await expect(page.getByText(/Not kept: Somebody changed the label/)).toBeVisible();

  // The third is still contested: two more people are asked about it.
  await page.goto(DESK);
  const third = await idNow();
  const asked = page.waitForResponse((response) => response.url().endsWith(`/units/${third}/opinions`));
  await page.keyboard.press('o');
  expect((await asked).status()).toBe(200);
  expect(await unitOf(third)).toMatchObject({ state: 'open', answer: null });
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
