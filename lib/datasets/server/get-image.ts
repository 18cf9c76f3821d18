import { AppError } from '#lib/core/errors';
import type { SynsetName } from '#lib/hierarchy/synset-views';
import { takenDown } from '#lib/images/server/find-tombstone';
import { db } from '#lib/infra/db/client';
import type { Split } from '../split.ts';
import { type LabelVote, listLabelVotes } from './list-label-votes.ts';
import { newestVersions } from './newest-versions.ts';

/** A label of an image that everybody may see. */
export interface PublicLabel {
  synset: SynsetName;
  /** Probability that it is right, from 0 to 1; null where nothing was reckoned. */
  confidence: number | null;
  /** Whether only simulated labelers voted for it. */
  simulated: boolean;
  /** Whether a model's vote is among those for it. */
  machine: boolean;
  split: Split;
  dataset: { slug: string; title: string; version: number };
  /** The votes that it was made of, the oldest first. */
  votes: LabelVote[];
}

/** Who made images, on what terms. */
export interface PublicSource {
  title: string;
  author: string;
  license: string;
  licenseUrl: string;
  homepage: string | null;
}

/** An image with where it comes from and, where that is public, what it shows. */
export interface ImageView {
  sha256: string;
  mime: string;
  bytes: number;
  width: number;
  height: number;
  /**
   * Where it comes from: its source where a label is public. Else all sources of the datasets that it stands in, for what is
   * imported at once may show one noun alone.
   */
  sources: PublicSource[];
  /** Its name at its source, which may tell what it shows: null where no label is public. */
  reference: string | null;
  labels: PublicLabel[];
}

/**
 * An image by its SHA-256. Labels are those of train and val in the newest version of each dataset; an image that is held
 * out in any version, or in none yet, comes without; so do the votes that made them. For everybody. Throws an AppError `unknown-image`,
 * and `taken-down` for one that was.
 */
export async function getImage(sha256: string): Promise<ImageView> {
  const image = await db().image.findUnique({ where: { sha256 }, include: { source: true, takedown: true } });
  if (!image) {
    throw new AppError('not-found', 'unknown-image', `There is no image ${sha256}: give the SHA-256 of one.`);
  }
  if (image.takedown) throw takenDown(sha256, image.takedown);
  const [shownLabels, votes] = await Promise.all([selectPublicLabels(image.id), listLabelVotes(image.id)]);
  const labels = shownLabels.map((label) => ({ ...label, votes: votes.get(label.dataset.slug) ?? [] }));
  const { mime, bytes, width, height } = image;
  const shown = labels.length > 0;
  const sources = shown ? [image.source] : await selectSourcesAround(image.id, image.source.id);
  return {
    sha256,
    mime,
    bytes,
    width,
    height,
    sources: sources.map(({ title, author, license, licenseUrl, homepage }) => ({
      title,
      author,
      license,
      licenseUrl,
      homepage,
    })),
    reference: shown ? image.sourceRef : null,
    labels,
  };
}

/** The sources of all datasets with an image, in order of their titles; its own alone where it stands in none. */
async function selectSourcesAround(imageId: number, ownId: number): Promise<PublicSource[]> {
  return db().$queryRaw<PublicSource[]>`
    SELECT s.title, s.author, s.license, s.license_url AS "licenseUrl", s.homepage FROM sources s
    WHERE s.id IN (
      SELECT ${ownId}::int
      UNION ALL
      SELECT o.source_id FROM dataset_images d
      JOIN dataset_sources o ON o.dataset_id = d.dataset_id
      WHERE d.image_id = ${imageId}
    ) ORDER BY s.title, s.id`;
}

async function selectPublicLabels(imageId: number): Promise<Omit<PublicLabel, 'votes'>[]> {
  interface Row extends Omit<PublicLabel, 'synset' | 'dataset' | 'votes'> {
    id: string;
    word: string;
    slug: string;
    title: string;
    version: number;
  }
  const rows = await db().$queryRaw<Row[]>`
    SELECT s.id, s.words[1] AS word, i.confidence, i.simulated, i.machine, i.split, d.slug, d.title, v.number AS version
    FROM version_images i
    JOIN ${newestVersions} v ON v.id = i.version_id
    JOIN datasets d ON d.id = v.dataset_id
    JOIN synsets s ON s.id = i.synset_id
    WHERE i.image_id = ${imageId} AND i.split IN ('train', 'val')
      AND NOT EXISTS (SELECT FROM held_out_labels h WHERE h.image_id = i.image_id)
    ORDER BY d.slug`;
  return rows.map(({ id, word, confidence, simulated, machine, split, slug, title, version }) => ({
    synset: { id, word },
    confidence,
    simulated,
    machine,
    split,
    dataset: { slug, title, version },
  }));
}
