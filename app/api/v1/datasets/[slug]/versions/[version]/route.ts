import { getVersion } from '#lib/datasets/server/get-version';
import { route } from '@/_server/route';
import { versionParams } from './version-params';

export const GET = route({ params: versionParams }, ({ person, params: { slug, version } }) =>
  getVersion(person, { slug, number: version }),
);
