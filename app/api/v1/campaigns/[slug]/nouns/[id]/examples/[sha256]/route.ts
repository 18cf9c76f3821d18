import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { synsetId } from '#lib/hierarchy/synset';
import { sha256Schema } from '#lib/images/sha256';
import { nounExampleSchema } from '#lib/labelling/noun-guide';
import { removeNounExample, setNounExample } from '#lib/labelling/server/set-noun-example';
import { route } from '@/_server/route';

const params = z.object({ slug: slugSchema, id: synsetId, sha256: sha256Schema });

export const PUT = route({ params, body: nounExampleSchema }, ({ person, params, body }) =>
  setNounExample(person, { campaign: params.slug, synset: params.id, image: params.sha256, ...body }),
);

export const DELETE = route({ params }, ({ person, params }) =>
  removeNounExample(person, { campaign: params.slug, synset: params.id, image: params.sha256 }),
);
