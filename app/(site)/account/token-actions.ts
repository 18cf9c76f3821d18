'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { assertRole } from '#lib/identity/person';
import { createApiToken, revokeApiToken } from '#lib/identity/server/api-tokens';
import { action } from '@/_server/action';

const nameSchema = z.object({ name: z.string().trim().min(1, 'must not be empty').max(80) });

export const createTokenAction = action(nameSchema, async (person, { name }) => {
  assertRole(person);
  const token = await createApiToken(person, name);
  revalidatePath('/account');
  return token;
});

export const revokeTokenAction = action(z.object({ id: z.uuid() }), async (person, { id }) => {
  assertRole(person);
  await revokeApiToken(person, id);
  revalidatePath('/account');
});
