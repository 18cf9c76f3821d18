import { open } from 'node:fs/promises';
import { AppError } from '#lib/core/errors';
import { ARCHIVE_HEAD_BYTES, archiveTypeOf } from '#lib/images/intake/archive-type';
import type { Offered, ReadOptions } from '#lib/images/intake/offered';
import { readTar } from '#lib/images/intake/read-tar';
import { readUrlList } from '#lib/images/intake/read-url-list';
import { readZip } from '#lib/images/intake/read-zip';
import { type FetchRules, makeImageFetcher } from '#lib/images/server/fetch-image';
import { readFolder } from '#lib/images/server/read-folder';
import { readS3Prefix } from '#lib/images/server/read-s3-prefix';
import { config } from '#lib/infra/config';
import type { ImportRun } from './import-run.ts';
import { uploadPath } from './upload-store.ts';

/** A source that is open. */
interface OpenSource {
  offered: AsyncIterable<Offered>;
  close(): Promise<void>;
}

/** Opens what an import reads. Throws AppError `source-gone` where it is no longer there. */
export async function openImportSource(
  run: ImportRun,
  options: ReadOptions,
  fetchRules: Partial<FetchRules>,
): Promise<OpenSource> {
  if (run.kind === 'prefix') {
    const { S3_ENDPOINT, AWS_REGION } = config();
    const server = { endpoint: S3_ENDPOINT, region: AWS_REGION };
    return { offered: readS3Prefix(run.location, server, options), close: async () => {} };
  }
  const path = run.place === 'upload' ? uploadPath(run.location) : run.location;
  if (run.kind === 'folder') return { offered: readFolder(path, options), close: async () => {} };
  if (run.kind === 'urls') return openUrlList(path, run.name, options, fetchRules);
  return openArchive(path, run.name, options);
}

async function openArchive(path: string, name: string, options: ReadOptions): Promise<OpenSource> {
  const file = await open(path).catch((cause) => {
    throw sourceGone(name, cause);
  });
  const { size } = await file.stat();
  const read = async (offset: number, length: number) => {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, offset);
    return bytes.subarray(0, bytesRead);
  };
  const type = archiveTypeOf(await read(0, ARCHIVE_HEAD_BYTES));
  if (type === 'zip') return { offered: readZip({ size, read }, options), close: () => file.close() };
  const stream = file.createReadStream({ start: 0, autoClose: false, highWaterMark: 1024 * 1024 });
  return {
    offered: readTar(stream, { ...options, size }),
    close: async () => {
      stream.destroy();
      await file.close();
    },
  };
}

async function openUrlList(
  path: string,
  name: string,
  options: ReadOptions,
  rules: Partial<FetchRules>,
): Promise<OpenSource> {
  const file = await open(path).catch((cause) => {
    throw sourceGone(name, cause);
  });
  const { size } = await file.stat();
  const stream = file.createReadStream({ start: 0, autoClose: false });
  const fetcher = makeImageFetcher(rules);
  return {
    offered: readUrlList(stream, fetcher.fetchImage, { ...options, size }),
    close: async () => {
      fetcher.close();
      stream.destroy();
      await file.close();
    },
  };
}

function sourceGone(name: string, cause: unknown): AppError {
  const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
  return new AppError(
    'unavailable',
    'source-gone',
    `${name} cannot be read any more (${code}): import it again, no image is taken twice.`,
    { cause },
  );
}
