import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CampaignKind } from '#lib/labelling/answers';
import { openBrowser } from './browser.ts';
import { printPercentiles } from './figures.ts';
import { fillCampaigns } from './fill-campaigns.ts';
import { startProduct } from './product.ts';
import { measureSwaps, measureTurns } from './turns.ts';

/** Questions that are answered before time is taken, and while it is. */
const WARM_UP = 4;
const QUESTIONS = 200;

/** How long somebody looks before they answer, in ms: less than anybody needs for a page of 24, or for one image. */
const LOOK_MS: Record<CampaignKind, number> = { verify: 1_500, classify: 700 };
/** The bare page loads nothing meanwhile that it does not have. */
const BARE_LOOK_MS = 500;

const KINDS: readonly CampaignKind[] = ['verify', 'classify'];

const USAGE = `usage: npm run bench labelling-page [-- KIND]
Prints the time from the key that sends an answer to the next question painted with all its images, in a real browser on
the product as it is served, beside the time in which a bare page shows as many images that are loaded already.
KIND is verify or classify; both where it is left out.`;

/** Runs the product on data of its own and answers questions in a browser, as fast as a hurried labeler. */
async function benchLabellingPage(kinds: readonly CampaignKind[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'imagenest-bench-'));
  const product = await startProduct(folder);
  const browser = await openBrowser();
  try {
    const questions = WARM_UP + QUESTIONS;
    const labeler = await fillCampaigns(product, kinds, questions);
    for (const kind of kinds) {
      const page = await browser.signIn(product.url, labeler);
      await page.goto(`${product.url}/label/${kind}`);
      const turns = await measureTurns(page, kind, questions, LOOK_MS[kind]);
      const bare = await measureSwaps(page, turns.images, questions, BARE_LOOK_MS);
      printPercentiles(kind, turns.milliseconds.slice(WARM_UP), bare.slice(WARM_UP));
      await page.context().close();
    }
  } finally {
    await browser.close();
    await product.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const asked = process.argv.slice(2);
if (asked.includes('--help') || asked.includes('-h')) console.log(USAGE);
else {
  const unknown = asked.filter((kind) => !(KINDS as readonly string[]).includes(kind));
  if (unknown.length > 0) {
    console.error(`No case is called ${unknown.join(' or ')}.\n${USAGE}`);
    process.exit(2);
  }
  await benchLabellingPage(asked.length > 0 ? (asked as CampaignKind[]) : KINDS);
}
