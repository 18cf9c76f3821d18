import { z } from 'zod';
import { cursorSchema, pageLimit } from '#lib/core/cursor';
import { slugSchema } from '#lib/core/slug';
import { synsetId } from '#lib/hierarchy/synset';

const moment = z.iso
  .datetime({ offset: true, error: 'must be a time with its zone, like 2026-12-01T00:00:00Z' })
  .transform((text) => new Date(text));

/** What an organiser says of a challenge, the same in the form, the file and the API. */
export const challengeSettingsSchema = z
  .strictObject({
    title: z.string().trim().min(1, 'must not be empty').max(120),
    /** The year of the edition. */
    edition: z.number().int().min(1900).max(9999),
    /** Markdown: what is asked. */
    description: z.string().max(50_000).default(''),
    /** Markdown: what people accept when they enter. */
    rules: z.string().max(50_000).default(''),
    /** The dataset version that models are scored on. */
    dataset: z.string().min(1),
    version: z.number().int().min(1),
    /** Synset ids in the order of a model's outputs; left out: the version's classes in its order. */
    classes: z
      .array(synsetId)
      .min(1, 'must name at least one class')
      .max(100_000)
      .refine((ids) => new Set(ids).size === ids.length, 'must name each class once')
      .optional(),
    opensAt: moment,
    closesAt: moment,
    /** From when on the results count as final. */
    publishedAt: moment.nullable().default(null),
    /** Submissions of an entry in a UTC day. */
    dailyQuota: z.number().int().min(1).max(1000).default(5),
    maxModelBytes: z.number().int().min(1024).max(2_147_483_647).default(536_870_912),
    /** What the scoring of one submission may take. */
    timeLimitSeconds: z.number().int().min(10).max(86_400).default(1800),
    memoryLimitMb: z.number().int().min(128).max(262_144).default(4096),
  })
  // Written so that a time that could not be read is told of once, at its own field.
  .refine((settings) => !(settings.opensAt >= settings.closesAt), {
    path: ['closesAt'],
    message: 'must be later than opensAt',
  })
  .refine((settings) => !(settings.publishedAt !== null && settings.publishedAt < settings.closesAt), {
    path: ['publishedAt'],
    message: 'must not be before closesAt',
  });

export type ChallengeSettings = z.infer<typeof challengeSettingsSchema>;

/** What a challenge is called in addresses. */
export const challengeSlugSchema = slugSchema.refine((slug) => slug !== 'new', 'must not be the word new');

/** Which page of the list of challenges. */
export const challengeListSchema = z.object({
  cursor: cursorSchema(z.tuple([z.iso.datetime(), z.string()])).optional(),
  limit: pageLimit(20),
});
export type ChallengeList = z.infer<typeof challengeListSchema>;
