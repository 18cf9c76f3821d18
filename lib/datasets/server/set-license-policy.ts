import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import type { LicensePolicy } from '../license-policy.ts';
import { findDataset } from './find-dataset.ts';

/**
 * Says which licences images of a dataset may have; none for any. For organisers. What is in it already stays, imports under way
 * go by what held when they began.
 */
export async function setLicensePolicy(
  person: Person | null,
  { slug, licenses }: LicensePolicy & { slug: string },
): Promise<{ licenses: string[] }> {
  assertRole(person, 'organiser');
  const { id } = await findDataset(slug);
  await db().dataset.update({ where: { id }, data: { licenses } });
  return { licenses };
}
