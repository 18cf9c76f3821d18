import { cancelExport } from '#lib/datasets/server/cancel-export';
import { route } from '@/_server/route';
import { exportParams } from '../export-params';

export const POST = route({ params: exportParams }, ({ person, params: { slug, version, format } }) =>
  cancelExport(person, { slug, number: version, format }),
);
