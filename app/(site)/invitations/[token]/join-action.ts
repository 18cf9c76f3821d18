'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { joinEntry } from '#lib/challenges/server/join-entry';
import { action } from '@/_server/action';

const schema = z.object({
  token: z.string(),
  acceptRules: z.literal('on', 'the rules must be accepted to join'),
});

export const joinAction = action(schema, async (person, { token }) => {
  const { slug } = await joinEntry(person, token);
  redirect(`/challenges/${slug}/team`);
});
