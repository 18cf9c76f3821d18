import { z } from 'zod';
import { AppError } from '#lib/core/errors';
import { licenseTitle } from '#lib/images/license';
import { sourceSchema } from '#lib/images/source';

/** Which licences images of a dataset may have: SPDX identifiers, or none for any. */
export const licensePolicySchema = z.object({
  licenses: z
    .array(sourceSchema.shape.license)
    .max(50, 'must have at most 50')
    .transform((licenses) => [...new Set(licenses)]),
});
export type LicensePolicy = z.infer<typeof licensePolicySchema>;

/** Refuses a licence that a dataset does not take (`license-not-allowed`); where it names none, it takes any. */
export function assertLicense(license: string, allowed: readonly string[]): void {
  if (allowed.length === 0 || allowed.includes(license)) return;
  throw new AppError(
    'invalid',
    'license-not-allowed',
    `The licence is ${licenseTitle(license)}; this dataset takes ${allowed.map(licenseTitle).join(', ')} only.`,
    { details: { field: 'license' } },
  );
}
