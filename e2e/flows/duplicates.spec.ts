import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { expectGoodLooks } from '../fixtures/looks.ts';
import { importImages, makeDataset, paintScene } from '../fixtures/own-dataset.ts';
import { expect, test } from '../fixtures/test.ts';

const run = randomBytes(4).toString('hex');
const slug = `alike-${run}`;
const DESK = `/organise/datasets/${slug}/duplicates`;

test('images that look alike are shown side by side and decided by keyboard', async ({ page, signIn }) => {
  await signIn('organiser');
  await makeDataset(page, slug, `Look-alikes ${run}`);
  const [meadow, hill] = await Promise.all([paintScene(`meadow ${run}`), paintScene(`hill ${run}`)]);
  const smaller = (bytes: Buffer) => sharp(bytes).resize(360).jpeg({ quality: 70 }).toBuffer();
  await importImages(page, slug, `Walks ${run}`, [
    { name: 'meadow.png', bytes: meadow },
    { name: 'meadow-small.jpg', bytes: await smaller(meadow) },
    { name: 'hill.png', bytes: hill },
    { name: 'hill-small.jpg', bytes: await smaller(hill) },
    { name: 'lake.png', bytes: await paintScene(`lake ${run}`) },
  ]);

  await expect(async () => {
    await page.goto(DESK);
    await expect(page.getByText('2 pairs on this page')).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 120_000 });
  const pairs = page.getByRole('group', { name: /^Pair \d of 2$/ });
  await expect(pairs).toHaveCount(2);
  const names = await pairs.allInnerTexts();
  for (const name of ['meadow', 'hill']) {
    const shown = names.filter((text) => text.includes(`${name}.png`) && text.includes(`${name}-small.jpg`));
    expect(shown, name).toHaveLength(1);
  }
  expect(names.join()).not.toContain('lake');
  await expectGoodLooks(page, 'duplicates');

  // Larger, one after the other in the same place, and back.
  await page.keyboard.press('z');
  const larger = (side: string) => page.getByRole('dialog', { name: `Pair 1 of 2: the ${side} image` });
  await expect(larger('left')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(larger('right')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(pairs.first()).toBeFocused();

  const kept = () =>
    page.waitForResponse((answer) => answer.url().endsWith(`/datasets/${slug}/duplicates`) && answer.ok());
  const same = kept();
  await page.keyboard.press('s');
  await same;
  await expect(pairs.first().getByRole('button', { name: 'Same picture' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(pairs.nth(1)).toBeFocused();
  const different = kept();
  await page.keyboard.press('d');
  await different;
  await expect(page.getByText('All on this page are decided')).toBeVisible();
  const taken = kept();
  await page.keyboard.press('u');
  await taken;
  await expect(pairs.nth(1)).toBeFocused();
  await expect(pairs.nth(1).getByRole('button', { name: 'Different' })).toHaveAttribute(
    'aria-pressed',
    'false',
  );
  const again = kept();
  await page.keyboard.press('d');
  await again;
  await expectGoodLooks(page, 'duplicates-decided');

  await page.getByRole('link', { name: 'Look for new ones' }).click();
  await expect(page.getByText('Nothing to decide')).toBeVisible();
  await expectGoodLooks(page, 'duplicates-none');
  await page.getByRole('link', { name: 'Decided' }).click();
  await expect(pairs).toHaveCount(2);
  await expect(page.getByText('same picture', { exact: true })).toHaveCount(1);
});

test('the desk of images that look alike is for organisers', async ({ page, signIn }) => {
  await signIn('researcher');
  expect((await page.goto('/organise/datasets/drawings/duplicates'))?.status()).toBe(403);
});
