'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { cancelImport } from '#lib/datasets/server/cancel-import';
import { chooseNouns } from '#lib/datasets/server/choose-nouns';
import { synsetId } from '#lib/hierarchy/synset';
import { action } from '@/_server/action';

const which = { slug: slugSchema, id: z.uuid() };
const pageOf = ({ slug, id }: { slug: string; id: string }) => `/organise/datasets/${slug}/imports/${id}`;

export const cancelImportAction = action(z.object(which), async (person, input) => {
  await cancelImport(person, input);
  revalidatePath(pageOf(input));
});

const choiceSchema = z.object({
  ...which,
  name: z.string().max(1024),
  noun: z.union([synsetId, z.literal('none').transform(() => null)], 'choose a noun, or that it is none'),
});

export const chooseNounAction = action(choiceSchema, async (person, { name, noun, ...input }) => {
  await chooseNouns(person, { ...input, choices: [{ name, noun }] });
  revalidatePath(pageOf(input));
});
