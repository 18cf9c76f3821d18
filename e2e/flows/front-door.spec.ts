import { expectGoodLooks } from '../fixtures/looks.ts';
import { expect, test } from '../fixtures/test.ts';

test('the home page opens with its three doors', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const main = page.getByRole('main');
  for (const door of ['Label', 'Compete', 'Organise'])
    await expect(main.getByRole('heading', { name: door, exact: true })).toBeVisible();
  await expectGoodLooks(page, 'home');
});

test('somebody of the demo signs in and stays signed in', async ({ page, signIn }) => {
  await signIn('organiser');
  await page.goto('/account');
  await expect(page.getByText('organiser@demo.example').first()).toBeVisible();
});

test('somebody new signs up', async ({ page, signUp }) => {
  const email = await signUp('Nia New');
  await page.goto('/account');
  await expect(page.getByText(email).first()).toBeVisible();
});

test('an address that the API has not is refused by the API, not by a page', async ({ request }) => {
  for (const address of [
    '/api',
    '/api/v1',
    '/api/v1/synset/n02084071',
    '/api/v1/datasets/drawings/nothing',
  ]) {
    for (const answer of [await request.get(address), await request.post(address, { data: {} })]) {
      expect(answer.status(), address).toBe(404);
      expect(answer.headers()['content-type'], address).toBe('application/problem+json');
      expect(await answer.json()).toMatchObject({ code: 'no-such-address' });
    }
  }
});
