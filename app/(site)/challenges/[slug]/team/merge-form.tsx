'use client';

import { ErrorSummary } from '@/_components/error-summary';
import { SubmitButton } from '@/_components/submit-button';
import { TextField } from '@/_components/text-field';
import { useSentForm } from '@/_components/use-sent-form';
import { proposeAction } from './team-actions';

/** Proposes that this entry become part of another. */
export function MergeForm({ slug }: { slug: string }) {
  const { submit, refused, key, field } = useSentForm(proposeAction);
  return (
    <form key={key} action={submit} className="flex max-w-lg flex-col gap-4">
      {refused && <ErrorSummary message={refused.message} fieldErrors={refused.fieldErrors} />}
      <input type="hidden" name="slug" value={slug} />
      <TextField
        {...field('into')}
        label="Name of the entry that stays"
        hint="As it stands on the leaderboard. Its captain answers."
        required
      />
      <div>
        <SubmitButton variant="plain" pendingLabel="Proposing">
          Propose the merge
        </SubmitButton>
      </div>
    </form>
  );
}
