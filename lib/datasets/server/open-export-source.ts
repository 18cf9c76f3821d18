import { createHash } from 'node:crypto';
import { AppError } from '#lib/core/errors';
import { mapAhead } from '#lib/core/map-ahead';
import { imageKey } from '#lib/images/image-keys';
import { config } from '#lib/infra/config';
import { db } from '#lib/infra/db/client';
import { storage } from '#lib/infra/storage';
import type { VersionSource } from '../dataset-views.ts';
import type { Credit, ExportClass, ExportRow, ExportSource } from '../export/export-source.ts';
import { describeVersion } from './describe-version.ts';
import { exportRows } from './export-rows.ts';
import { findDataset } from './find-dataset.ts';
import { findDoneVersion } from './find-version.ts';

/** How far images are read ahead of the writer: storage over a network answers late but many at once. */
const AHEAD = { items: 16, weight: 64_000_000, weigh: ({ bytes }: ExportRow) => bytes };

/** A done version as exports read it. Throws AppError `no-such-version`. */
export async function openExportSource(slug: string, number: number): Promise<ExportSource> {
  const { id } = await findDoneVersion(slug, number);
  const [version, { description }, classes] = await Promise.all([
    describeVersion(slug, number),
    findDataset(slug),
    readClasses(id),
  ]);
  const shared = sharedCredit(version.sources);
  return {
    version,
    description,
    classes,
    address: new URL(`/datasets/${slug}?version=${number}`, siteAddress()).href,
    rows: (split) => exportRows(id, split, shared),
    contents: (split) =>
      mapAhead(exportRows(id, split, shared), AHEAD, async (row) => ({ row, content: await readImage(row) })),
  };
}

/** Where this site stands: what exports that name addresses begin them with. */
export function siteAddress(): string {
  const { NEXTAUTH_URL, HOST, PORT } = config();
  return NEXTAUTH_URL ?? `http://${HOST}:${PORT}`;
}

async function readClasses(versionId: string): Promise<Map<string, ExportClass>> {
  const rows = await db().versionClass.findMany({
    where: { versionId },
    orderBy: { position: 'asc' },
    include: { synset: { select: { words: true, gloss: true } } },
  });
  return new Map(
    rows.map(({ position, synsetId, trainCount, missingTrain, synset }) => [
      synsetId,
      { index: position, id: synsetId, ...synset, train: trainCount - missingTrain },
    ]),
  );
}

/** What all sources of a version have in common. */
function sharedCredit(sources: readonly VersionSource[]): Partial<Credit> {
  const credits = sources.map(
    ({ slug, title, author, license, licenseUrl, homepage }): Credit => ({
      source: slug,
      title,
      author,
      license,
      licenseUrl,
      url: homepage,
    }),
  );
  const entries = Object.entries(credits[0] ?? {}) as [keyof Credit, string | null][];
  return Object.fromEntries(
    entries.filter(([key, value]) => credits.every((credit) => credit[key] === value)),
  );
}

async function readImage({ sha256 }: ExportRow): Promise<Uint8Array> {
  const content = await storage().get(imageKey(sha256));
  if (content && createHash('sha256').update(content).digest('hex') === sha256) return content;
  throw new AppError(
    'conflict',
    'image-not-whole',
    `The bytes of image ${sha256} are ${content ? 'not those that its name says' : 'gone'}: nothing that holds it can be exported.`,
  );
}
