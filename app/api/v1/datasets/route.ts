import { datasetListSchema, newDatasetSchema } from '#lib/datasets/dataset';
import { createDataset } from '#lib/datasets/server/create-dataset';
import { listDatasets } from '#lib/datasets/server/list-datasets';
import { created, route } from '@/_server/route';

export const GET = route({ query: datasetListSchema }, ({ query }) => listDatasets(query));

export const POST = route({ body: newDatasetSchema }, async ({ person, body }) =>
  created(await createDataset(person, body)),
);
