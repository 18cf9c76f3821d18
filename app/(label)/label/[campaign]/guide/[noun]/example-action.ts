'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { synsetId } from '#lib/hierarchy/synset';
import { sha256Schema } from '#lib/images/sha256';
import { removeNounExample, setNounExample } from '#lib/labelling/server/set-noun-example';
import { action } from '@/_server/action';

const input = z.object({
  campaign: slugSchema,
  synset: synsetId,
  image: sha256Schema,
  as: z.enum(['good', 'bad', 'none']),
});

export const exampleAction = action(input, async (person, { as, ...example }) => {
  if (as === 'none') await removeNounExample(person, example);
  else await setNounExample(person, { ...example, good: as === 'good' });
  refresh();
});
