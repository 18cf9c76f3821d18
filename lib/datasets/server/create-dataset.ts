import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import type { NewDataset } from '../dataset.ts';

/** Makes an empty dataset. For organisers. Refuses a slug that is taken (`slug-taken`). */
export async function createDataset(
  person: Person | null,
  { slug, title, description }: NewDataset,
): Promise<{ slug: string; title: string }> {
  assertRole(person, 'organiser');
  const { count } = await db().dataset.createMany({
    data: { slug, title, description, createdById: person.id },
    skipDuplicates: true,
  });
  if (count === 1) return { slug, title };
  throw new AppError('conflict', 'slug-taken', `There is a dataset ${slug} already: choose another slug.`, {
    details: { field: 'slug' },
  });
}
