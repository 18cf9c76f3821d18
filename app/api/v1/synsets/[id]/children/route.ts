import { z } from 'zod';
import { listChildren } from '#lib/hierarchy/server/list-children';
import { synsetId } from '#lib/hierarchy/synset';
import { synsetChildrenSchema } from '#lib/hierarchy/synset-queries';
import { route } from '@/_server/route';

export const GET = route(
  { params: z.object({ id: synsetId }), query: synsetChildrenSchema },
  ({ params, query }) => listChildren(params.id, query),
);
