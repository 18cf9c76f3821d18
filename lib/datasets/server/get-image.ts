import { AppError } from '#lib/core/errors';
import type { SynsetName } from '#lib/hierarchy/synset-views';
import { db } from '#lib/infra/db/client';
import type { Split } from '../split.ts';
import { newestVersions } from './newest-versions.ts';

/** A label of an image that everybody may see. */
export interface PublicLabel {
  synset: SynsetName;
  /** Probability that it is right, from 0 to 1; null where nothing was reckoned. */
  confidence: number | null;
  /** Whether only simulated labelers voted for it. */
  simulated: boolean;
  split: Split;
  dataset: { slug: string; title: string; version: number };
}

/** An image with where it comes from and, where that is public, what it shows. */
export interface ImageView {
  sha256: string;
  mime: string;
  bytes: number;
  width: number;
  height: number;
  source: {
    title: string;
    author: string;
    license: string;
    licenseUrl: string;
    homepage: string | null;
    /** Its name there, which may tell what it shows: null where no label is public. */
    reference: string | null;
  };
  labels: PublicLabel[];
}

/**
 * An image by its SHA-256. Labels are those of train and val in the newest version of each dataset; an image that is held
 * out in any version, or in none yet, comes without. For everybody. Throws an AppError `unknown-image`.
 */
export async function getImage(sha256: string): Promise<ImageView> {
  const image = await db().image.findUnique({ where: { sha256 }, include: { source: true } });
  if (!image) {
    throw new AppError('not-found', 'unknown-image', `There is no image ${sha256}: give the SHA-256 of one.`);
  }
  const labels = await selectPublicLabels(image.id);
  const { mime, bytes, width, height, sourceRef } = image;
  const { title, author, license, licenseUrl, homepage } = image.source;
  const reference = labels.length > 0 ? sourceRef : null;
  const source = { title, author, license, licenseUrl, homepage, reference };
  return { sha256, mime, bytes, width, height, source, labels };
}

async function selectPublicLabels(imageId: number): Promise<PublicLabel[]> {
  interface Row extends Omit<PublicLabel, 'synset' | 'dataset'> {
    id: string;
    word: string;
    slug: string;
    title: string;
    version: number;
  }
  const rows = await db().$queryRaw<Row[]>`
    SELECT s.id, s.words[1] AS word, i.confidence, i.simulated, i.split, d.slug, d.title, v.number AS version
    FROM version_images i
    JOIN ${newestVersions} v ON v.id = i.version_id
    JOIN datasets d ON d.id = v.dataset_id
    JOIN synsets s ON s.id = i.synset_id
    WHERE i.image_id = ${imageId} AND i.split IN ('train', 'val')
      AND NOT EXISTS (SELECT FROM held_out_labels h WHERE h.image_id = i.image_id)
    ORDER BY d.slug`;
  return rows.map(({ id, word, confidence, simulated, split, slug, title, version }) => ({
    synset: { id, word },
    confidence,
    simulated,
    split,
    dataset: { slug, title, version },
  }));
}
