import { Prisma } from '#lib/infra/db/generated/client';

/**
 * The newest done version of each dataset, as a subquery with the columns of dataset_versions. What is public of a
 * dataset are the train and val images of this version with their labels.
 */
export const newestVersions = Prisma.sql`(
  SELECT DISTINCT ON (dataset_id) * FROM dataset_versions WHERE state = 'done' ORDER BY dataset_id, number DESC
)`;
