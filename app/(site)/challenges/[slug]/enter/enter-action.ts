'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { newEntrySchema } from '#lib/challenges/entry';
import { enterChallenge } from '#lib/challenges/server/enter-challenge';
import { slugSchema } from '#lib/core/slug';
import { action } from '@/_server/action';

const checkbox = z
  .string()
  .optional()
  .transform((value) => value === 'on');
const { name, acceptRules, track } = newEntrySchema.shape;
const schema = z.object({
  slug: slugSchema,
  name,
  acceptRules: checkbox.pipe(acceptRules),
  baseline: checkbox,
  track: track.or(z.literal('').transform(() => undefined)),
});

export const enterAction = action(schema, async (person, { slug, ...entry }) => {
  await enterChallenge(person, slug, entry);
  redirect(`/challenges/${slug}/submit`);
});
