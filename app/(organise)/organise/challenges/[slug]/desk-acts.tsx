'use client';

import { Button } from '@/_components/button';
import { ConfirmAct } from '@/_components/confirm-act';
import { ErrorSummary } from '@/_components/error-summary';
import { SubmitButton } from '@/_components/submit-button';
import { TextField } from '@/_components/text-field';
import { useSentForm } from '@/_components/use-sent-form';
import { archiveAction, cloneAction, rescoreAction } from './desk-actions';

type Challenge = { slug: string; title: string };

export function ArchiveChallenge({ slug, title }: Challenge) {
  return (
    <ConfirmAct
      trigger={<Button>Archive the challenge</Button>}
      title={`Archive ${title}?`}
      description="Its settings, entries and scores never change again. Everybody may still read them. It is not taken back."
      act={archiveAction}
      fields={{ slug }}
      confirm="Archive it"
      pendingLabel="Archiving"
      keep="Not yet"
    />
  );
}

export function RescoreChallenge({ slug, title }: Challenge) {
  return (
    <ConfirmAct
      trigger={<Button>Compute all scores again</Button>}
      title={`Compute the scores of ${title} again?`}
      description="A worker computes them out of the kept predictions; no model runs. Scores that change stay among the past ones of their submission."
      act={rescoreAction}
      fields={{ slug }}
      confirm="Compute them again"
      pendingLabel="Asking a worker"
      keep="Leave them"
    />
  );
}

/** Opens the next edition with the settings of this one. */
export function CloneForm({ slug, next, edition }: { slug: string; next: string; edition: number }) {
  const { submit, refused, key, field } = useSentForm(cloneAction);
  return (
    <form key={key} action={submit} className="flex max-w-lg flex-col gap-4">
      {refused && <ErrorSummary message={refused.message} fieldErrors={refused.fieldErrors} />}
      <input type="hidden" name="slug" value={slug} />
      <TextField {...field('next', next)} label="Name in addresses" required />
      <TextField
        {...field('edition', String(edition))}
        label="Edition"
        type="number"
        min={1900}
        max={9999}
        required
      />
      <div>
        <SubmitButton variant="plain" pendingLabel="Opening">
          Open the next edition
        </SubmitButton>
      </div>
    </form>
  );
}
