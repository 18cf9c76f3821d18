import { versionImageListSchema } from '#lib/datasets/dataset';
import { listVersionImages } from '#lib/datasets/server/list-version-images';
import { route } from '@/_server/route';
import { versionParams } from '../version-params';

export const GET = route(
  { params: versionParams, query: versionImageListSchema },
  ({ params: { slug, version }, query }) => listVersionImages({ slug, number: version, ...query }),
);
