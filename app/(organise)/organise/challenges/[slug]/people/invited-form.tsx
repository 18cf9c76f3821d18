'use client';

import { ErrorSummary } from '@/_components/error-summary';
import { useNotice } from '@/_components/notices';
import { SubmitButton } from '@/_components/submit-button';
import { TextArea } from '@/_components/text-area';
import { useSentForm } from '@/_components/use-sent-form';
import { invitePeopleAction } from '../desk-actions';

/** The addresses that may enter where registration is by invitation. */
export function InvitedForm({ slug, emails }: { slug: string; emails: readonly string[] }) {
  const say = useNotice();
  const { submit, refused, key, field } = useSentForm(invitePeopleAction, () => say('Kept.'));
  return (
    <form key={`${key}${emails.length}`} action={submit} className="flex max-w-lg flex-col gap-4">
      {refused && <ErrorSummary message={refused.message} fieldErrors={refused.fieldErrors} />}
      <input type="hidden" name="slug" value={slug} />
      <TextArea
        {...field('emails', emails.join('\n'))}
        label="Addresses that may enter"
        hint="One a line. Who has shown the address to be theirs enters at once; who has not waits for you."
        rows={8}
      />
      <div>
        <SubmitButton variant="plain" pendingLabel="Keeping">
          Keep the list
        </SubmitButton>
      </div>
    </form>
  );
}
