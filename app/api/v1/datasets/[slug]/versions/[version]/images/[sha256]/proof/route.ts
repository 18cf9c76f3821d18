import { proveInclusion } from '#lib/datasets/server/prove-inclusion';
import { sha256Schema } from '#lib/images/sha256';
import { route } from '@/_server/route';
import { versionParams } from '../../../version-params';

export const GET = route(
  { params: versionParams.extend({ sha256: sha256Schema }) },
  ({ params: { slug, version, sha256 } }) => proveInclusion(slug, version, sha256),
);
