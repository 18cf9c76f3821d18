import { AppError } from '#lib/core/errors';
import { assertSynset } from '#lib/hierarchy/server/assert-synset';
import { assertRole, type Person } from '#lib/identity/person';
import { ensureSource } from '#lib/images/server/ensure-source';
import { config } from '#lib/infra/config';
import { db } from '#lib/infra/db/client';
import { enqueue } from '#lib/jobs/enqueue';
import type { ImportOptions, NewImport } from '../import.ts';
import { runImportJob } from '../jobs.ts';
import { assertLicense } from '../license-policy.ts';
import { findDataset } from './find-dataset.ts';
import { sourceKind } from './source-kind.ts';
import { findFinishedUpload } from './upload-store.ts';

/**
 * Asks for what was uploaded, or what the storage has under a prefix, to be taken into a dataset; a worker then does it. For
 * organisers. Asking again for the same upload gives the import that is there. Refuses a licence that the dataset does not take,
 * an upload that is not finished or no archive or list, and prefixes where the storage is no S3 (`no-bucket`).
 */
export async function requestImport(
  person: Person | null,
  { slug, ...input }: NewImport & { slug: string },
): Promise<{ id: string; state: string }> {
  assertRole(person, 'organiser');
  const { id: datasetId } = await checkImport(slug, input);
  const options: ImportOptions = { source: input.source, ...(input.noun && { noun: input.noun }) };
  if ('upload' in input) {
    const known = await db().import.findFirst({
      where: { place: 'upload', location: input.upload, createdById: person.id },
    });
    if (known) return { id: known.id, state: known.state };
  }
  const what = 'upload' in input ? await fromUpload(person, input.upload) : fromPrefix(input.prefix);
  const row = await db().import.create({
    data: { ...what, datasetId, options: { ...options }, createdById: person.id },
  });
  await enqueue(runImportJob, { importId: row.id }, `import-${row.id}`);
  return { id: row.id, state: row.state };
}

/** Refuses what a dataset does not take: an unknown noun, other licences than its own, a source known under other terms. */
export async function checkImport(slug: string, { source, noun }: ImportOptions) {
  const dataset = await findDataset(slug);
  assertLicense(source.license, dataset.licenses);
  if (noun) await assertSynset(noun);
  await ensureSource(source);
  return dataset;
}

async function fromUpload(person: Person, id: string) {
  const { path, name } = await findFinishedUpload(person, id);
  return { kind: await sourceKind(path, name), place: 'upload', location: id, name } as const;
}

function fromPrefix(prefix: string) {
  if (config().STORAGE_URL?.startsWith('s3:')) {
    return { kind: 'prefix', place: 'storage', location: prefix, name: prefix } as const;
  }
  throw new AppError(
    'conflict',
    'no-bucket',
    'The storage is a folder of the server, which has no prefixes: send an archive, or import a folder by command.',
    { details: { field: 'prefix' } },
  );
}
