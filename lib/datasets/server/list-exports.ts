import { db } from '#lib/infra/db/client';
import type { Export, ExportFile } from '#lib/infra/db/generated/client';
import { presentImages } from '../export/export-source.ts';
import { exportFileUrl } from '../export/export-url.ts';
import type { ExportView } from '../export/export-views.ts';
import { type ExportFormat, exportFormats } from '../export/formats.ts';
import { findDoneVersion } from './find-version.ts';
import { versionSummary } from './version-summary.ts';

/** How the export of each format stands, asked for or not. For everybody. */
export async function listExports(slug: string, number: number): Promise<ExportView[]> {
  const version = await findDoneVersion(slug, number);
  const rows = await db().export.findMany({
    where: { versionId: version.id },
    include: { files: { orderBy: { position: 'asc' } } },
  });
  const { train, val, test } = presentImages(versionSummary(version));
  return exportFormats.map((format) => {
    const row = rows.find((one) => one.format === format);
    return row ? viewOf(row, { slug, number, format }) : notAsked(format, train + val + test);
  });
}

/** How one export stands. */
export async function getExport(slug: string, number: number, format: ExportFormat): Promise<ExportView> {
  const all = await listExports(slug, number);
  return all[exportFormats.indexOf(format)] as ExportView;
}

function notAsked(format: ExportFormat, images: number): ExportView {
  const progress = { done: 0, total: images, secondsLeft: null };
  return { format, state: null, progress, error: null, files: [], bytes: 0 };
}

function viewOf(
  row: Export & { files: ExportFile[] },
  address: { slug: string; number: number; format: ExportFormat },
): ExportView {
  const files = (row.state === 'done' ? row.files : []).map(({ name, contentType, bytes, sha256 }) => ({
    name,
    contentType,
    bytes: Number(bytes),
    sha256: sha256 ?? '',
    url: exportFileUrl(address, name),
  }));
  return {
    format: address.format,
    state: row.state,
    progress: { done: row.imagesDone, total: row.imagesTotal, secondsLeft: secondsLeft(row) },
    error: row.error,
    files,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** At the pace of the run so far; null before there is one to speak of. */
function secondsLeft({ state, startedAt, imagesDone, imagesTotal }: Export): number | null {
  if (state !== 'running' || !startedAt || imagesDone === 0) return null;
  const seconds = (Date.now() - startedAt.getTime()) / 1000;
  return Math.ceil((seconds * (imagesTotal - imagesDone)) / imagesDone);
}
