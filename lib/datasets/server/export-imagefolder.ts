import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Pack, pack } from 'tar-stream';
import { imageKey } from '#lib/images/image-keys';
import { storage } from '#lib/infra/storage';
import { aboutFiles } from './about-files.ts';
import { describeVersion } from './describe-version.ts';
import { attributionLine, exportRows, measureExport } from './export-rows.ts';
import { findDoneVersion } from './find-version.ts';

/** An archive to send. */
export interface ExportStream {
  fileName: string;
  /** Length in bytes, known before the first is made. */
  bytes: number;
  stream: Readable;
}

/**
 * A done version as a tar of torchvision's ImageFolder: train/CLASS/FILE and val/CLASS/FILE, where CLASS is a synset id, and
 * test/FILE without labels, each file named by its SHA-256; with README.txt, classes.tsv (id, words), sources.tsv (licences)
 * and attribution.tsv (file, source; test files are left out, for a source may tell the noun). For everybody. Made while it
 * is read, in constant memory; the same version gives the same bytes each time.
 */
export async function exportImageFolder(slug: string, number: number): Promise<ExportStream> {
  const version = await findDoneVersion(slug, number);
  const size = await measureExport(version.id);
  const files = await aboutFiles(version.id, await describeVersion(slug, number));
  const mtime = version.frozenAt ?? version.createdAt;

  const tar = pack();
  const write = async () => {
    for (const { name, text } of files) {
      const body = Buffer.from(text);
      await writeEntry(tar, { name, size: body.length, mtime }, [body]);
    }
    const attribution = { name: 'attribution.tsv', size: size.attributionBytes, mtime };
    await writeEntry(tar, attribution, attributionLines(version.id));
    for await (const row of exportRows(version.id)) {
      await writeEntry(
        tar,
        { name: row.path, size: row.bytes, mtime },
        await storage().stream(imageKey(row.sha256)),
      );
    }
    tar.finalize();
  };
  write().catch((error: Error) => tar.destroy(error));

  const aboutBytes = files.reduce((sum, { text }) => sum + entryBytes(Buffer.byteLength(text)), 0);
  return {
    fileName: `${slug}-v${number}-imagefolder.tar`,
    bytes: aboutBytes + entryBytes(size.attributionBytes) + size.imageEntryBytes + END_BYTES,
    stream: Readable.from(tar),
  };
}

/** A tar ends with two blocks of zeros. */
const END_BYTES = 1024;

/** What a file takes in a tar: a header block, and its contents filled up to whole blocks. */
function entryBytes(size: number): number {
  return 512 + Math.ceil(size / 512) * 512;
}

async function* attributionLines(versionId: string): AsyncGenerator<string> {
  for await (const row of exportRows(versionId)) {
    const line = attributionLine(row);
    if (line) yield line;
  }
}

async function writeEntry(
  tar: Pack,
  header: { name: string; size: number; mtime: Date },
  body: Iterable<Uint8Array> | AsyncIterable<Uint8Array | string>,
): Promise<void> {
  await pipeline(Readable.from(body), tar.entry(header));
}
