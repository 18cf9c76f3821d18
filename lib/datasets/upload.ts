import { z } from 'zod';
import { slugOf } from '#lib/core/slug';
import { synsetId } from '#lib/hierarchy/synset';
import { knownLicenses } from '#lib/images/license';
import { type NewSource, sourceSchema } from '#lib/images/source';

const { title, author, license, licenseUrl, homepage } = sourceSchema.shape;
const emptyIsNone = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

/** What an upload says of its images: their source and licence, and the noun that they were gathered for. */
export const uploadFieldsSchema = z
  .object({
    title,
    author,
    license,
    /** Left out for a known licence. */
    licenseUrl: emptyIsNone(licenseUrl),
    homepage: emptyIsNone(homepage.unwrap()),
    candidate: emptyIsNone(synsetId),
  })
  .transform(({ candidate, ...source }, context): { source: NewSource; candidate?: string } => {
    const address =
      source.licenseUrl ?? knownLicenses.find(({ spdx }) => spdx === source.license)?.url ?? undefined;
    if (address) {
      return {
        source: { ...source, slug: slugOf(source.title) || 'source', licenseUrl: address },
        candidate,
      };
    }
    context.addIssue({
      code: 'custom',
      path: ['licenseUrl'],
      message: `must be given: the address of ${source.license} is not known here`,
    });
    return z.NEVER;
  });
export type UploadFields = z.infer<typeof uploadFieldsSchema>;

/** What became of one file of an upload. */
export type UploadedFile =
  | { file: string; sha256: string; duplicate: boolean }
  | { file: string; code: string; message: string };
