import type { Page } from 'playwright-core';
import type { CampaignKind } from '#lib/labelling/answers';

/** The images of a question, and the key that answers it: a page without a match, and an image of none of the nouns. */
const QUESTION: Record<CampaignKind, { images: string; key: string }> = {
  verify: { images: '[data-grid] img', key: 'Enter' },
  classify: { images: '#main img', key: 'n' },
};

interface Turns {
  milliseconds: number[];
  /** The images of each question as they were shown. */
  images: string[][];
}

declare global {
  interface Window {
    /** Resolves with the time from the next press of `key` until other images are painted, all of them. */
    nextTurn(images: string, key: string): Promise<number>;
  }
}

/** Runs in the page. */
function watchTurns(): void {
  const sourcesOf = (images: string) =>
    [...document.querySelectorAll<HTMLImageElement>(images)].map(({ src }) => src).join();
  const frame = () => new Promise(requestAnimationFrame);
  /** The task after the next frame, which is painted by then. */
  const painted = async () => {
    await frame();
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
  };

  window.nextTurn = (images, key) =>
    new Promise((resolve) => {
      const before = sourcesOf(images);
      const onKeyDown = async (event: KeyboardEvent) => {
        if (event.key !== key) return;
        window.removeEventListener('keydown', onKeyDown, true);
        // When the key went down, not when the page came to hear of it.
        const from = event.timeStamp;
        let now = before;
        while (now === before || now === '') {
          await frame();
          now = sourcesOf(images);
        }
        const shown = [...document.querySelectorAll<HTMLImageElement>(images)];
        await Promise.all(shown.map((image) => image.decode()));
        await painted();
        resolve(performance.now() - from);
      };
      window.addEventListener('keydown', onKeyDown, true);
    });
}

/** Answers so many questions, each after having looked at it for a while; gives the time of each turn. */
export async function measureTurns(
  page: Page,
  kind: CampaignKind,
  questions: number,
  lookMs: number,
): Promise<Turns> {
  const { images, key } = QUESTION[kind];
  await page.locator(images).first().waitFor();
  await page.evaluate(watchTurns);
  // Into the question, where its keys are.
  await page.keyboard.press('ArrowDown');
  const turns: Turns = { milliseconds: [], images: [] };
  for (let asked = 0; asked < questions; asked++) {
    await page.waitForTimeout(lookMs);
    turns.images.push(
      await page.locator(images).evaluateAll((all) => all.map((image) => (image as HTMLImageElement).src)),
    );
    turns.milliseconds.push(await turn(page, images, key));
  }
  return turns;
}

/** The bound: a bare page that only gives its images other sources, loaded and decoded before, at the same key. */
export async function measureSwaps(
  page: Page,
  questions: readonly string[][],
  count: number,
  lookMs: number,
): Promise<number[]> {
  const url = new URL('/bare', page.url()).href;
  const tiles = questions[0]?.map(() => '<img width="160" height="160">').join('') ?? '';
  await page.route(url, (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>Bare</title><body>${tiles}` }),
  );
  await page.goto(url);
  await page.evaluate(watchTurns);
  await page.evaluate((pages) => {
    const kept: HTMLImageElement[][] = [];
    const load = (place: number) => {
      kept[place] = (pages[place] ?? []).map((src) => {
        const image = new Image();
        image.src = src;
        image.decode().catch(() => {});
        return image;
      });
      delete kept[place - AHEAD - 1];
    };
    const AHEAD = 3;
    const show = (place: number) => {
      for (const [index, tile] of [...document.images].entries())
        tile.src = pages[place]?.[index] ?? tile.src;
      // Once this one is painted.
      setTimeout(() => load(place + AHEAD), 100);
    };
    let place = 0;
    for (let first = 0; first < AHEAD; first++) load(first);
    show(0);
    window.addEventListener('keydown', () => {
      place += 1;
      show(place);
    });
  }, questions);
  await page.waitForTimeout(2_000);
  const milliseconds: number[] = [];
  for (let asked = 0; asked < count - 1; asked++) {
    await page.waitForTimeout(lookMs);
    milliseconds.push(await turn(page, 'img', 'Enter'));
  }
  return milliseconds;
}

async function turn(page: Page, images: string, key: string): Promise<number> {
  const time = page.evaluate(
    ([images, key]) => window.nextTurn(images as string, key as string),
    [images, key],
  );
  // Asked for and listening before the key comes.
  await page.evaluate(() => {});
  await page.keyboard.press(key);
  return time;
}
