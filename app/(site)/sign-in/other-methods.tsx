'use client';

import { signIn } from 'next-auth/react';
import { Button } from '@/_components/button';
import { SubmitButton } from '@/_components/submit-button';
import { TextField } from '@/_components/text-field';

/** The ways to sign in that this installation has set up beside email and password. */
export function OtherMethods({
  methods,
  next,
}: {
  methods: readonly { id: string; name: string }[];
  next: string;
}) {
  return (
    <section aria-label="Other ways to sign in" className="flex flex-col gap-4 border-t border-line pt-6">
      {methods.map(({ id, name }) =>
        id === 'email' ? (
          <form
            key={id}
            action={async (form) => {
              await signIn('email', { email: String(form.get('email')), callbackUrl: next });
            }}
            className="flex flex-col gap-3"
          >
            <TextField
              id="field-link-email"
              name="email"
              label="Email, for a sign-in link"
              type="email"
              required
            />
            <div>
              <SubmitButton variant="plain" pendingLabel="Sending">
                Send me a link
              </SubmitButton>
            </div>
          </form>
        ) : (
          <div key={id}>
            <Button onClick={() => signIn(id, { callbackUrl: next })}>Sign in with {name}</Button>
          </div>
        ),
      )}
    </section>
  );
}
