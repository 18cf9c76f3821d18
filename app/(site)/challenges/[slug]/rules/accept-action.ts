'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { acceptRules } from '#lib/challenges/server/accept-rules';
import { slugSchema } from '#lib/core/slug';
import { action } from '@/_server/action';

const schema = z.object({ slug: slugSchema, version: z.coerce.number().int().min(1) });

export const acceptAction = action(schema, async (person, { slug, version }) => {
  await acceptRules(person, slug, version);
  redirect(`/challenges/${slug}/submit`);
});
