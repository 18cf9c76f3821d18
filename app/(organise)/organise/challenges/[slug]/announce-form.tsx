'use client';

import { useState } from 'react';
import { ErrorSummary } from '@/_components/error-summary';
import { useNotice } from '@/_components/notices';
import { SubmitButton } from '@/_components/submit-button';
import { TextArea } from '@/_components/text-area';
import { TextField } from '@/_components/text-field';
import { useSentForm } from '@/_components/use-sent-form';
import { announceAction } from './desk-actions';

/** Tells everybody in a challenge something; sent twice by a double click it is told once. */
export function AnnounceForm({ slug }: { slug: string }) {
  const say = useNotice();
  const [key, setKey] = useState(() => crypto.randomUUID());
  const form = useSentForm(announceAction, () => {
    say('Announced.');
    setKey(crypto.randomUUID());
  });
  return (
    <form key={form.key} action={form.submit} className="flex max-w-lg flex-col gap-4">
      {form.refused && <ErrorSummary message={form.refused.message} fieldErrors={form.refused.fieldErrors} />}
      <input type="hidden" name="slug" value={slug} />
      <input type="hidden" name="key" value={key} suppressHydrationWarning />
      <TextField {...form.field('title')} label="Title of the announcement" required maxLength={120} />
      <TextArea {...form.field('text')} label="Text" hint="Markdown." rows={4} required />
      <div>
        <SubmitButton variant="plain" pendingLabel="Announcing">
          Announce
        </SubmitButton>
      </div>
    </form>
  );
}
