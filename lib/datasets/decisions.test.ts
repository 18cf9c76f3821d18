import { expect, test } from 'vitest';
import { type CampaignStanding, decisionsNeeded } from './decisions.ts';
import type { DatasetDesk, DeskVersion } from './desk-views.ts';

const version = (more: Partial<DeskVersion>): DeskVersion => ({
  number: 1,
  state: 'done',
  error: null,
  createdAt: new Date(0),
  manifestSha256: null,
  merkleRoot: null,
  images: { train: 1, val: 1, test: 1 },
  missing: { train: 0, val: 0, test: 0 },
  classes: 1,
  options: { valShare: 0.1, testShare: 0.2, heldOutSources: [], minimumConfidence: 0 },
  unitsSettled: 100,
  ...more,
});
const desk = (slug: string, more: Partial<DatasetDesk> = {}): DatasetDesk => ({
  slug,
  title: slug,
  images: 10,
  unitsSettled: 100,
  campaigns: 1,
  latest: version({}),
  newest: version({}),
  ...more,
});
const campaign = (slug: string, settled: number, contested = 0) => ({
  slug: `about-${slug}`,
  title: slug,
  dataset: { slug },
  progress: { units: 100, settled, contested },
});
const none = new Map<string, number>();
const kinds = (datasets: DatasetDesk[], campaigns: CampaignStanding[]) =>
  decisionsNeeded(datasets, campaigns, none).map(({ kind }) => kind);

test('nothing, where everything settled is frozen', () => {
  expect(kinds([desk('birds')], [campaign('birds', 100)])).toEqual([]);
});

test('a freeze is due once nothing is open and labels are new, not while one is under way', () => {
  const more = { unitsSettled: 150 };
  expect(decisionsNeeded([desk('birds', more)], [campaign('birds', 100)], none)).toMatchObject([
    { kind: 'ready-to-freeze', units: 50 },
  ]);
  expect(kinds([desk('birds', more)], [campaign('birds', 60)])).toEqual([]);
  const running = { ...more, latest: version({ number: 2, state: 'running', unitsSettled: null }) };
  expect(kinds([desk('birds', running)], [campaign('birds', 100)])).toEqual([]);
});

test('failures first, then contested units, then what has not begun', () => {
  const failed = desk('fish', { latest: version({ number: 2, state: 'failed', error: 'no labels' }) });
  const unasked = desk('new', { campaigns: 0, unitsSettled: 0, latest: null, newest: null });
  const empty = desk('empty', { images: 0, campaigns: 0, unitsSettled: 0, latest: null, newest: null });
  expect(kinds([empty, unasked, desk('birds'), failed], [campaign('birds', 97, 3)])).toEqual([
    'freeze-failed',
    'review',
    'no-campaign',
    'no-images',
  ]);
});

test('units that labelers flagged wait for review like contested ones', () => {
  const campaigns = [campaign('birds', 97, 3), campaign('fish', 100), campaign('cats', 100)];
  const flagged = new Map([
    ['about-birds', 2],
    ['about-cats', 1],
  ]);
  expect(decisionsNeeded([], campaigns, flagged)).toMatchObject([
    { kind: 'review', campaign: { slug: 'about-birds' }, contested: 3, flagged: 2 },
    { kind: 'review', campaign: { slug: 'about-cats' }, contested: 0, flagged: 1 },
  ]);
});
