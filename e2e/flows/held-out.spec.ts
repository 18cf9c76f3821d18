import type { Page } from '@playwright/test';
import { askDatabase } from '../fixtures/database.ts';
import { findLeaks, type HeldOutImage } from '../fixtures/held-out-leaks.ts';
import { fillPattern, readRoutes } from '../fixtures/routes.ts';
import { expect, test } from '../fixtures/test.ts';

const EDITION = new Date().getUTCFullYear();

/** Every page and route that answers GET, asked by every role that may not know the held-out labels. */
for (const role of ['visitor', 'labeler', 'researcher'] as const) {
  test(`no answer to a ${role} ties a held-out image to its noun`, async ({ page, signIn }) => {
    test.setTimeout(300_000);
    if (role !== 'visitor') await signIn(role);
    const images = await askDatabase<HeldOutImage>(`
      SELECT i.sha256, h.synset_id AS "synsetId", s.words[1] AS word, i.source_ref AS "sourceRef"
      FROM held_out_labels h JOIN images i ON i.id = h.image_id JOIN synsets s ON s.id = h.synset_id
      JOIN dataset_versions v ON v.id = h.version_id JOIN datasets d ON d.id = v.dataset_id
      WHERE d.slug = 'drawings'`);
    expect(images.length).toBeGreaterThan(100);
    const values = await knownValues(images);

    let asked = 0;
    let seen = 0;
    for (const { pattern } of readRoutes()) {
      for (const address of fillPattern(pattern, values)) {
        for (const query of queries(pattern)) {
          const { body, text } = await ask(page, address + query);
          asked++;
          if (images.some(({ sha256 }) => body.includes(sha256))) seen++;
          expect(findLeaks(body, images), `${role} asks ${address + query}`).toEqual([]);
          if (pattern === '/picture/[sha256]' && isHeldOut(address, images))
            expectSilent(text, address, images);
        }
      }
    }
    // The walk would prove nothing if it met no held-out image at all.
    expect(asked).toBeGreaterThan(30);
    expect(seen).toBeGreaterThan(0);
  });
}

async function knownValues(images: readonly HeldOutImage[]): Promise<Record<string, string[]>> {
  const submissions = await askDatabase<{ id: string }>('SELECT id FROM submissions LIMIT 4');
  const shown = await askDatabase<{ sha256: string }>(
    `SELECT i.sha256 FROM version_images v JOIN images i ON i.id = v.image_id WHERE v.split = 'train' LIMIT 1`,
  );
  const synsets = ['n00001740', ...new Set(images.slice(0, 4).map(({ synsetId }) => synsetId))];
  const pictures = [...images.slice(0, 3), ...shown].map(({ sha256 }) => sha256);
  return {
    'datasets/[slug]': ['drawings'],
    'versions/[version]': ['1'],
    'exports/[format]': ['imagefolder'],
    'challenges/[slug]': [`drawings-${EDITION}`],
    'campaigns/[slug]': ['which-drawings-show-it', 'name-the-drawing'],
    'label/[campaign]': ['which-drawings-show-it', 'name-the-drawing'],
    'submissions/[id]': submissions.map(({ id }) => id),
    'synsets/[id]': synsets,
    'explore/[synset]': synsets,
    'images/[sha256]': pictures,
    'picture/[sha256]': pictures,
    'docs/[page]': ['labelers', 'researchers', 'organisers'],
  };
}

/** Lists are asked for their held-out parts and for as much as they give. */
function queries(pattern: string): string[] {
  if (pattern.endsWith('/versions/[version]/images'))
    return ['?split=test&limit=500', '?split=train&limit=500'];
  if (pattern === '/api/v1/synsets/[id]/images') return ['?limit=100'];
  if (pattern === '/api/v1/synsets') return ['?query=dog'];
  if (pattern.endsWith('/leaderboard')) return ['', '?split=test', '?split=val'];
  return [''];
}

async function ask(page: Page, address: string): Promise<{ body: string; text: string }> {
  // An archive is read as bytes; names in it stand as they are.
  const answer = await page.request.get(address, { timeout: 60_000, maxRedirects: 5 });
  const body = (await answer.body()).toString('latin1');
  return { body, text: body.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<[^>]+>/g, ' ') };
}

function isHeldOut(address: string, images: readonly HeldOutImage[]): boolean {
  return images.some(({ sha256 }) => address.includes(sha256));
}

/** The page of a held-out picture names its noun nowhere. */
function expectSilent(text: string, address: string, images: readonly HeldOutImage[]): void {
  const image = images.find(({ sha256 }) => address.includes(sha256));
  if (image) expect(text).not.toMatch(new RegExp(`\\b${image.word}\\b`));
}
