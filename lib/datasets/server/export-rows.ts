import { pool } from '#lib/infra/db/client';
import type { Split } from '../split.ts';

/** A file of an ImageFolder. */
export interface ExportRow {
  /** train/CLASS/FILE, val/CLASS/FILE or test/FILE. */
  path: string;
  split: Split;
  sha256: string;
  bytes: number;
  /** Slug of its source. */
  source: string;
}

const BATCH = 1000;

const files = `
  SELECT vi.split, vi.position, i.sha256, i.bytes, s.slug AS source,
         vi.split || '/' || coalesce(vi.synset_id || '/', '') || i.sha256
           || CASE i.mime WHEN 'image/jpeg' THEN '.jpg' WHEN 'image/png' THEN '.png' ELSE '.webp' END AS path
  FROM version_images vi
  JOIN images i ON i.id = vi.image_id
  JOIN sources s ON s.id = i.source_id
  WHERE vi.version_id = $1`;

/** The files of a version, split by split in the version's own order, read a batch at a time. */
export async function* exportRows(versionId: string): AsyncGenerator<ExportRow> {
  let after: { split: Split; position: number } = { split: 'train', position: -1 };
  for (;;) {
    const { rows } = await pool().query<ExportRow & { position: number }>(
      `${files} AND (vi.split, vi.position) > ($2, $3) ORDER BY vi.split, vi.position LIMIT ${BATCH}`,
      [versionId, after.split, after.position],
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last;
  }
}

/** A line of attribution.tsv; none for a held-out file, whose source may tell the noun. */
export function attributionLine({ path, split, source }: ExportRow): string {
  return split === 'test' ? '' : `${path}\t${source}\n`;
}

/** How long an export gets: the bytes of all lines of attribution.tsv, and of all images as entries of a tar. */
export async function measureExport(
  versionId: string,
): Promise<{ attributionBytes: number; imageEntryBytes: number }> {
  const { rows } = await pool().query<{ attribution: string; images: string }>(
    `SELECT coalesce(sum(octet_length(path) + octet_length(source) + 2) FILTER (WHERE split <> 'test'), 0) AS attribution,
            coalesce(sum(512 + (bytes + 511) / 512 * 512), 0) AS images
     FROM (${files}) AS file`,
    [versionId],
  );
  return {
    attributionBytes: Number(rows[0]?.attribution ?? 0),
    imageEntryBytes: Number(rows[0]?.images ?? 0),
  };
}
