'use client';

import { CheckboxField } from '@/_components/checkbox-field';
import { ErrorSummary } from '@/_components/error-summary';
import { useNotice } from '@/_components/notices';
import { SubmitButton } from '@/_components/submit-button';
import { TextArea } from '@/_components/text-area';
import { TextField } from '@/_components/text-field';
import { useSentForm } from '@/_components/use-sent-form';
import { editAction } from './edit-action';

type EditFormProps = {
  id: string;
  name: string;
  description: string;
  link: string | null;
  listed: boolean;
  final: boolean;
};

/** What its people say of a submission, who sees it, and whether it counts in the end. */
export function EditForm({ id, name, description, link, listed, final }: EditFormProps) {
  const say = useNotice();
  const { submit, refused, key, field, chosen } = useSentForm(editAction, () => say('Kept.'));
  return (
    <form key={`${key}${listed}${final}`} action={submit} className="flex max-w-xl flex-col gap-5">
      {refused && <ErrorSummary message={refused.message} fieldErrors={refused.fieldErrors} />}
      <input type="hidden" name="id" value={id} />
      <TextField {...field('name', name)} label="Name of the submission" required maxLength={80} />
      <TextArea
        {...field('description', description)}
        label="Description"
        optional
        rows={5}
        hint="Markdown: how it works, what it was trained on."
      />
      <TextField
        {...field('link', link ?? '')}
        label="Code or paper"
        optional
        type="url"
        hint="An address."
      />
      <CheckboxField
        name="listed"
        label="Others see it"
        hint="When the results are out everybody sees every submission."
        defaultChecked={chosen('listed', 'on', listed)}
      />
      <CheckboxField
        name="final"
        label="It counts in the end"
        hint="Choose at most two until the challenge closes. Who chooses none has the best on the board."
        defaultChecked={chosen('final', 'on', final)}
        error={refused?.fieldErrors.final}
      />
      <div>
        <SubmitButton variant="plain" pendingLabel="Keeping">
          Keep
        </SubmitButton>
      </div>
    </form>
  );
}
