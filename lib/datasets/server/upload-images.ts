import { assertSynset } from '#lib/hierarchy/server/assert-synset';
import { assertRole, type Person } from '#lib/identity/person';
import { addImages } from '#lib/images/server/add-images';
import { ensureSource } from '#lib/images/server/ensure-source';
import type { UploadedFile, UploadFields } from '../upload.ts';
import { addImagesToDataset } from './add-images-to-dataset.ts';
import { findDataset } from './find-dataset.ts';

/** A batch is taken in as soon as it has so many files or bytes: more would only fill the memory. */
const BATCH_FILES = 64;
const BATCH_BYTES = 64 * 1024 * 1024;

interface File {
  name: string;
  bytes: Uint8Array;
}

/**
 * Takes the files of an upload into a dataset as they come, all of one source and, where one is named, gathered for one
 * noun. For organisers. A file that is refused stops no other: each has its outcome in the answer.
 */
export async function uploadImages(
  person: Person | null,
  { slug, source, candidate }: UploadFields & { slug: string },
  files: AsyncIterable<File>,
): Promise<{ files: UploadedFile[] }> {
  assertRole(person, 'organiser');
  await findDataset(slug);
  if (candidate) await assertSynset(candidate);
  const sourceId = await ensureSource(source);
  const candidates = candidate ? [candidate] : [];

  const done: UploadedFile[] = [];
  for await (const batch of inBatches(files)) {
    const outcomes = await addImages(batch.map(({ name, bytes }) => ({ bytes, sourceId, sourceRef: name })));
    const images = outcomes.flatMap((outcome) => ('image' in outcome ? [outcome.image] : []));
    await addImagesToDataset(person, { slug, images: images.map(({ id }) => ({ imageId: id, candidates })) });
    for (const [index, outcome] of outcomes.entries()) {
      const file = batch[index]?.name ?? '';
      if ('refusal' in outcome)
        done.push({ file, code: outcome.refusal.code, message: outcome.refusal.message });
      else done.push({ file, sha256: outcome.image.sha256, duplicate: outcome.image.duplicate });
    }
  }
  return { files: done };
}

async function* inBatches(files: AsyncIterable<File>): AsyncGenerator<File[]> {
  let batch: File[] = [];
  let bytes = 0;
  for await (const file of files) {
    batch.push(file);
    bytes += file.bytes.length;
    if (batch.length < BATCH_FILES && bytes < BATCH_BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}
