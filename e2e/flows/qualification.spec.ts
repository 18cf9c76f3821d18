import type { Page } from '@playwright/test';
import { askDatabase } from '../fixtures/database.ts';
import { expectGoodLooks } from '../fixtures/looks.ts';
import { signInAs } from '../fixtures/people.ts';
import { expect, test } from '../fixtures/test.ts';

const QUIZ = 'qualified-drawings';

/** As long as somebody looks at a page at least; what is sent sooner is taken for a slip. */
const look = (page: Page) => page.waitForTimeout(500);
const told = (page: Page) => page.getByRole('list', { name: 'What you answered' });
const title = (page: Page) => page.getByRole('heading', { level: 1 });

/** Sends JSON as who is signed in. */
async function send(page: Page, method: 'POST' | 'PUT', path: string, data: unknown): Promise<void> {
  const answer = await page.evaluate(
    async ([how, where, body]) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`/api/v1/${where}`, { method: how, headers, body });
      return { ok: response.ok, text: await response.text() };
    },
    [method, path, JSON.stringify(data)] as const,
  );
  expect(answer.ok, answer.text).toBe(true);
}

/** A campaign about two nouns that asks for four images first, with known answers for two tries. */
async function makeQuiz(page: Page): Promise<void> {
  const nouns = await askDatabase<{ id: string }>(`
    SELECT c.synset_id AS id FROM dataset_candidates c JOIN datasets d ON d.id = c.dataset_id AND d.slug = 'drawings'
    GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 2`);
  await send(page, 'POST', 'datasets/drawings/campaigns', {
    kind: 'verify',
    slug: QUIZ,
    title: 'Drawings for the qualified',
    synsets: nouns.map(({ id }) => id),
    qualificationUnits: 4,
    goldShare: 0.2,
  });
  // Images that a version has in val or holds out may not be told.
  const units = await askDatabase<{ id: number; answer: string; lot: number }>(`
    SELECT id, answer, lot::int FROM (
      SELECT u.id, coalesce(g.answer, 'yes') AS answer,
             row_number() OVER (PARTITION BY g.unit_id IS NULL ORDER BY u.id) AS lot
      FROM units u JOIN campaigns c ON c.id = u.campaign_id LEFT JOIN gold g ON g.unit_id = u.id
      WHERE c.slug = '${QUIZ}' AND NOT EXISTS (
        SELECT FROM version_images v WHERE v.image_id = u.image_id AND v.split <> 'train')
    ) AS lots WHERE lot <= 4`);
  expect(units.filter(({ answer }) => answer === 'no').length, 'known noes').toBe(4);
  for (const { id, answer } of units) await send(page, 'PUT', `units/${id}/gold`, { answer, quiz: true });
}

/** The images on the page that show its noun, by place. */
async function showing(page: Page): Promise<number[]> {
  const sources = await page
    .locator('[data-grid] img')
    .evaluateAll((images) => images.map((image) => image.getAttribute('src') ?? ''));
  const noun = await page.locator('mark').innerText();
  const truth = await askDatabase<{ sha256: string; answer: string }>(`
    SELECT i.sha256, g.answer FROM gold g JOIN units u ON u.id = g.unit_id JOIN images i ON i.id = u.image_id
    JOIN campaigns c ON c.id = g.campaign_id JOIN synsets s ON s.id = g.synset_id
    WHERE c.slug = '${QUIZ}' AND g.quiz AND s.words[1] = '${noun}'`);
  return sources.flatMap((source, place) => {
    const known = truth.find(({ sha256 }) => source.includes(sha256));
    return known?.answer === 'yes' ? [place] : [];
  });
}

/** Answers a round to its end by keyboard, all right or none at all. */
async function answerRound(page: Page, well: boolean): Promise<void> {
  for (let asked = 0; asked < 4; asked++) {
    await expect(page.locator('[data-grid]')).toBeVisible();
    await look(page);
    if (well) {
      for (const place of await showing(page)) {
        await page.locator(`[data-place="${place}"]`).focus();
        await page.keyboard.press('Space');
      }
    }
    await page.keyboard.press('Enter');
    await expect(told(page)).toBeVisible();
    const last = await page.getByRole('button', { name: 'See the result' }).count();
    if (asked === 0 && !well) await expectGoodLooks(page, 'qualification-told');
    await expect(page.getByRole('button', { name: /Next question|See the result/ })).toBeFocused();
    await page.keyboard.press('Enter');
    if (last > 0) return;
  }
}

test('votes count once the qualification is passed: failed first, told what is right, tried again', async ({
  page,
  signUp,
  signIn,
}) => {
  await signIn('organiser');
  await makeQuiz(page);

  await page.context().clearCookies();
  await signUp('Quentin Quiz');
  await page.goto(`/label/${QUIZ}`);
  await expect(title(page)).toHaveText('4 images before your votes count');
  await expectGoodLooks(page, 'qualification');
  const refused = await page.request.post(`/api/v1/campaigns/${QUIZ}/assignments`, { data: { count: 24 } });
  expect([refused.status(), (await refused.json()).code]).toEqual([403, 'not-qualified']);

  await page.getByRole('button', { name: 'Begin' }).press('Enter');
  await answerRound(page, false);
  await expect(title(page)).toHaveText('Not yet: 2 of 4 right');
  await expect(page.getByRole('button', { name: 'Try again' })).toBeFocused();
  await expectGoodLooks(page, 'qualification-failed');

  await page.getByRole('button', { name: 'Try again' }).press('Enter');
  await answerRound(page, true);
  await expect(title(page)).toHaveText('Passed: 4 of 4 right');
  await page.getByRole('button', { name: 'Start labelling' }).press('Enter');
  await expect(page.getByRole('group', { name: /images?: which show/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Skip' })).toBeVisible();
});

test('the board has who labelled this week, until they leave it', async ({ page, signUp }) => {
  await signUp('Bea Board');
  await page.goto('/label/which-drawings-show-it');
  await expect(page.locator('[data-grid]')).toBeVisible();
  await look(page);
  // A noun's last page is a short one.
  const votes = await page.locator('[data-place]').count();
  const sent = page.waitForResponse((answer) => answer.url().endsWith('/votes') && answer.ok());
  await page.keyboard.press('Enter');
  await sent;

  await page.goto('/label/mine');
  await expect(
    page.getByRole('img', { name: new RegExp(`^Votes by day: ${votes} on 1 of 84 days`) }),
  ).toBeVisible();
  await expectGoodLooks(page, 'label-mine-figures');
  await page.getByRole('link', { name: 'Board of the week' }).click();
  const own = page.getByRole('row', { name: /Bea Board \(you\)/ });
  await expect(own).toContainText(String(votes));
  await expectGoodLooks(page, 'board');
  await page.getByRole('button', { name: 'Leave the board' }).click();
  await expect(page.getByRole('button', { name: 'Come back to the board' })).toBeVisible();
  await expect(own).toHaveCount(0);
  await page.getByRole('button', { name: 'Come back to the board' }).click();
  await expect(own).toContainText(String(votes));
});

test('who would label held-out images is told before what that bars them from', async ({
  page,
  signUp,
  browser,
}) => {
  const organiser = await (await browser.newContext()).newPage();
  await signInAs(organiser, 'organiser');
  const heldOut = await askDatabase<{ sha256: string }>(
    'SELECT i.sha256 FROM held_out_labels h JOIN images i ON i.id = h.image_id ORDER BY i.id LIMIT 3',
  );
  await send(organiser, 'POST', 'datasets/drawings/campaigns', {
    kind: 'classify',
    slug: 'held-out-drawings',
    title: 'Held-out drawings',
    rootSynsets: ['n00001740'],
    images: heldOut.map(({ sha256 }) => sha256),
  });
  await signUp('Hanna Held-out');
  await page.goto('/label/held-out-drawings');
  await expect(page.getByText(/held out by .+: who labels them cannot take part/)).toBeVisible();
  await page.goto('/label/which-drawings-show-it');
  await expect(page.locator('[data-grid]')).toBeVisible();
  await expect(page.getByText(/held out by/)).toHaveCount(0);
});
