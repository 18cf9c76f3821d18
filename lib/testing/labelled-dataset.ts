import { createHash, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { seededRandom } from '#lib/core/random';
import { addImagesToDataset } from '#lib/datasets/server/add-images-to-dataset';
import { createDataset } from '#lib/datasets/server/create-dataset';
import type { Person } from '#lib/identity/person';
import { addImages } from '#lib/images/server/add-images';
import { ensureSource } from '#lib/images/server/ensure-source';
import { db } from '#lib/infra/db/client';
import { createCampaign } from '#lib/labelling/server/create-campaign';
import { recordVotes } from '#lib/labelling/server/record-votes';
import { byMajority } from './campaigns.ts';
import { makePeople } from './people.ts';

/** An image that was put into a dataset and what it was gathered for. */
export interface GatheredImage {
  imageId: number;
  sha256: string;
  synsetId: string;
  /** Slug. */
  source: string;
}

/** Makes a source of its own name under CC0. */
export async function makeSource(slug: string): Promise<number> {
  return ensureSource({
    slug,
    title: `Pictures of ${slug}`,
    author: 'Ada',
    license: 'CC0-1.0',
    licenseUrl: 'https://creativecommons.org/publicdomain/zero/1.0/',
  });
}

/** Puts small real pictures into a dataset, so many of each noun, all of one source. The name makes them differ. */
export async function gatherImages(
  organiser: Person,
  dataset: string,
  source: string,
  perNoun: Readonly<Record<string, number>>,
  name = source,
): Promise<GatheredImage[]> {
  const sourceId = await makeSource(source);
  const wanted = Object.entries(perNoun).flatMap(([synsetId, count]) =>
    Array.from({ length: count }, (_, index) => ({ synsetId, ref: `${synsetId} ${index}` })),
  );
  const files = await Promise.all(wanted.map(({ ref }) => paint(`${dataset} ${name} ${ref}`)));
  const outcomes = await addImages(
    files.map((bytes, index) => ({ bytes, sourceId, sourceRef: wanted[index]?.ref ?? '' })),
  );
  const images = outcomes.map((outcome, index) => {
    if ('refusal' in outcome) throw outcome.refusal;
    const { id, sha256 } = outcome.image;
    return { imageId: id, sha256, synsetId: wanted[index]?.synsetId ?? '', source };
  });
  await addImagesToDataset(organiser, {
    slug: dataset,
    images: images.map(({ imageId, synsetId }) => ({ imageId, candidates: [synsetId] })),
  });
  return images;
}

/** A small picture of noise, another for every name. */
async function paint(name: string): Promise<Buffer> {
  const random = seededRandom(createHash('sha256').update(name).digest().readUInt32LE());
  const pixels = Buffer.from(Array.from({ length: 24 * 18 * 3 }, () => random.below(256)));
  return sharp(pixels, { raw: { width: 24, height: 18, channels: 3 } })
    .png()
    .toBuffer();
}

/**
 * Asks about the candidates of some images in a verify campaign of one vote a unit and has a labeler answer: yes, but no
 * to those that `isRight` says are wrong.
 */
export async function verifyImages(
  organiser: Person,
  dataset: string,
  images: readonly GatheredImage[],
  isRight: (image: GatheredImage) => boolean = () => true,
): Promise<void> {
  const [labeler] = await makePeople(1, 'labeler');
  const slug = `verify-${randomUUID()}`;
  await createCampaign(organiser, {
    dataset,
    slug,
    kind: 'verify',
    title: 'Verify',
    instructions: '',
    ...byMajority(1),
    candidates: images.map(({ sha256, synsetId }) => ({ image: sha256, synset: synsetId })),
  });
  const units = await db().unit.findMany({ where: { campaign: { slug } } });
  const right = new Map(images.map((image) => [`${image.imageId} ${image.synsetId}`, isRight(image)]));
  await recordVotes(organiser, {
    campaign: slug,
    votes: units.map(({ id, imageId, synsetId }) => ({
      unitId: id,
      userId: (labeler as Person).id,
      answer: right.get(`${imageId} ${synsetId}`) ? 'yes' : 'no',
      milliseconds: 900,
    })),
  });
}

/** Makes an empty dataset with a name of its own. */
export async function makeEmptyDataset(organiser: Person): Promise<string> {
  const slug = `dataset-${randomUUID()}`;
  await createDataset(organiser, { slug, title: `Dataset ${slug}`, description: '' });
  return slug;
}
