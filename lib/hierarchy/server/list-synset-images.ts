import { type Page, toPage } from '#lib/core/cursor';
import { newestVersions } from '#lib/datasets/server/newest-versions';
import { imageUrl, thumbUrl } from '#lib/images/image-url';
import { db } from '#lib/infra/db/client';
import { Prisma } from '#lib/infra/db/generated/client';
import { type ConfidenceStep, confidenceSteps } from '../confidence.ts';
import type { SynsetImages } from '../synset-queries.ts';
import type { SynsetImage } from '../synset-views.ts';
import { assertSynset } from './assert-synset.ts';

/** What a version has of the subtree. */
interface Share {
  versionId: string;
  /** How many nouns of the subtree its public images are labelled with. */
  nouns: number;
  /** How many public images of the subtree are sure enough, and how many the version has of all nouns. */
  images: number;
  total: number;
  /** Whether all public images of the version are in the subtree. */
  whole: boolean;
}

interface Row {
  position: number;
  versionId: string;
  imageId: number;
  sha256: string;
  width: number;
  height: number;
  synsetId: string;
  word: string;
  slug: string;
  number: number;
  simulated: boolean;
  title: string;
  author: string;
  license: string;
  licenseUrl: string;
  homepage: string | null;
}

/**
 * The public images of a noun and of all below it, in pages: train and val images of the newest version of each dataset,
 * their nouns mixed as the versions' seeded order has them; with `confidence` those whose label is at least as sure. For
 * everybody. Throws an AppError `unknown-synset` where there is no such noun.
 */
export async function listSynsetImages(
  id: string,
  { confidence, cursor, limit }: SynsetImages,
): Promise<Page<SynsetImage>> {
  const shares = await selectShares(id, confidence);
  if (shares.length === 0) await assertSynset(id);
  const found = await Promise.all(
    shares.map((share, i) => {
      const before = shares.slice(0, i).map(({ versionId }) => versionId);
      return selectImages(share, { id, confidence, cursor, limit, before });
    }),
  );
  const rows = found
    .flat()
    .sort((a, b) => a.position - b.position || (a.versionId < b.versionId ? -1 : 1) || a.imageId - b.imageId);
  return toPage(
    rows,
    limit,
    ({ position, versionId, imageId }) => [position, versionId, imageId],
    (row) => ({
      sha256: row.sha256,
      width: row.width,
      height: row.height,
      imageUrl: imageUrl(row.sha256),
      thumbUrl: thumbUrl(row.sha256),
      synset: { id: row.synsetId, word: row.word },
      dataset: { slug: row.slug, version: row.number },
      simulated: row.simulated,
      source: {
        title: row.title,
        author: row.author,
        license: row.license,
        licenseUrl: row.licenseUrl,
        homepage: row.homepage,
      },
    }),
  );
}

function selectShares(id: string, confidence: ConfidenceStep | undefined): Promise<Share[]> {
  const images = confidence
    ? Prisma.sql`s.sure[${confidenceSteps.indexOf(confidence) + 1}::int]`
    : Prisma.sql`s.images`;
  return db().$queryRaw<Share[]>`
    SELECT v.id AS "versionId", v.train_count + v.val_count AS total, s.nouns, ${images} AS images, s.whole
    FROM ${newestVersions} v
    JOIN synset_shares s ON s.version_id = v.id AND s.synset_id = ${id}
    WHERE ${images} > 0
    ORDER BY v.id`;
}

/**
 * The next images of one version. An image that an earlier version of the list shows in this subtree is left to that
 * one, and an image that is held out anywhere is left out, whatever else is said of it.
 */
function selectImages(
  share: Share,
  { id, confidence, cursor, limit, before }: SynsetImages & { id: string; before: string[] },
): Promise<Row[]> {
  const { versionId } = share;
  // As it stands in the partial indexes, so that PostgreSQL sees that they fit.
  const sure = confidence ? Prisma.raw(`AND i.confidence >= ${confidence}`) : Prisma.empty;
  const sureBefore = confidence ? Prisma.raw(`AND o.confidence >= ${confidence}`) : Prisma.empty;
  const next = Prisma.sql`
    SELECT i.position, i.version_id, i.image_id, i.synset_id, i.simulated
    FROM version_images i
    WHERE i.version_id = ${versionId}::uuid ${sure} ${
      cursor
        ? Prisma.sql`AND i.position >= ${cursor[0]}
            AND (i.position, i.version_id, i.image_id) > (${cursor[0]}, ${cursor[1]}::uuid, ${cursor[2]})`
        : Prisma.empty
    }
      AND NOT EXISTS (SELECT FROM held_out_labels h WHERE h.image_id = i.image_id)
      AND NOT EXISTS (SELECT FROM images t WHERE t.id = i.image_id AND t.takedown_id IS NOT NULL)
      AND NOT EXISTS (
        SELECT FROM version_images o
        JOIN synset_closure k ON k.ancestor_id = ${id} AND k.descendant_id = o.synset_id
        WHERE o.image_id = i.image_id AND o.version_id = ANY (${before}::uuid[]) ${sureBefore}
      )`;
  const end = Prisma.sql`ORDER BY i.position, i.image_id LIMIT ${limit + 1}`;
  const inSubtree = share.whole
    ? Prisma.empty
    : Prisma.sql`AND EXISTS (
          SELECT FROM synset_closure k WHERE k.ancestor_id = ${id} AND k.descendant_id = i.synset_id
        )`;
  const candidates = isDense(share, limit)
    ? Prisma.sql`(${next} AND i.split = 'train' ${inSubtree} ${end})
        UNION ALL (${next} AND i.split = 'val' ${inSubtree} ${end})`
    : Prisma.sql`SELECT c.* FROM version_classes n
        JOIN synset_closure k ON k.ancestor_id = ${id} AND k.descendant_id = n.synset_id
        CROSS JOIN LATERAL (${next} AND i.synset_id = n.synset_id ${end}) c
        WHERE n.version_id = ${versionId}::uuid`;
  return db().$queryRaw<Row[]>`
    SELECT i.position, i.version_id AS "versionId", i.image_id AS "imageId", p.sha256, p.width, p.height,
      i.synset_id AS "synsetId", n.words[1] AS word, d.slug, v.number, i.simulated,
      s.title, s.author, s.license, s.license_url AS "licenseUrl", s.homepage
    FROM (SELECT * FROM (${candidates}) i ${end}) i
    JOIN images p ON p.id = i.image_id
    JOIN sources s ON s.id = p.source_id
    JOIN synsets n ON n.id = i.synset_id
    JOIN dataset_versions v ON v.id = i.version_id
    JOIN datasets d ON d.id = v.dataset_id`;
}

/**
 * Whether to walk through the version in its order until enough of the subtree have come by, rather than to take the
 * next images of each noun: whichever reads fewer rows. Their lesser is at most about the square root of the version's
 * images times the page, however many nouns there are.
 */
function isDense({ images, total, nouns }: Share, limit: number): boolean {
  const walked = (2 * limit * total) / images;
  const gathered = Math.min(images, nouns * limit);
  return walked < gathered;
}
