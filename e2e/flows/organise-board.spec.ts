import { readFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import { askDatabase } from '../fixtures/database.ts';
import { expectGoodLooks } from '../fixtures/looks.ts';
import { signUpAs } from '../fixtures/people.ts';
import { expect, test } from '../fixtures/test.ts';

const CAMPAIGN = `board-${Date.now().toString(36)}`;
const TITLE = `Watched drawings ${CAMPAIGN}`;
const BOARD = `/organise/datasets/drawings/campaigns/${CAMPAIGN}`;
const DOG = 'n02084071';
const UNITS = 4;

test('an organiser looks at the board, withdraws a labeler, restores them, and exports the votes', async ({
  page,
  browser,
  signIn,
}) => {
  test.setTimeout(240_000);
  await signIn('organiser');
  await makeCampaign(page);
  await page.goto(BOARD);
  await expect(page.getByText('No unit is settled yet.')).toBeVisible();
  await expect(page.getByText('Nobody has voted yet.')).toBeVisible();
  await page.goto(`${BOARD}/people`);
  await expect(page.getByText('Nobody has voted yet')).toBeVisible();

  const [careful] = await vote(browser, ['Carla Careful', 'Simon Simulated']);
  await askDatabase(`UPDATE users SET simulated = true WHERE email LIKE 'simon-simulated-%'`);
  await page.goto('/organise/datasets/drawings');
  await page.getByRole('link', { name: `Board of ${TITLE}` }).click();
  await expect(page).toHaveURL(BOARD);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(TITLE);
  await expect(page.getByText('with simulated votes')).toBeVisible();
  await expect(page.getByText(`${UNITS} of ${UNITS} units`)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Settled units by their votes' })).toContainText('2 votes');

  await page.getByRole('button', { name: 'Estimate now' }).click();
  await expect(page.getByText('Estimated. What it changed stands under Agreement.')).toBeVisible();
  await expect(page.getByRole('table', { name: 'What the last estimates changed' })).toBeVisible();
  await expectGoodLooks(page, 'board');

  await page.getByRole('link', { name: 'Nouns', exact: true }).click();
  await page.getByLabel('Find a noun').fill('dog');
  await page.getByRole('button', { name: 'Find' }).click();
  await expect(page).toHaveURL(/query=dog/);
  await expect(page.getByRole('table', { name: 'Progress by noun' })).toContainText('100');
  await expectGoodLooks(page, 'board-nouns');

  await page.goto(`${BOARD}/gold`);
  await expect(page.getByText('No gold yet')).toBeVisible();
  await expectGoodLooks(page, 'board-gold');

  await page.goto(`${BOARD}/people`);
  const row = page.getByRole('row').filter({ hasText: 'Simon Simulated' });
  await expect(row).toContainText('simulated');
  await expectGoodLooks(page, 'board-people');
  // By keyboard: the reason has the focus, Tab leads to the buttons.
  await row.getByRole('button', { name: 'Withdraw the votes of Simon Simulated' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Withdraw the votes of Simon Simulated' });
  await expect(dialog).toContainText(`It takes out ${UNITS} votes. ${UNITS} decided units are decided anew`);
  await expect(dialog.getByLabel('Why')).toBeFocused();
  await page.keyboard.type('Made up for a test.');
  await expectGoodLooks(page, 'board-withdraw');
  await dialog.getByRole('button', { name: 'Withdraw votes' }).click();
  await expect(row).toContainText('Made up for a test.');
  await expect.poll(() => settledUnits()).toBe(0);
  await page.goto(BOARD);
  await expect(page.getByText(`0 of ${UNITS} units`)).toBeVisible();
  await expect(page.locator('#export')).toContainText(`${UNITS} votes are left out of it`);
  await expect(page.locator('#export')).toContainText('of one labeler whose votes are withdrawn');
  await expectGoodLooks(page, 'board-withdrawn');
  expect(await votesFile(page)).toHaveLength(UNITS);
  expect(await votesFile(page, '?withdrawn=include')).toHaveLength(2 * UNITS);

  await page.goto(`${BOARD}/people`);
  await row.getByRole('button', { name: 'Restore the votes of Simon Simulated' }).click();
  await expect(row.getByRole('button', { name: 'Withdraw' })).toBeVisible();
  await expect.poll(() => settledUnits()).toBe(UNITS);

  await page.goto(BOARD);
  await page.getByLabel('With people’s names').check();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export votes' }).click();
  const file = await (await download).path();
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  expect(lines[0]).toMatch(/^task,worker,label,.*,name$/);
  expect(lines).toHaveLength(1 + 2 * UNITS);
  expect(lines.filter((line) => line.endsWith(',person,Carla Careful'))).toHaveLength(UNITS);
  expect(lines.filter((line) => line.endsWith(',simulated,Simon Simulated'))).toHaveLength(UNITS);
  expect(lines.join()).not.toContain(careful);
});

test('what can be done with a person is in reach at 360 px', async ({ page, signIn }) => {
  await signIn('organiser');
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto('/organise/datasets/drawings/campaigns/which-drawings-show-it/people');
  const table = page.getByRole('table', { name: 'People of the campaign' });
  const act = table.getByRole('row').nth(1).getByRole('button');
  await act.scrollIntoViewIfNeeded();
  const box = await act.boundingBox();
  expect((box?.x ?? 360) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
  await expect(table.getByRole('columnheader', { name: 'Reliability' })).toBeVisible();
});

test('a campaign says which model votes in it, tries again what failed, and removes what never voted', async ({
  page,
  signIn,
}) => {
  await signIn('organiser');
  const models = '/organise/datasets/drawings/campaigns/name-the-drawing/assistants';
  await page.goto(models);
  await expect(page.getByRole('navigation', { name: 'Pages of the campaign' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Have it vote' })).toBeVisible();
  await askDatabase(
    `WITH account AS (
       INSERT INTO users (id, email, name, roles, machine)
       VALUES (gen_random_uuid(), 'model-e2e@models.invalid', 'Net of a test', '{}', true) RETURNING id
     )
     INSERT INTO assistants (id, campaign_id, user_id, name, model_sha256, labels, created_by, state, updated_at)
     SELECT gen_random_uuid(), c.id, account.id, 'Net of a test', repeat('0', 64), '{n02084071}', c.created_by, 'running', now()
     FROM account, campaigns c WHERE c.slug = 'name-the-drawing'`,
  );
  await page.reload();
  await expect(page.getByRole('progressbar', { name: 'Net of a test votes' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Have it vote' })).toBeHidden();
  await expectGoodLooks(page, 'board-models-voting');
  await askDatabase(
    `UPDATE assistants SET state = 'failed', problem_code = 'model-out-of-time', problem_message = 'It took longer than a day.'
     WHERE name = 'Net of a test'`,
  );
  // The page follows by itself.
  await expect(page.getByText('It took longer than a day.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Have it vote' })).toBeVisible();
  await expectGoodLooks(page, 'board-models');
  await page.getByRole('button', { name: 'Try again with Net of a test' }).click();
  await expect(page.getByText('Net of a test tries again.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Have it vote' })).toBeHidden();
  await askDatabase(
    `UPDATE assistants SET state = 'failed', problem_code = 'model-damaged', problem_message = 'It is damaged.'
     WHERE name = 'Net of a test'`,
  );
  await expect(page.getByText('It is damaged.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Try again/ })).toBeHidden();
  await page.getByRole('button', { name: 'Remove Net of a test' }).click();
  await expect(page.getByText('Net of a test is removed.')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Models that vote in this campaign' })).toBeHidden();
});

test('an admission is taken back after asking, with what that means', async ({ page, browser, signIn }) => {
  const stranger = await (await browser.newContext()).newPage();
  const email = await signUpAs(stranger, 'Rita Researcher');
  await stranger.context().close();
  const slug = `drawings-${new Date().getUTCFullYear()}`;
  await askDatabase(`UPDATE users SET roles = '{researcher}' WHERE email = '${email}'`);
  await askDatabase(
    `INSERT INTO challenge_admissions (challenge_id, user_id, reason, admitted_by)
     SELECT c.id, u.id, 'She labelled three of them.', c.created_by FROM challenges c, users u
     WHERE c.slug = '${slug}' AND u.email = '${email}'`,
  );
  const admissions = `SELECT FROM challenge_admissions a JOIN users u ON u.id = a.user_id WHERE u.email = '${email}'`;
  await signIn('organiser');
  await page.goto(`/organise/challenges/${slug}/people`);
  await expectGoodLooks(page, 'organise-admissions');
  const button = page.getByRole('button', { name: 'Take the admission back of Rita Researcher' });
  await button.click();
  const dialog = page.getByRole('dialog', { name: 'Take the admission of Rita Researcher back?' });
  await expect(dialog).toContainText('What they have submitted stays');
  await expectGoodLooks(page, 'organise-admission-back');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(dialog).toBeHidden();
  expect(await askDatabase(admissions)).toHaveLength(1);
  await button.click();
  await dialog.getByRole('button', { name: 'Take it back' }).click();
  await expect(page.getByRole('main')).not.toContainText('Rita Researcher');
  expect(await askDatabase(admissions)).toHaveLength(0);
});

test('the board is for organisers', async ({ page, signIn }) => {
  await signIn('labeler');
  const board = '/organise/datasets/drawings/campaigns/which-drawings-show-it';
  for (const address of [board, `${board}/nouns`, `${board}/people`, `${board}/gold`])
    expect((await page.goto(address))?.status(), address).toBe(403);
  for (const path of ['board', 'labelers', 'votes.csv'])
    expect((await page.request.get(`/api/v1/campaigns/which-drawings-show-it/${path}`)).status(), path).toBe(
      403,
    );
});

async function makeCampaign(organiser: Page): Promise<void> {
  const images = await askDatabase<{ sha256: string }>(
    `SELECT i.sha256 FROM dataset_images d JOIN images i ON i.id = d.image_id
     WHERE d.dataset_id = (SELECT id FROM datasets WHERE slug = 'drawings')
       AND NOT EXISTS (SELECT FROM held_out_labels h WHERE h.image_id = i.id) ORDER BY i.id LIMIT ${UNITS}`,
  );
  const answer = await organiser.request.post('/api/v1/datasets/drawings/campaigns', {
    data: {
      kind: 'verify',
      slug: CAMPAIGN,
      title: TITLE,
      votesPerUnit: 2,
      candidates: images.map(({ sha256 }) => ({ image: sha256, synset: DOG })),
    },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** Has new people say yes to every unit. Gives their emails. */
async function vote(browser: Browser, names: readonly string[]): Promise<string[]> {
  const emails: string[] = [];
  for (const name of names) {
    const page = await (await browser.newContext()).newPage();
    emails.push(await signUpAs(page, name));
    for (;;) {
      const asked = { data: { count: UNITS } };
      const leased = await page.request.post(`/api/v1/campaigns/${CAMPAIGN}/assignments`, asked);
      const work = (await leased.json()) as { id: string; units: { id: number }[] } | null;
      if (work === null) break;
      const votes = work.units.map((unit) => ({ unitId: unit.id, answer: 'yes', milliseconds: 1200 }));
      const sent = await page.request.post(`/api/v1/assignments/${work.id}/votes`, { data: { votes } });
      expect(sent.ok(), await sent.text()).toBe(true);
    }
    await page.context().close();
  }
  return emails;
}

async function settledUnits(): Promise<number> {
  const rows = await askDatabase<{ settled: number }>(
    `SELECT count(*)::int AS settled FROM units u JOIN campaigns c ON c.id = u.campaign_id
     WHERE c.slug = '${CAMPAIGN}' AND u.state = 'settled'`,
  );
  return rows[0]?.settled ?? 0;
}

/** The rows of the exported votes, without the first. */
async function votesFile(page: Page, query = ''): Promise<string[]> {
  const answer = await page.request.get(`/api/v1/campaigns/${CAMPAIGN}/votes.csv${query}`);
  return (await answer.text()).trim().split('\n').slice(1);
}
