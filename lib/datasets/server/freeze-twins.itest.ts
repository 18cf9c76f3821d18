import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { imageKey } from '#lib/images/image-keys';
import { addImages } from '#lib/images/server/add-images';
import { findNearDuplicates } from '#lib/images/server/find-near-duplicates';
import { db } from '#lib/infra/db/client';
import { storage } from '#lib/infra/storage';
import {
  type GatheredImage,
  gatherImages,
  makeEmptyDataset,
  makeSource,
  verifyImages,
} from '#lib/testing/labelled-dataset';
import { makePerson } from '#lib/testing/people';
import type { FreezeOptionsInput } from '../freeze-options.ts';
import type { FreezeReport } from '../freeze-report.ts';
import { addImagesToDataset } from './add-images-to-dataset.ts';
import { freezeVersion } from './freeze-version.ts';
import { requestFreeze } from './request-freeze.ts';

const [dog, cat] = ['n02084071', 'n02121620'];
const organiser = await makePerson('organiser');

async function freeze(slug: string, options: FreezeOptionsInput = {}) {
  const { id } = await requestFreeze(organiser, { slug, options });
  await freezeVersion(id);
  const images = await db().versionImage.findMany({ where: { versionId: id } });
  const { report } = await db().datasetVersion.findUniqueOrThrow({ where: { id } });
  return {
    splits: new Map(images.map(({ imageId, split }) => [imageId, split])),
    report: report as unknown as FreezeReport,
  };
}

/** Puts a copy of each image in another tone into the dataset and has it labelled alike. */
async function addTwins(
  slug: string,
  images: readonly GatheredImage[],
  source = slug,
): Promise<Map<number, number>> {
  const sourceId = await makeSource(source);
  const files = await Promise.all(
    images.map(async ({ sha256 }) => {
      const bytes = (await storage().get(imageKey(sha256))) as Uint8Array;
      return sharp(bytes).linear(0.97, 2).png().toBuffer();
    }),
  );
  const outcomes = await addImages(files.map((bytes, at) => ({ bytes, sourceId, sourceRef: `twin ${at}` })));
  const twins = outcomes.map((outcome, at) => {
    if ('refusal' in outcome) throw outcome.refusal;
    const { id, sha256 } = outcome.image;
    return { ...(images[at] as GatheredImage), imageId: id, sha256, source };
  });
  await addImagesToDataset(organiser, {
    slug,
    images: twins.map(({ imageId, synsetId }) => ({ imageId, candidates: [synsetId] })),
  });
  await verifyImages(organiser, slug, twins);
  return new Map(images.map(({ imageId }, at) => [imageId, twins[at]?.imageId as number]));
}

async function labelled(perNoun: Record<string, number>) {
  const slug = await makeEmptyDataset(organiser);
  const images = await gatherImages(organiser, slug, slug, perNoun);
  await verifyImages(organiser, slug, images);
  return { slug, images };
}

const decide = (twins: Map<number, number>, decision: 'different' | null) =>
  db().nearDuplicate.updateMany({
    where: { firstId: { in: [...twins.keys()] }, secondId: { in: [...twins.values()] } },
    data: { decision },
  });

describe('near duplicates in a freeze', () => {
  test('are on one side, in a first version and with those that come later', async () => {
    const { slug, images } = await labelled({ [dog]: 20, [cat]: 20 });
    const early = await addTwins(slug, images.slice(0, 30));
    const first = await freeze(slug);
    for (const [one, other] of early) expect(first.splits.get(one)).toBe(first.splits.get(other));
    expect(first.report.twins).toMatchObject({ groups: 30, images: 60 });
    expect(first.report.twins?.moved).toBeGreaterThan(0);
    expect([...first.splits.values()].filter((split) => split === 'test')).toHaveLength(14);

    const late = await addTwins(slug, images.slice(30));
    const second = await freeze(slug, { testShare: 0.5 });
    for (const [one, other] of [...early, ...late]) {
      expect(second.splits.get(one)).toBe(second.splits.get(other));
      expect(second.splits.get(one) === 'test').toBe(first.splits.get(one) === 'test');
    }
    expect(second.report.twins).toMatchObject({ groups: 40, images: 80 });
    expect(second.report.leftOut['twin-shown']).toBeUndefined();
  });

  test('that an organiser finds different go their own ways; found the same later, the held-out side is left out', async () => {
    const { slug, images } = await labelled({ [dog]: 30 });
    const twins = await addTwins(slug, images);
    const { id } = await requestFreeze(organiser, { slug, options: { seed: 'apart' } });
    await findNearDuplicates();
    expect((await decide(twins, 'different')).count).toBe(30);
    await freezeVersion(id);
    const rows = await db().versionImage.findMany({ where: { versionId: id } });
    const before = new Map(rows.map(({ imageId, split }) => [imageId, split]));
    const torn = [...twins].filter(
      ([one, other]) => (before.get(one) === 'test') !== (before.get(other) === 'test'),
    );
    expect(torn.length).toBeGreaterThan(0);

    await decide(twins, null);
    const after = await freeze(slug, { seed: 'together' });
    for (const pair of torn) {
      const [heldOut, shown] = before.get(pair[0]) === 'test' ? pair : ([pair[1], pair[0]] as const);
      expect(after.splits.has(heldOut)).toBe(false);
      expect(after.splits.get(shown)).toMatch(/^(train|val)$/);
    }
    expect(after.report.leftOut['twin-shown']).toBe(torn.length);
  });

  test('of a held-out source draw those of other sources to test', async () => {
    const { slug, images } = await labelled({ [dog]: 20 });
    const family = `family-${randomUUID()}`;
    const twins = await addTwins(slug, images.slice(0, 5), family);
    const { splits } = await freeze(slug, { heldOutSources: [family] });
    for (const [one, other] of twins) expect([splits.get(one), splits.get(other)]).toEqual(['test', 'test']);
  });

  test('in another dataset bind too', async () => {
    const { slug, images } = await labelled({ [dog]: 20 });
    const first = await freeze(slug);
    const other = await makeEmptyDataset(organiser);
    const twins = await addTwins(other, images);
    const second = await freeze(other, { testShare: 0.5 });
    for (const [one, twin] of twins)
      expect(second.splits.get(twin) === 'test').toBe(first.splits.get(one) === 'test');
  });
});
