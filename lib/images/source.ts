import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';

/** The licences offered by name; any other SPDX identifier is taken with its address. */
export const knownLicenses = [
  { spdx: 'CC0-1.0', title: 'CC0 1.0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
  { spdx: 'CC-BY-4.0', title: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
  { spdx: 'CC-BY-SA-4.0', title: 'CC BY-SA 4.0', url: 'https://creativecommons.org/licenses/by-sa/4.0/' },
  { spdx: 'CC-BY-NC-4.0', title: 'CC BY-NC 4.0', url: 'https://creativecommons.org/licenses/by-nc/4.0/' },
  { spdx: 'Apache-2.0', title: 'Apache 2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
  { spdx: 'MIT', title: 'MIT', url: 'https://opensource.org/license/mit' },
] as const;

/** A licence's name for people: its title where it is a known one, else its SPDX identifier. */
export function licenseTitle(spdx: string): string {
  return knownLicenses.find((license) => license.spdx === spdx)?.title ?? spdx;
}

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
