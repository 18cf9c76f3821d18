'use client';

import { useState } from 'react';
import { CopyButton } from '@/_components/copy-button';
import { ErrorSummary } from '@/_components/error-summary';
import { SubmitButton } from '@/_components/submit-button';
import { TextField } from '@/_components/text-field';
import { useSentForm } from '@/_components/use-sent-form';
import { inviteAction } from './team-actions';

/** Makes a link for one person to join by; it is shown this once. */
export function InviteForm({ slug }: { slug: string }) {
  const [link, setLink] = useState<string | null>(null);
  const { submit, refused, key, field } = useSentForm(inviteAction, ({ path }) =>
    setLink(`${window.location.origin}${path}`),
  );
  return (
    <form key={key} action={submit} className="flex max-w-lg flex-col gap-4">
      {refused && <ErrorSummary message={refused.message} fieldErrors={refused.fieldErrors} />}
      <input type="hidden" name="slug" value={slug} />
      <TextField
        {...field('email')}
        label="Their e-mail address"
        optional
        type="email"
        hint="For your list of invitations. Hand them the link yourself."
      />
      <div>
        <SubmitButton pendingLabel="Making the link">Make an invitation</SubmitButton>
      </div>
      {link !== null && (
        <div role="status" className="flex flex-col gap-2 rounded border border-line p-3">
          <p>One person joins by this link within 14 days. It is shown this once:</p>
          <code className="break-all text-sm">{link}</code>
          <div>
            <CopyButton text={link} label="Copy the link" />
          </div>
        </div>
      )}
    </form>
  );
}
