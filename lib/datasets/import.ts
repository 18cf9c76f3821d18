import { z } from 'zod';
import { cursorSchema, pageLimit } from '#lib/core/cursor';
import { slugOf } from '#lib/core/slug';
import { synsetId } from '#lib/hierarchy/synset';
import { knownLicenses } from '#lib/images/license';
import { type NewSource, sourceSchema } from '#lib/images/source';

const { title, author, license, licenseUrl, homepage } = sourceSchema.shape;
const emptyIsNone = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

/** What an import says of its images: their source and licence, and the noun that all of them were gathered for. */
export interface ImportOptions {
  source: NewSource;
  /** Left out, class folders and the list's column say it. */
  noun?: string;
}

/** The same as people write it. */
export const importFieldsSchema = z
  .object({
    title,
    author,
    license,
    /** Left out for a known licence. */
    licenseUrl: emptyIsNone(licenseUrl),
    homepage: emptyIsNone(homepage.unwrap()),
    noun: emptyIsNone(synsetId),
  })
  .transform(({ noun, ...source }, context): ImportOptions => {
    const address = licenseAddress(source.license, source.licenseUrl);
    if (address) {
      return {
        source: { ...source, slug: slugOf(source.title) || 'source', licenseUrl: address },
        ...(noun && { noun }),
      };
    }
    context.addIssue({
      code: 'custom',
      path: ['licenseUrl'],
      message: `must be given: the address of ${source.license} is not known here`,
    });
    return z.NEVER;
  });

/** The address of a licence: the one given, else that of a known one. */
export function licenseAddress(license: string, given: string | undefined): string | undefined {
  return given ?? knownLicenses.find(({ spdx }) => spdx === license)?.url;
}

const uploadMessage = ({ input }: { input?: unknown }) =>
  `found ${shown(input)}, expected the id of an upload (32 of 0-9 and a-f): send the file first, and give the id at the end of its address`;
const prefixMessage = ({ input }: { input?: unknown }) =>
  `found ${shown(input)}, expected s3://BUCKET/PREFIX: name the bucket and the folder in it`;

const importPlace = z
  .object({
    upload: z
      .string({ error: uploadMessage })
      .regex(/^[0-9a-f]{32}$/, { error: uploadMessage })
      .optional(),
    prefix: z
      .string({ error: prefixMessage })
      .trim()
      .max(1000, 'must have at most 1000 characters')
      .regex(/^s3:\/\/[^/]+\/./, { error: prefixMessage })
      .optional(),
  })
  .transform(({ upload, prefix }, context): { upload: string } | { prefix: string } => {
    if (upload !== undefined && prefix === undefined) return { upload };
    if (prefix !== undefined && upload === undefined) return { prefix };
    const found = upload === undefined ? 'neither upload nor prefix' : 'both upload and prefix';
    context.addIssue({
      code: 'custom',
      message: `found ${found}, expected one of the two: give the id of a finished upload, or s3://BUCKET/PREFIX`,
    });
    return z.NEVER;
  });

const LONGEST_SHOWN = 60;

/** What was sent, short enough for a message. */
function shown(value: unknown): string {
  if (typeof value !== 'string') return value === null ? 'null' : `a value of type ${typeof value}`;
  return JSON.stringify(value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value);
}

/** An import that is asked for: of a finished upload, or of what the storage has under a prefix. */
export const newImportSchema = z.intersection(importPlace, importFieldsSchema);
export type NewImport = z.infer<typeof newImportSchema>;

/** A noun for each of the names that wait for one; null for no noun. */
export const nounChoicesSchema = z.object({
  choices: z
    .array(z.object({ name: z.string().max(1024), noun: synsetId.nullable() }))
    .min(1, 'must have one')
    .max(1000, 'must have at most 1000'),
});
export type NounChoices = z.infer<typeof nounChoicesSchema>;

/** Which page of a dataset's imports. */
export const importListSchema = z.object({
  cursor: cursorSchema(z.tuple([z.iso.datetime(), z.uuid()])).optional(),
  limit: pageLimit(20),
});
export type ImportList = z.infer<typeof importListSchema>;

/** Which page of what an import refused. */
export const refusalListSchema = z.object({
  code: z.string().max(100).optional(),
  cursor: cursorSchema(z.tuple([z.number().int()])).optional(),
  limit: pageLimit(50, 500),
});
export type RefusalList = z.infer<typeof refusalListSchema>;
