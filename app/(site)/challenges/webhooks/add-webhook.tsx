'use client';

import { useState } from 'react';
import { CopyButton } from '@/_components/copy-button';
import { ErrorSummary } from '@/_components/error-summary';
import { SubmitButton } from '@/_components/submit-button';
import { TextField } from '@/_components/text-field';
import { useSentForm } from '@/_components/use-sent-form';
import { addWebhookAction } from './webhook-actions';

/** Has an address hear of a challenge or an entry; the secret that its requests are signed by is shown this once. */
export function AddWebhook({ slug, scope }: { slug: string; scope: 'challenge' | 'entry' }) {
  const [secret, setSecret] = useState<string | null>(null);
  const { submit, refused, key, field } = useSentForm(addWebhookAction, (made) => setSecret(made.secret));
  return (
    <form key={key} action={submit} className="flex max-w-lg flex-col gap-4">
      {refused && <ErrorSummary message={refused.message} fieldErrors={refused.fieldErrors} />}
      <input type="hidden" name="slug" value={slug} />
      <input type="hidden" name="scope" value={scope} />
      <TextField
        {...field('url')}
        label="Address of a webhook"
        type="url"
        required
        hint="It is sent a signed POST when something happens. Of the open internet, with https or http."
      />
      <div>
        <SubmitButton pendingLabel="Adding the webhook">Add the webhook</SubmitButton>
      </div>
      {secret !== null && (
        <div role="status" className="flex flex-col gap-2 rounded border border-line p-3">
          <p>Its requests are signed by this secret. It is shown this once:</p>
          <code className="break-all text-sm">{secret}</code>
          <div>
            <CopyButton text={secret} label="Copy the secret" />
          </div>
        </div>
      )}
    </form>
  );
}
