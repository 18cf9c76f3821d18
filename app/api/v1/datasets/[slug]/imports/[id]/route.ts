import { cancelImport } from '#lib/datasets/server/cancel-import';
import { getImport } from '#lib/datasets/server/get-import';
import { route } from '@/_server/route';
import { importParams } from './import-params';

export const GET = route({ params: importParams }, ({ person, params }) => getImport(person, params));

/** Cancels it; what was taken stays. */
export const DELETE = route({ params: importParams }, ({ person, params }) => cancelImport(person, params));
