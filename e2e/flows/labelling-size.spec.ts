import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';

/** All scripts of a labelling page, framework and what loads behind the question included, compressed, in bytes. */
const MOST = 150_000;
/** The part of it that is not React and the router of Next.js. */
const MOST_OWN = 45_000;

for (const campaign of ['which-drawings-show-it', 'name-the-drawing']) {
  test(`the scripts of ${campaign} weigh less than 150 kB`, async ({ page, browser, signUp }) => {
    await signUp('Willa Weighs');
    const sizes = await scriptsOf(browser, await page.context().storageState(), `/label/${campaign}`);
    const framework = await frameworkFiles();
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    const own = [...sizes].reduce((sum, [file, size]) => sum + (framework.has(file) ? 0 : size), 0);
    const said = `${total} bytes of scripts: the framework ${total - own}, the page's own ${own}`;
    console.log(`${campaign}: ${said}`);
    expect(framework.size, 'files of the framework').toBeGreaterThan(2);
    expect(total, said).toBeLessThan(MOST);
    expect(own, said).toBeLessThan(MOST_OWN);
  });
}

/** The compressed size of each script, as somebody's browser gets it that has none of them. */
async function scriptsOf(
  browser: Browser,
  storageState: Awaited<ReturnType<BrowserContext['storageState']>>,
  address: string,
): Promise<Map<string, number>> {
  const context = await browser.newContext({ storageState });
  const page = await context.newPage();
  const sizes = new Map<string, number>();
  page.on('requestfinished', async (request) => {
    if (request.resourceType() !== 'script') return;
    const { responseBodySize } = await request.sizes();
    sizes.set(path.basename(new URL(request.url()).pathname), responseBodySize);
  });
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  // The dialogs load behind the question.
  await page.waitForTimeout(3_000);
  await context.close();
  return sizes;
}

/** The files that every page of the product loads: React, the router and the loader of modules. */
async function frameworkFiles(): Promise<Set<string>> {
  const manifest = path.resolve(import.meta.dirname, '../../.next/build-manifest.json');
  const { rootMainFiles } = JSON.parse(await readFile(manifest, 'utf8')) as { rootMainFiles: string[] };
  return new Set(rootMainFiles.map((file) => path.basename(file)));
}
