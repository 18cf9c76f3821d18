import { listExports } from '#lib/datasets/server/list-exports';
import { route } from '@/_server/route';
import { versionParams } from '../version-params';

export const GET = route({ params: versionParams }, async ({ params: { slug, version } }) => ({
  items: await listExports(slug, version),
}));
