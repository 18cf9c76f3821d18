'use client';

import { CheckboxField } from '@/_components/checkbox-field';
import { ErrorSummary } from '@/_components/error-summary';
import { SubmitButton } from '@/_components/submit-button';
import { useSentForm } from '@/_components/use-sent-form';
import { joinAction } from './join-action';

export function JoinForm({ token, entry }: { token: string; entry: string }) {
  const { submit, refused, key, chosen } = useSentForm(joinAction);
  return (
    <form key={key} action={submit} className="flex max-w-lg flex-col gap-5">
      {refused && <ErrorSummary message={refused.message} fieldErrors={refused.fieldErrors} />}
      <input type="hidden" name="token" value={token} />
      <CheckboxField
        name="acceptRules"
        label="I accept the rules of this challenge"
        hint="Recorded with the time."
        required
        defaultChecked={chosen('acceptRules', 'on')}
        error={refused?.fieldErrors.acceptRules}
      />
      <div>
        <SubmitButton pendingLabel="Joining">Join {entry}</SubmitButton>
      </div>
    </form>
  );
}
