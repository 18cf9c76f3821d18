import { chromium, type Page } from 'playwright-core';
import { findChromium } from '../../e2e/fixtures/find-chromium.ts';
import type { Credentials } from './fill-campaigns.ts';

/** The browser of the journeys' tests. */
export interface BenchBrowser {
  /** A page of somebody who is signed in. */
  signIn(url: string, who: Credentials): Promise<Page>;
  close(): Promise<void>;
}

export async function openBrowser(): Promise<BenchBrowser> {
  const executablePath = process.env.E2E_CHROMIUM || (await findChromium());
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--no-sandbox'],
  });
  return {
    signIn: async (url, { email, password }) => {
      const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
      // What runs in the page calls it, as it was compiled for Node.
      await context.addInitScript('globalThis.__name = (value) => value');
      const page = await context.newPage();
      await page.goto(`${url}/sign-in`);
      await page.getByLabel('Email').fill(email);
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL((address) => address.pathname !== '/sign-in');
      return page;
    },
    close: () => browser.close(),
  };
}
