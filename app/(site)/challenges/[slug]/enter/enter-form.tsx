'use client';

import { useActionState } from 'react';
import { CheckboxField } from '@/_components/checkbox-field';
import { ErrorSummary } from '@/_components/error-summary';
import { SelectField } from '@/_components/select-field';
import { SubmitButton } from '@/_components/submit-button';
import { TextField } from '@/_components/text-field';
import { enterAction } from './enter-action';

type State = { message: string; fieldErrors: Record<string, string>; name: string } | null;

type EnterFormProps = {
  slug: string;
  organiser: boolean;
  tracks: readonly { slug: string; title: string; outsideData: boolean }[];
};

/** Names the entry, chooses its track and accepts the rules. */
export function EnterForm({ slug, organiser, tracks }: EnterFormProps) {
  const [state, submit] = useActionState<State, FormData>(async (_previous, form) => {
    const entered = await enterAction(null, form);
    return entered?.ok === false ? { ...entered, name: String(form.get('name')) } : null;
  }, null);
  return (
    <form action={submit} className="flex max-w-lg flex-col gap-5">
      {state && <ErrorSummary message={state.message} fieldErrors={state.fieldErrors} />}
      <input type="hidden" name="slug" value={slug} />
      <TextField
        key={`name-${state?.name}`}
        name="name"
        label="Name of your entry"
        hint="Stands on the leaderboard: you, your team or your laboratory."
        maxLength={60}
        required
        defaultValue={state?.name}
        error={state?.fieldErrors.name}
      />
      {tracks.length > 0 && (
        <SelectField
          name="track"
          label="Track"
          hint="What the models of this entry are trained on. It stays."
          options={tracks.map(({ slug, title, outsideData }) => ({
            value: slug,
            label: outsideData ? `${title} (data beside the challenge's own allowed)` : title,
          }))}
          error={state?.fieldErrors.track}
        />
      )}
      <CheckboxField
        name="acceptRules"
        label="I accept the rules of this challenge"
        hint="Recorded with the time."
        required
        error={state?.fieldErrors.acceptRules}
      />
      {organiser && (
        <CheckboxField
          name="baseline"
          label="This entry is for baselines"
          hint="In place on the leaderboard, without rank and without quota. For organisers."
        />
      )}
      <div>
        <SubmitButton pendingLabel="Entering">Enter the challenge</SubmitButton>
      </div>
    </form>
  );
}
