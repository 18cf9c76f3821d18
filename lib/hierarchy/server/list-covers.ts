import { thumbUrl } from '#lib/images/image-url';
import { db } from '#lib/infra/db/client';
import type { ImageAttribution } from '../synset-views.ts';

interface Row extends Omit<CoverImage, 'thumbUrl' | 'source'>, ImageAttribution {
  synsetId: string;
}

/** An image that stands for a noun and all below it. */
export interface CoverImage {
  sha256: string;
  thumbUrl: string;
  width: number;
  height: number;
  simulated: boolean;
  source: ImageAttribution;
}

/**
 * The first public images of the subtrees of some nouns, at most four of each, by noun; a noun without images is left out. For
 * everybody. They were chosen when the newest version was frozen: one that has been held out or taken down since is left out.
 */
export async function listCovers(synsetIds: readonly string[]): Promise<Map<string, CoverImage[]>> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT c.synset_id AS "synsetId", i.sha256, i.width, i.height,
      bool_or(v.simulated) AS simulated, s.title, s.author, s.license, s.license_url AS "licenseUrl", s.homepage
    FROM synset_image_counts c
    CROSS JOIN LATERAL unnest(c.covers) WITH ORDINALITY AS cover (image_id, place)
    JOIN images i ON i.id = cover.image_id AND i.takedown_id IS NULL
    JOIN sources s ON s.id = i.source_id
    JOIN version_images v ON v.image_id = i.id AND v.split IN ('train', 'val')
    WHERE c.synset_id = ANY (${synsetIds}::text[])
      AND NOT EXISTS (SELECT FROM held_out_labels h WHERE h.image_id = i.id)
    GROUP BY c.synset_id, cover.place, i.id, s.id
    ORDER BY c.synset_id, cover.place`;
  const covers = new Map<string, CoverImage[]>();
  for (const { synsetId, sha256, width, height, simulated, ...source } of rows) {
    const cover = covers.get(synsetId) ?? [];
    cover.push({ sha256, thumbUrl: thumbUrl(sha256), width, height, simulated, source });
    covers.set(synsetId, cover);
  }
  return covers;
}
