'use client';

import { signIn } from 'next-auth/react';
import { useActionState } from 'react';
import { ErrorSummary } from '@/_components/error-summary';
import { SubmitButton } from '@/_components/submit-button';
import { TextField } from '@/_components/text-field';

/** Email and password. Goes on to `next` when they are right. */
export function SignInForm({ next }: { next: string }) {
  const [state, submit] = useActionState(
    async (_previous: { message: string; email: string } | null, form: FormData) => {
      const email = String(form.get('email'));
      const answer = await signIn('credentials', {
        email,
        password: String(form.get('password')),
        redirect: false,
      });
      if (answer?.ok) {
        window.location.assign(next);
        return null;
      }
      const message =
        answer?.status === 401
          ? 'Email and password do not belong together. Check both; passwords are case-sensitive.'
          : 'The server did not answer. Nothing was changed; try again in a moment.';
      return { message, email };
    },
    null,
  );

  return (
    <form action={submit} className="flex flex-col gap-5">
      {state && <ErrorSummary message={state.message} />}
      <TextField
        name="email"
        label="Email"
        type="email"
        autoComplete="username"
        required
        defaultValue={state?.email}
        key={state?.email}
      />
      <TextField name="password" label="Password" type="password" autoComplete="current-password" required />
      <div>
        <SubmitButton pendingLabel="Signing in">Sign in</SubmitButton>
      </div>
    </form>
  );
}
