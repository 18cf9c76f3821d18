'use client';

import { signIn } from 'next-auth/react';
import { ErrorSummary } from '@/_components/error-summary';
import { SubmitButton } from '@/_components/submit-button';
import { TextField } from '@/_components/text-field';
import { useSentForm } from '@/_components/use-sent-form';
import { signUpAction } from './sign-up-action';

/** Makes an account, signs in with it and goes on to `next`. */
export function SignUpForm({ next }: { next: string }) {
  const { submit, refused, key, field } = useSentForm(signUpAction, async (_person, form) => {
    const [email, password] = [String(form.get('email')), String(form.get('password'))];
    await signIn('credentials', { email, password, redirect: false });
    window.location.assign(next);
  });

  return (
    <form key={key} action={submit} className="flex flex-col gap-5">
      {refused && <ErrorSummary message={refused.message} fieldErrors={refused.fieldErrors} />}
      <TextField
        {...field('name')}
        label="Name"
        hint="Stands beside your models on leaderboards."
        autoComplete="name"
        required
      />
      <TextField {...field('email')} label="Email" type="email" autoComplete="username" required />
      <TextField
        name="password"
        label="Password"
        type="password"
        hint="At least 10 characters; a few words in a row are fine."
        autoComplete="new-password"
        required
        error={refused?.fieldErrors.password}
      />
      <div>
        <SubmitButton pendingLabel="Making the account">Sign up</SubmitButton>
      </div>
    </form>
  );
}
