import { createHash, randomUUID } from 'node:crypto';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';

/** A dataset of rows alone: its images have no bytes in storage. */
export interface TestDataset {
  id: string;
  slug: string;
  /** In order of making. */
  images: { id: number; sha256: string }[];
}

/** Makes a dataset with this many images of a source of its own, for tests that never look at pixels. */
export async function makeDataset(organiser: Person, imageCount: number): Promise<TestDataset> {
  const name = randomUUID();
  const source = await db().source.create({
    data: {
      slug: name,
      title: 'Test pictures',
      author: 'Nobody',
      license: 'CC0-1.0',
      licenseUrl: 'https://example.org',
    },
  });
  const images = await db().image.createManyAndReturn({
    data: Array.from({ length: imageCount }, (_, index) => ({
      sha256: createHash('sha256').update(`${name} ${index}`).digest('hex'),
      mime: 'image/png',
      bytes: 100,
      width: 320,
      height: 240,
      sourceId: source.id,
      sourceRef: `${name}-${index}.png`,
    })),
    select: { id: true, sha256: true },
  });
  const dataset = await db().dataset.create({
    data: {
      slug: name,
      title: `Dataset ${name}`,
      createdById: organiser.id,
      images: { createMany: { data: images.map(({ id }) => ({ imageId: id })) } },
    },
  });
  return { id: dataset.id, slug: dataset.slug, images };
}
