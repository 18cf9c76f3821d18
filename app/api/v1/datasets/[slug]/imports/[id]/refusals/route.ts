import { refusalListSchema } from '#lib/datasets/import';
import { listRefusals } from '#lib/datasets/server/list-refusals';
import { route } from '@/_server/route';
import { importParams } from '../import-params';

export const GET = route({ params: importParams, query: refusalListSchema }, ({ person, params, query }) =>
  listRefusals(person, { ...params, ...query }),
);
