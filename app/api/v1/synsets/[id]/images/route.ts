import { z } from 'zod';
import { listSynsetImages } from '#lib/hierarchy/server/list-synset-images';
import { synsetId } from '#lib/hierarchy/synset';
import { synsetImagesSchema } from '#lib/hierarchy/synset-queries';
import { route } from '@/_server/route';

export const GET = route(
  { params: z.object({ id: synsetId }), query: synsetImagesSchema },
  ({ params, query }) => listSynsetImages(params.id, query),
);
