'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { licensePolicySchema } from '#lib/datasets/license-policy';
import { setLicensePolicy } from '#lib/datasets/server/set-license-policy';
import { action } from '@/_server/action';

const formSchema = z
  .object({ slug: slugSchema, licenses: z.string() })
  .transform(({ slug, licenses }) => ({ slug, licenses: licenses.split(/[\s,;]+/).filter(Boolean) }))
  .pipe(licensePolicySchema.extend({ slug: slugSchema }));

export const licensePolicyAction = action(formSchema, async (person, input) => {
  const { licenses } = await setLicensePolicy(person, input);
  revalidatePath(`/organise/datasets/${input.slug}/imports`);
  return { licenses };
});
