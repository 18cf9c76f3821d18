import { createHash } from 'node:crypto';
import { seededRandom } from '#lib/core/random';
import type { Split } from '#lib/datasets/split';
import { updateImageCounts } from '#lib/hierarchy/server/update-image-counts';
import type { Person } from '#lib/identity/person';
import { ensureSource } from '#lib/images/server/ensure-source';
import { db } from '#lib/infra/db/client';

/** An image of a made-up version: the same name is the same image, whichever dataset it stands in. */
export interface MadeImage {
  name: string;
  synsetId: string;
  split: Split;
  /** Of its label; 1 where it is left out. */
  confidence?: number;
}

/** The SHA-256 that a made-up image goes by. */
export function madeSha256(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}

/**
 * Makes the next version of a dataset, and the dataset with its first one, as a freeze leaves it, of images that have
 * rows but no bytes. For tests of what is public, which need a version and neither the freeze nor pictures.
 */
export async function makeVersion(organiser: Person, slug: string, images: MadeImage[]): Promise<string> {
  const sourceId = await ensureSource({
    slug: 'made-up',
    title: 'Made-up images',
    author: 'the tests',
    license: 'CC0-1.0',
    licenseUrl: 'https://creativecommons.org/publicdomain/zero/1.0/',
  });
  await db().image.createMany({
    data: images.map(({ name }) => ({
      sha256: madeSha256(name),
      mime: 'image/png',
      bytes: 100,
      width: 320,
      height: 240,
      sourceId,
      sourceRef: name,
    })),
    skipDuplicates: true,
  });
  const rows = await db().image.findMany({
    where: { sha256: { in: images.map(({ name }) => madeSha256(name)) } },
  });
  const ids = new Map(rows.map(({ sha256, id }) => [sha256, id]));
  const imageId = ({ name }: MadeImage) => ids.get(madeSha256(name)) as number;
  const count = (split: Split, synsetId?: string) =>
    images.filter((image) => image.split === split && (!synsetId || image.synsetId === synsetId)).length;
  const classes = [...new Set(images.map(({ synsetId }) => synsetId))].sort();

  return db().$transaction(async (tx) => {
    const dataset = await tx.dataset.upsert({
      where: { slug },
      create: { slug, title: slug, createdById: organiser.id },
      update: {},
    });
    const version = await tx.datasetVersion.create({
      data: {
        datasetId: dataset.id,
        number: 1 + (await tx.datasetVersion.count({ where: { datasetId: dataset.id } })),
        state: 'done',
        options: {},
        createdById: organiser.id,
        frozenAt: new Date(),
        trainCount: count('train'),
        valCount: count('val'),
        testCount: count('test'),
        classCount: classes.length,
      },
    });
    await tx.versionClass.createMany({
      data: classes.map((synsetId, position) => ({
        versionId: version.id,
        position,
        synsetId,
        trainCount: count('train', synsetId),
        valCount: count('val', synsetId),
        testCount: count('test', synsetId),
      })),
    });
    await tx.versionImage.createMany({
      data: seededRandom(slug)
        .shuffle(images)
        .map((image, position) => ({
          versionId: version.id,
          position,
          imageId: imageId(image),
          split: image.split,
          synsetId: image.split === 'test' ? null : image.synsetId,
          confidence: image.split === 'test' ? null : (image.confidence ?? 1),
          simulated: false,
        })),
    });
    await tx.heldOutLabel.createMany({
      data: images
        .filter(({ split }) => split === 'test')
        .map((image) => ({
          versionId: version.id,
          imageId: imageId(image),
          synsetId: image.synsetId,
          confidence: 1,
        })),
    });
    await updateImageCounts(tx);
    return version.id;
  });
}
