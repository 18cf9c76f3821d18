import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { APIResponse, Page } from '@playwright/test';
import { exportFormats } from '#lib/datasets/export/formats';
import { askDatabase } from '../fixtures/database.ts';
import { heldOutImages } from '../fixtures/held-out-images.ts';
import { findLeaks, type HeldOutImage } from '../fixtures/held-out-leaks.ts';
import { fillPattern, readRoutes } from '../fixtures/routes.ts';
import { expect, test } from '../fixtures/test.ts';

const EDITION = new Date().getUTCFullYear();
const VERIFY = 'which-drawings-show-it';
const CLASSIFY = 'name-the-drawing';
const PAGE_OF_UNITS = 24;

type Role = 'visitor' | 'labeler' | 'researcher' | 'organiser';

const organisersAlone = new RegExp(
  `^/api/v1/(${[
    'campaigns/\\[slug\\]/(assistants|board|labelers|votes\\.csv)',
    'challenges/\\[slug\\]/(admissions|audit|entries|export|file|invited|overlaps)',
    'datasets/\\[slug\\]/(duplicates|imports(/\\[id\\].*)?)',
    'queue',
    'takedowns(/count)?',
    'units/\\[id\\]',
    'workers',
  ].join('|')})$`,
);

/** What an address answers: visitors are sent to sign in where the others are told that it is not for them. */
function expectedStatus(pattern: string, role: Role): number {
  const forOrganisers = pattern.startsWith('/organise');
  if (organisersAlone.test(pattern)) {
    if (role !== 'organiser') return role === 'visitor' ? 401 : 403;
    // No import has the id that is asked for.
    return pattern.includes('/imports/[id]') ? 404 : 200;
  }
  // What a model says is explained on images with a public label, and these were not asked about.
  if (pattern.startsWith('/api/v1/submissions/[id]/explanations/')) return 404;
  // Nobody is invited by the token that is asked for.
  if (pattern === '/api/v1/invitations/[token]') return 404;
  if (
    /^\/api\/v1\/(board|labelers\/me|challenges\/\[slug\]\/webhooks|campaigns\/\[slug\]\/(qualification|nouns\/likely))$/.test(
      pattern,
    )
  )
    return role === 'visitor' ? 401 : 200;
  const forResearchers = /^\/(challenges\/.*\/(enter|submit|team)|invitations\/\[token\])$/.test(pattern);
  if (forOrganisers) return role === 'labeler' || role === 'researcher' ? 403 : 200;
  return forResearchers && role === 'labeler' ? 403 : 200;
}

test.beforeAll(async () => {
  // The pages of submissions say something only once there are scores.
  test.setTimeout(300_000);
  await expect
    .poll(scoredBaselines, { timeout: 280_000, intervals: [2000], message: 'scored baselines' })
    .toHaveLength(4);
});

/** Every page and route that answers GET, and leases, as every role; an organiser's own pages alone may tell. */
for (const role of ['visitor', 'labeler', 'researcher', 'organiser'] as const) {
  test(`no answer ties a held-out image to its noun: ${role}`, async ({ page, signIn }) => {
    test.setTimeout(300_000);
    if (role !== 'visitor') await signIn(role);
    const images = await heldOutImages();
    expect(images.length).toBeGreaterThan(100);
    const values = await knownValues(images);

    let asked = 0;
    let seen = 0;
    for (const { pattern } of readRoutes()) {
      if (pattern.startsWith('/organise') && role === 'organiser') continue;
      for (const address of fillPattern(pattern, values)) {
        for (const query of queries(pattern)) {
          const { status, body, text } = await ask(page, address + query);
          const about = `${role} asks ${address + query}`;
          expect.soft(status, about).toBe(expectedStatus(pattern, role));
          asked++;
          if (images.some(({ sha256 }) => body.includes(sha256))) seen++;
          expect(findLeaks(body, images), about).toEqual([]);
          if (pattern === '/picture/[sha256]' && isHeldOut(address, images))
            expectSilent(text, address, images);
        }
      }
    }
    // The walk would prove nothing if it met no held-out image at all.
    expect(asked).toBeGreaterThan(30);
    expect(seen).toBeGreaterThan(0);
  });

  test(`no lease ties a held-out image to its noun: ${role}`, async ({ page, signIn }) => {
    if (role !== 'visitor') await signIn(role);
    const images = await heldOutImages();
    for (const campaign of [VERIFY, CLASSIFY]) {
      const data = { count: PAGE_OF_UNITS };
      const answer = await page.request.post(`/api/v1/campaigns/${campaign}/assignments`, { data });
      const about = `${role} leases units of ${campaign}`;
      const { status, body } = await read(answer);
      expect(status, about).toBe(role === 'visitor' ? 401 : 201);
      expect(findLeaks(body, images), about).toEqual([]);
      if (status !== 201) continue;
      const { id, units } = JSON.parse(body);
      expect(units.length, about).toBeGreaterThan(0);
      await page.request.post(`/api/v1/assignments/${id}/return`, { data: {} });
    }
  });
}

test('no log ties a held-out image to its noun', async () => {
  const images = await heldOutImages();
  const folder = path.resolve(import.meta.dirname, '../.data/logs');
  const logs = (await readdir(folder)).filter((name) => name.endsWith('.log'));
  expect(logs).toEqual(expect.arrayContaining(['web.log', 'worker.log']));
  for (const name of logs) {
    for (const line of (await readFile(path.join(folder, name), 'utf8')).split('\n'))
      expect(findLeaks(line, images), name).toEqual([]);
  }
});

function scoredBaselines(): Promise<{ id: string }[]> {
  return askDatabase<{ id: string }>(`
    SELECT s.id FROM submissions s JOIN entries e ON e.id = s.entry_id
    JOIN scores ON scores.submission_id = s.id AND scores.split = 'test' WHERE e.baseline`);
}

async function knownValues(images: readonly HeldOutImage[]): Promise<Record<string, string[]>> {
  const submissions = await scoredBaselines();
  // Its page names it as its source does; other sources may have the same name for an image that is held out.
  const shown = await askDatabase<{ sha256: string }>(`
    SELECT i.sha256 FROM version_images v JOIN images i ON i.id = v.image_id
    WHERE v.split = 'train' AND i.source_ref NOT IN (
      SELECT source_ref FROM held_out_labels h JOIN images ON images.id = h.image_id
    ) ORDER BY i.id LIMIT 1`);
  expect(shown).toHaveLength(1);
  const [unit] = await askDatabase<{ id: number }>(`
    SELECT id FROM units WHERE image_id NOT IN (SELECT image_id FROM held_out_labels) ORDER BY id LIMIT 1`);
  if (!unit) throw new Error('there is no unit whose image is not held out');
  const synsets = ['n00001740', ...new Set(images.slice(0, 4).map(({ synsetId }) => synsetId))];
  const pictures = [...images.slice(0, 3), ...shown].map(({ sha256 }) => sha256);
  return {
    'datasets/[slug]': ['drawings'],
    'versions/[version]': ['1'],
    'exports/[format]': [...exportFormats],
    // Each is read piece by piece in exports.spec.ts.
    '[format]/[file]': [],
    'challenges/[slug]': [`drawings-${EDITION}`],
    'series/[slug]': ['drawings'],
    'invitations/[token]': ['nobody-is-invited-by-this-token'],
    'campaigns/[slug]': [VERIFY, CLASSIFY],
    'campaigns/[campaign]': [VERIFY, CLASSIFY],
    'label/[campaign]': [VERIFY, CLASSIFY],
    // Scripts, the same for everybody.
    'chunks/[file]': [],
    'guide/[noun]': synsets.slice(1),
    'imports/[id]': ['01900000-0000-7000-8000-000000000000'],
    'nouns/[id]': synsets.slice(1),
    // Organisers are told what people said of it.
    'units/[id]': [String(unit.id)],
    'submissions/[id]': submissions.map(({ id }) => id),
    'synsets/[id]': synsets,
    'explore/[synset]': synsets,
    'explanations/[sha256]': images.slice(0, 3).map(({ sha256 }) => sha256),
    'images/[sha256]': pictures,
    'picture/[sha256]': pictures,
    'docs/[page]': ['labelers', 'researchers', 'organisers'],
  };
}

/** Lists are asked for their held-out parts and for as much as they give. */
function queries(pattern: string): string[] {
  if (pattern.endsWith('/versions/[version]/images'))
    return ['?split=test&limit=500', '?split=train&limit=500'];
  if (pattern === '/api/v1/takedowns/count') return ['?kind=author&what=Nobody'];
  if (pattern === '/api/v1/synsets/[id]/images') return ['?limit=100'];
  if (pattern === '/api/v1/synsets' || pattern.endsWith('/campaigns/[slug]/nouns')) return ['?query=dog'];
  if (pattern.endsWith('/leaderboard')) return ['', '?split=test', '?split=val'];
  return [''];
}

interface Answer {
  status: number;
  body: string;
  text: string;
}

async function ask(page: Page, address: string): Promise<Answer> {
  return read(await page.request.get(address, { timeout: 60_000, maxRedirects: 5 }));
}

async function read(answer: APIResponse): Promise<Answer> {
  // An archive is read as bytes; names in it stand as they are.
  const body = (await answer.body()).toString('latin1');
  const text = body.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<[^>]+>/g, ' ');
  return { status: answer.status(), body, text };
}

function isHeldOut(address: string, images: readonly HeldOutImage[]): boolean {
  return images.some(({ sha256 }) => address.includes(sha256));
}

/** The page of a held-out picture names its noun nowhere. */
function expectSilent(text: string, address: string, images: readonly HeldOutImage[]): void {
  const image = images.find(({ sha256 }) => address.includes(sha256));
  if (image) expect(text).not.toMatch(new RegExp(`\\b${image.word}\\b`));
}
