'use client';

import { useActionState } from 'react';
import { Callout } from '@/_components/callout';
import { ChoiceField } from '@/_components/choice-field';
import { ErrorSummary } from '@/_components/error-summary';
import { SubmitButton } from '@/_components/submit-button';
import { TextArea } from '@/_components/text-area';
import { TextField } from '@/_components/text-field';
import { takedownAction } from './takedown-action';

const kinds = [
  { value: 'image', label: 'One image', hint: 'By its SHA-256' },
  { value: 'source', label: 'All images of a source', hint: 'By its slug' },
  { value: 'author', label: 'All images of an author', hint: 'By the name that their sources give' },
];

/** What is to be taken down, and why. */
export function TakedownForm() {
  const [sent, send] = useActionState(takedownAction, null);
  const errors = sent?.ok === false ? sent.fieldErrors : undefined;
  return (
    <form action={send} className="flex max-w-2xl flex-col gap-5">
      {sent?.ok === false && <ErrorSummary {...sent} />}
      {sent?.ok === true && (
        <Callout tone="good">
          {sent.value.images.toLocaleString('en')} {sent.value.images === 1 ? 'image is' : 'images are'} taken
          down. Their bytes go within a minute.
        </Callout>
      )}
      <ChoiceField name="kind" legend="What" options={kinds} defaultValue="image" required />
      <TextField name="what" label="Its name" required error={errors?.what} />
      <TextArea
        name="reason"
        label="Why"
        hint="Stands where the images were, for everybody to read."
        rows={3}
        required
        error={errors?.reason}
      />
      <p className="text-sm text-ink-soft">
        This cannot be undone: the bytes are removed, and the same file is refused from then on.
      </p>
      <div>
        <SubmitButton pendingLabel="Taking down" variant="danger">
          Take down
        </SubmitButton>
      </div>
    </form>
  );
}
