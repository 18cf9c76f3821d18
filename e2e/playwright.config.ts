import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { freePort } from '#lib/infra/free-port';
import { findChromium } from './fixtures/find-chromium.ts';

// Read again in each of Playwright's processes: what is chosen once is handed on in the environment.
process.env.E2E_PORT ??= String(await freePort());
process.env.E2E_CHROMIUM ??= (await findChromium()) ?? '';

const baseURL = `http://127.0.0.1:${process.env.E2E_PORT}`;
const results = path.resolve(import.meta.dirname, '../test-results');

export default defineConfig({
  testDir: 'flows',
  outputDir: path.join(results, 'e2e'),
  reporter: [['list'], ['json', { outputFile: path.join(results, 'e2e.json') }]],
  workers: 2,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.E2E_CHROMIUM || undefined,
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        // Without these Chromium asks for its maker's hosts all the time, which a closed network refuses.
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--font-render-hinting=none',
      ],
    },
  },
  webServer: {
    command: 'node e2e/serve.mjs',
    cwd: path.resolve(import.meta.dirname, '..'),
    url: `${baseURL}/ready`,
    timeout: 600_000,
    env: { ...process.env, HOST: '127.0.0.1', PORT: process.env.E2E_PORT } as Record<string, string>,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
  },
});
