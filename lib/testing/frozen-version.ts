import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { seededRandom } from '#lib/core/random';
import type { Person } from '#lib/identity/person';
import { addImages } from '#lib/images/server/add-images';
import { ensureSource } from '#lib/images/server/ensure-source';
import { pool } from '#lib/infra/db/client';

/** Fashion-MNIST's classes in the order of the models' outputs, each as the noun that comes nearest to it. */
export const fashionClasses = [
  ['t-shirt', 'n03595614'],
  ['trouser', 'n04489008'],
  ['pullover', 'n04370048'],
  ['dress', 'n03236735'],
  ['coat', 'n03057021'],
  ['sandal', 'n04133789'],
  ['shirt', 'n04197391'],
  ['sneaker', 'n03472535'],
  ['bag', 'n02774152'],
  ['ankle-boot', 'n02872752'],
] as const;

/** Where the 2,000 images and the models trained on their like stand, beside the project; see there. */
export const sharedData = path.resolve(import.meta.dirname, '../../../shared/data');

/** The Fashion-MNIST images of the shared data with the noun of each, at most so many of a class. */
export async function readFashionImages(perClass = Number.POSITIVE_INFINITY) {
  const images: { bytes: Uint8Array; synsetId: string }[] = [];
  for (const [name, synsetId] of fashionClasses) {
    const folder = path.join(sharedData, 'fashion/images', name);
    const files = (await readdir(folder)).sort().slice(0, perClass);
    for (const file of files) images.push({ bytes: await readFile(path.join(folder, file)), synsetId });
  }
  return images;
}

/**
 * Makes a dataset with one frozen version that holds all of these images out, in a shuffled order, as a freeze leaves
 * it. For tests that need a version and not the freeze.
 */
export async function makeHeldOutVersion(
  organiser: Person,
  slug: string,
  images: readonly { bytes: Uint8Array; synsetId: string }[],
): Promise<{ dataset: string; version: number }> {
  const sourceId = await ensureSource({
    slug: 'tests',
    title: 'Images of the tests',
    author: 'the tests',
    license: 'CC0-1.0',
    licenseUrl: 'https://creativecommons.org/publicdomain/zero/1.0/',
  });
  const outcomes = await addImages(images.map(({ bytes }, i) => ({ bytes, sourceId, sourceRef: String(i) })));
  const labelled = outcomes.map((outcome, i) => {
    if ('refusal' in outcome) throw outcome.refusal;
    return { imageId: outcome.image.id, synsetId: (images[i] as { synsetId: string }).synsetId };
  });
  const distinct = [...new Map(labelled.map((each) => [each.imageId, each])).values()];
  const ordered = seededRandom(slug).shuffle(distinct);
  const synsetIds = [...new Set(ordered.map((each) => each.synsetId))].sort();

  const { rows } = await pool().query(
    `WITH d AS (INSERT INTO datasets (id, slug, title, created_by) VALUES (gen_random_uuid(), $1, $1, $2) RETURNING id)
     INSERT INTO dataset_versions (id, dataset_id, number, state, options, test_count, class_count, created_by, frozen_at)
     SELECT gen_random_uuid(), d.id, 1, 'done', '{}', $3, $4, $2, now() FROM d RETURNING id`,
    [slug, organiser.id, ordered.length, synsetIds.length],
  );
  const versionId = rows[0].id as string;
  await pool().query(
    `INSERT INTO version_classes (version_id, position, synset_id, train_count, val_count, test_count)
     SELECT $1, place - 1, id, 0, 0, 0 FROM unnest($2::text[]) WITH ORDINALITY AS c(id, place)`,
    [versionId, synsetIds],
  );
  await pool().query(
    `INSERT INTO version_images (version_id, position, image_id, split, simulated)
     SELECT $1, place - 1, id, 'test', false FROM unnest($2::int[]) WITH ORDINALITY AS i(id, place)`,
    [versionId, ordered.map((each) => each.imageId)],
  );
  await pool().query(
    `INSERT INTO held_out_labels (version_id, image_id, synset_id, confidence)
     SELECT $1, i.id, i.synset, 1 FROM unnest($2::int[], $3::text[]) AS i(id, synset)`,
    [versionId, ordered.map((each) => each.imageId), ordered.map((each) => each.synsetId)],
  );
  return { dataset: slug, version: 1 };
}

/** Makes the first half of such a version's images val, with their labels, as if it had been frozen so. */
export async function revealHalf(dataset: string): Promise<void> {
  await pool().query(
    `WITH revealed AS (
       DELETE FROM held_out_labels h USING version_images i, dataset_versions v, datasets d
       WHERE i.version_id = h.version_id AND i.image_id = h.image_id AND v.id = h.version_id AND d.id = v.dataset_id
         AND d.slug = $1 AND i.position < v.test_count / 2
       RETURNING h.version_id, h.image_id, h.synset_id
     )
     UPDATE version_images i SET split = 'val', synset_id = r.synset_id, confidence = 1 FROM revealed r
     WHERE i.version_id = r.version_id AND i.image_id = r.image_id`,
    [dataset],
  );
}
