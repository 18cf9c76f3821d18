import { AppError } from '#lib/core/errors';
import { licenseTitle } from '#lib/images/license';

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
