'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { publishChallenge } from '#lib/challenges/server/publish-challenge';
import { slugSchema } from '#lib/core/slug';
import { action } from '@/_server/action';

export const publishAction = action(z.object({ slug: slugSchema }), async (person, { slug }) => {
  await publishChallenge(person, slug);
  refresh();
});
