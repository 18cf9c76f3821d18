import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';

const webAddress = z.url({ protocol: /^https?$/, error: 'must be an address that starts with https://' });

/** Where images come from, under which licence. */
export const sourceSchema = z.object({
  slug: slugSchema,
  title: z.string().trim().min(1, 'must not be empty').max(200),
  author: z.string().trim().min(1, 'must not be empty').max(200),
  /** SPDX identifier. */
  license: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9.+-]{1,60}$/, 'must be an SPDX identifier, like CC-BY-4.0'),
  licenseUrl: webAddress,
  homepage: webAddress.optional(),
});
export type NewSource = z.infer<typeof sourceSchema>;
