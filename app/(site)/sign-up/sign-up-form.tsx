'use client';

import { signIn } from 'next-auth/react';
import { useActionState } from 'react';
import { ErrorSummary } from '@/_components/error-summary';
import { SubmitButton } from '@/_components/submit-button';
import { TextField } from '@/_components/text-field';
import { signUpAction } from './sign-up-action';

type State = { message: string; fieldErrors: Record<string, string>; name: string; email: string } | null;

/** Makes an account, signs in with it and goes on to `next`. */
export function SignUpForm({ next }: { next: string }) {
  const [state, submit] = useActionState<State, FormData>(async (_previous, form) => {
    const name = String(form.get('name'));
    const email = String(form.get('email'));
    const made = await signUpAction(null, form);
    if (made && !made.ok) return { message: made.message, fieldErrors: made.fieldErrors, name, email };
    await signIn('credentials', { email, password: String(form.get('password')), redirect: false });
    window.location.assign(next);
    return null;
  }, null);

  return (
    <form action={submit} className="flex flex-col gap-5">
      {state && <ErrorSummary message={state.message} fieldErrors={labelled(state.fieldErrors)} />}
      <TextField
        key={`name-${state?.name}`}
        name="name"
        label={labels.name}
        hint="Stands beside your models on leaderboards."
        autoComplete="name"
        required
        defaultValue={state?.name}
        error={state?.fieldErrors.name}
      />
      <TextField
        key={`email-${state?.email}`}
        name="email"
        label={labels.email}
        type="email"
        autoComplete="username"
        required
        defaultValue={state?.email}
        error={state?.fieldErrors.email}
      />
      <TextField
        name="password"
        label={labels.password}
        type="password"
        hint="At least 10 characters; a few words in a row are fine."
        autoComplete="new-password"
        required
        error={state?.fieldErrors.password}
      />
      <div>
        <SubmitButton pendingLabel="Making the account">Sign up</SubmitButton>
      </div>
    </form>
  );
}

const labels = { name: 'Name', email: 'Email', password: 'Password' };

/** The refusals of the fields as sentences that stand alone. */
function labelled(fieldErrors: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fieldErrors).map(([field, fault]) => [
      field,
      `${labels[field as keyof typeof labels]}: ${fault}`,
    ]),
  );
}
