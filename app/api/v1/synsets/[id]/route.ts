import { z } from 'zod';
import { getSynset } from '#lib/hierarchy/server/get-synset';
import { synsetId } from '#lib/hierarchy/synset';
import { route } from '@/_server/route';

export const GET = route({ params: z.object({ id: synsetId }) }, ({ params }) => getSynset(params.id));
