'use client';

import { useActionState } from 'react';
import { Callout } from '@/_components/callout';
import { CopyButton } from '@/_components/copy-button';
import { SubmitButton } from '@/_components/submit-button';
import { TextField } from '@/_components/text-field';
import { createTokenAction, revokeTokenAction } from './token-actions';

/** Makes a token and shows it this once. */
export function TokenForm() {
  const [state, submit] = useActionState(createTokenAction, null);
  return (
    <div className="flex max-w-md flex-col gap-4">
      <form action={submit} className="flex flex-col gap-3">
        <TextField
          name="name"
          label="What is the token for?"
          required
          maxLength={80}
          error={state?.ok === false ? (state.fieldErrors.name ?? state.message) : undefined}
        />
        <div>
          <SubmitButton variant="plain" pendingLabel="Making it">
            Make a token
          </SubmitButton>
        </div>
      </form>
      {state?.ok && (
        <Callout
          tone="good"
          title="Copy it now: it is not shown again"
          action={<CopyButton text={state.value} />}
        >
          <code className="break-all">{state.value}</code>
        </Callout>
      )}
    </div>
  );
}

/** Ends one token. */
export function RevokeTokenForm({ id, name }: { id: string; name: string }) {
  const [, submit] = useActionState(revokeTokenAction, null);
  return (
    <form action={submit}>
      <input type="hidden" name="id" value={id} />
      <SubmitButton variant="quiet" size="small" pendingLabel="Ending" aria-label={`Revoke ${name}`}>
        Revoke
      </SubmitButton>
    </form>
  );
}
