import { pool } from '#lib/infra/db/client';
import type { Credit, ExportRow } from '../export/export-source.ts';
import type { Split } from '../split.ts';

const BATCH = 1000;

interface Row extends Omit<ExportRow, 'label' | 'credit'>, Credit {
  position: number;
  synsetId: string | null;
  confidence: number | null;
  simulated: boolean;
  machine: boolean;
}

/**
 * The images of a split in the version's order, read a batch at a time by the index over it: 3.2 million images are 3,200 batches, and
 * one is in memory. What was taken down is left out. A held-out image gets the credit that all sources share.
 */
export async function* exportRows(
  versionId: string,
  split: Split,
  shared: Partial<Credit>,
): AsyncGenerator<ExportRow> {
  let after = -1;
  for (;;) {
    const { rows } = await pool().query<Row>(
      `SELECT vi.split, vi.position, i.sha256, i.mime, i.bytes, i.width, i.height, vi.synset_id AS "synsetId",
              vi.confidence, vi.simulated, vi.machine, s.slug AS source, s.title, s.author, s.license,
              s.license_url AS "licenseUrl", s.homepage AS url
       FROM version_images vi
       JOIN images i ON i.id = vi.image_id
       JOIN sources s ON s.id = i.source_id
       WHERE vi.version_id = $1 AND vi.split = $2 AND vi.position > $3 AND i.takedown_id IS NULL
       ORDER BY vi.position LIMIT ${BATCH}`,
      [versionId, split, after],
    );
    for (const row of rows) yield told(row, shared);
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last.position;
  }
}

function told(row: Row, shared: Partial<Credit>): ExportRow {
  const { split, sha256, mime, bytes, width, height, synsetId, confidence, simulated, machine } = row;
  const { source, title, author, license, licenseUrl, url } = row;
  return {
    split,
    sha256,
    mime,
    bytes,
    width,
    height,
    label: synsetId === null ? null : { synsetId, confidence: confidence ?? 0, simulated, machine },
    credit: split === 'test' ? shared : { source, title, author, license, licenseUrl, url },
  };
}
