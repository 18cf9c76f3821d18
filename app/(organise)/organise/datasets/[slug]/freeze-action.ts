'use server';

import { revalidatePath } from 'next/cache';
import { requestFreeze } from '#lib/datasets/server/request-freeze';
import { action } from '@/_server/action';
import { freezeFormSchema } from './freeze-form-schema';

export const freezeAction = action(freezeFormSchema, async (person, input) => {
  const { version } = await requestFreeze(person, input);
  revalidatePath(`/organise/datasets/${input.slug}`);
  return { version };
});
