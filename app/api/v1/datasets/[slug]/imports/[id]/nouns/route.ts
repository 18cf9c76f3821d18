import { nounChoicesSchema } from '#lib/datasets/import';
import { chooseNouns } from '#lib/datasets/server/choose-nouns';
import { route } from '@/_server/route';
import { importParams } from '../import-params';

/** Says which nouns waiting names mean; null is no noun. */
export const POST = route({ params: importParams, body: nounChoicesSchema }, ({ person, params, body }) =>
  chooseNouns(person, { ...params, ...body }),
);
