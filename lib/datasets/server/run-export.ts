import { AppError } from '#lib/core/errors';
import { db } from '#lib/infra/db/client';
import { isOver, stepJob } from '#lib/jobs/job-state';
import { type DescribedFiles, writeCroissant } from '../export/croissant.ts';
import { type ExportFile, type ExportSource, type MadeFile, presentImages } from '../export/export-source.ts';
import { exportFileUrl } from '../export/export-url.ts';
import { type ExportFormat, exportFormats, formatFacts } from '../export/formats.ts';
import { textChunks } from '../export/text-chunks.ts';
import { writers } from '../export/writers.ts';
import { enqueueExport } from './enqueue-export.ts';
import { failExport } from './fail-export.ts';
import { openExportSource, siteAddress } from './open-export-source.ts';
import { removeExportFiles } from './remove-export-files.ts';
import { storeExportFile } from './store-export-file.ts';

const PROGRESS_EVERY_MS = 1000;

/** Thrown where an export is to go no further: it was cancelled, or the worker goes. */
class Stopped extends Error {}

/**
 * Makes an export that was asked for: writes its files into the storage and at last SHA256SUMS. One whose worker died is made from the
 * start, over what was there, and as its bytes are the same each time, even two at once would write the same. One that speaks of others
 * stays queued until they are made; the last of these puts it back into the queue. Stopped by `signal` it stays running.
 */
export async function runExport(exportId: string, signal: AbortSignal): Promise<void> {
  const row = await findOpen(exportId);
  if (!row) return;
  try {
    const others = await readOthers(row.versionId, row.format);
    if (!others) return;
    const begun = await db().export.updateMany({
      where: { id: exportId, state: { in: ['queued', 'running'] } },
      data: { state: 'running', imagesDone: 0, startedAt: new Date(), error: null },
    });
    if (begun.count === 0) return;
    await write(row, others, signal);
  } catch (error) {
    if (error instanceof Stopped) return cleanUp(exportId);
    if (!(error instanceof AppError)) throw error;
    await failExport(exportId, error);
  }
  await wakeThoseAfter(row.versionId, row.format);
}

interface OpenExport {
  id: string;
  versionId: string;
  slug: string;
  number: number;
  format: ExportFormat;
}

async function findOpen(id: string): Promise<OpenExport | null> {
  const row = await db().export.findUnique({
    where: { id },
    include: { version: { select: { number: true, dataset: { select: { slug: true } } } } },
  });
  const format = exportFormats.find((one) => one === row?.format);
  if (!row || !format || isOver(row.state)) return null;
  return {
    id,
    versionId: row.versionId,
    slug: row.version.dataset.slug,
    number: row.version.number,
    format,
  };
}

async function write(row: OpenExport, others: OtherFiles, signal: AbortSignal): Promise<void> {
  const source = await openExportSource(row.slug, row.number);
  let done = 0;
  let cancelled = false;
  const wrote = () => {
    done++;
    if (cancelled || signal.aborted) throw new Stopped();
  };
  const tell = setInterval(async () => {
    const where = { id: row.id, state: 'running' as const };
    const { count } = await db()
      .export.updateMany({ where, data: { imagesDone: done } })
      .catch(() => ({ count: 1 }));
    if (count === 0) cancelled = true;
  }, PROGRESS_EVERY_MS);
  try {
    const made: MadeFile[] = [];
    const store = async (file: ExportFile) => {
      const stored = await storeExportFile(row.id, made.length, file);
      if (!stored) throw new Stopped();
      made.push(stored);
    };
    for await (const file of filesOf(row, source, others, wrote)) await store(file);
    await store(checksums(made));
  } finally {
    clearInterval(tell);
  }
  const { train, val, test } = presentImages(source.version);
  const { count } = await db().export.updateMany({
    where: { id: row.id, state: 'running' },
    data: { state: stepJob('running', 'done'), imagesDone: train + val + test, doneAt: new Date() },
  });
  if (count === 0) throw new Stopped();
}

function filesOf(
  { slug, number, format }: OpenExport,
  source: ExportSource,
  others: OtherFiles,
  wrote: () => void,
): AsyncIterable<ExportFile> {
  if (format !== 'croissant') return writers[format](source, wrote);
  const described = (of: ExportFormat): DescribedFiles['archive'] => {
    const file = others.get(of);
    if (!file) throw new Error(`${format} speaks of ${of}, which is not made`);
    const url = exportFileUrl({ slug, number, format: of }, file.name);
    return { ...file, url: new URL(url, siteAddress()).href };
  };
  return writeCroissant(source, { archive: described('imagefolder'), table: described('csv') });
}

/** As `sha256sum` writes them and `sha256sum --check` reads them. */
function checksums(made: readonly MadeFile[]): ExportFile {
  const lines = made.map(({ name, sha256 }) => `${sha256}  ${name}\n`);
  return { name: 'SHA256SUMS', contentType: 'text/plain; charset=utf-8', chunks: textChunks(lines) };
}

/** The first file of each format that an export speaks of. */
type OtherFiles = ReadonlyMap<ExportFormat, MadeFile>;

/** Null while one of them is still to be made. Throws AppError where one will not be. */
async function readOthers(versionId: string, format: ExportFormat): Promise<OtherFiles | null> {
  const others = new Map<ExportFormat, MadeFile>();
  for (const other of formatFacts[format].after) {
    const row = await db().export.findUnique({
      where: { versionId_format: { versionId, format: other } },
      include: { files: { where: { position: 0 } } },
    });
    if (row && !isOver(row.state)) return null;
    const file = row?.state === 'done' ? row.files[0] : undefined;
    if (!file?.sha256) {
      throw new AppError(
        'conflict',
        'other-export-missing',
        `It speaks of the files of the ${other} export, which ${row ? `is ${row.state}` : 'is not there'}: ask for it again.`,
      );
    }
    const { name, contentType, bytes, sha256 } = file;
    others.set(other, { name, contentType, bytes: Number(bytes), sha256 });
  }
  return others;
}

async function wakeThoseAfter(versionId: string, format: ExportFormat): Promise<void> {
  const after = exportFormats.filter((one) => formatFacts[one].after.includes(format));
  const waiting = await db().export.findMany({
    where: { versionId, format: { in: after }, state: 'queued' },
    select: { id: true },
  });
  for (const { id } of waiting) await enqueueExport(id);
}

/** What was written goes where nobody will go on with it. */
async function cleanUp(exportId: string): Promise<void> {
  const row = await db().export.findUnique({ where: { id: exportId }, select: { state: true } });
  if (row?.state === 'cancelled') await removeExportFiles(exportId);
}
