import { findSynsets } from '#lib/hierarchy/server/find-synsets';
import { synsetSearchSchema } from '#lib/hierarchy/synset-queries';
import { route } from '@/_server/route';

export const GET = route({ query: synsetSearchSchema }, ({ query }) => findSynsets(query));
