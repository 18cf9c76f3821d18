import type { Page } from '#lib/core/cursor';
import type { VersionImageView } from '#lib/datasets/dataset-views';
import { listVersionImages } from '#lib/datasets/server/list-version-images';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { findExplainable } from './find-explained-image.ts';

/**
 * Images that a submission may be explained on, in pages: those of val, or of train where a version has no val. For everybody.
 * Throws as `findExplainable`.
 */
export async function listExplainableImages(
  person: Person | null,
  submissionId: string,
  { cursor, limit }: { cursor?: [number]; limit: number },
): Promise<Page<VersionImageView>> {
  await findExplainable(person, submissionId);
  const { entry } = await db().submission.findUniqueOrThrow({
    where: { id: submissionId },
    select: {
      entry: {
        select: {
          challenge: {
            select: {
              version: {
                select: { number: true, valCount: true, dataset: { select: { slug: true } } },
              },
            },
          },
        },
      },
    },
  });
  const { number, valCount, dataset } = entry.challenge.version;
  const split = valCount > 0 ? 'val' : 'train';
  return listVersionImages({ slug: dataset.slug, number, split, cursor, limit });
}
