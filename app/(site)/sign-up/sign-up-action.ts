'use server';

import { signUpSchema } from '#lib/identity/credentials';
import { signUp } from '#lib/identity/server/sign-up';
import { action } from '@/_server/action';

export const signUpAction = action(signUpSchema, async (_person, input) => {
  await signUp(input);
});
