'use client';

import { type FormEvent, useState } from 'react';
import { slugOf } from '#lib/core/slug';
import { ErrorSummary } from '@/_components/error-summary';
import { SubmitButton } from '@/_components/submit-button';
import { TextArea } from '@/_components/text-area';
import { TextField } from '@/_components/text-field';
import { useSentForm } from '@/_components/use-sent-form';
import { newDatasetAction } from './new-dataset-action';

/** Names a dataset. The name in addresses follows the title until it is changed by hand. */
export function NewDatasetForm() {
  const { submit, refused, key, field } = useSentForm(newDatasetAction);
  const [slug, setSlug] = useState('');
  const [ownSlug, setOwnSlug] = useState(false);
  return (
    <form key={key} action={submit} className="flex max-w-lg flex-col gap-5">
      {refused && <ErrorSummary {...refused} />}
      <TextField
        {...field('title')}
        label="Title"
        required
        maxLength={120}
        onChange={(event) => {
          if (!ownSlug) setSlug(slugOf(event.target.value));
        }}
      />
      <TextField
        name="slug"
        label="Name in addresses"
        hint="Lower-case letters, digits and hyphens: garden-birds. It stays."
        required
        value={slug}
        error={refused?.fieldErrors.slug}
        onChange={(event: FormEvent<HTMLInputElement>) => {
          setOwnSlug(true);
          setSlug(event.currentTarget.value);
        }}
      />
      <TextArea
        {...field('description')}
        label="Description"
        optional
        rows={6}
        hint="Markdown. What is in it, what it is for, who is behind it."
      />
      <div>
        <SubmitButton pendingLabel="Making the dataset">Make the dataset</SubmitButton>
      </div>
    </form>
  );
}
