'use client';

import type { ScorableVersion } from '#lib/challenges/server/list-scorable-versions';
import { ErrorSummary } from '@/_components/error-summary';
import { SelectField } from '@/_components/select-field';
import { SubmitButton } from '@/_components/submit-button';
import { TextArea } from '@/_components/text-area';
import { TextField } from '@/_components/text-field';
import { useSentForm } from '@/_components/use-sent-form';
import { newChallengeAction } from './new-challenge-action';

type NewChallengeFormProps = {
  versions: readonly ScorableVersion[];
  /** The version that is chosen at first, `DATASET@NUMBER`. */
  chosen?: string;
  edition: number;
  opensAt: string;
  closesAt: string;
};

/** Says what a challenge asks, on which version, from when to when, and what a model may take. */
export function NewChallengeForm({ versions, chosen, edition, opensAt, closesAt }: NewChallengeFormProps) {
  const { submit, refused, key, field } = useSentForm(newChallengeAction);
  return (
    <form key={key} action={submit} className="flex max-w-lg flex-col gap-5">
      {refused && <ErrorSummary message={refused.message} fieldErrors={refused.fieldErrors} />}
      <TextField {...field('title')} label="Title" required maxLength={120} />
      <TextField
        {...field('slug')}
        label="Name in addresses"
        hint="Lower-case letters, digits and hyphens: garden-birds-2026. It stays."
        required
      />
      <TextField
        {...field('edition', String(edition))}
        label="Edition"
        hint="The year."
        type="number"
        min={1900}
        max={9999}
        required
      />
      <SelectField
        {...field('version', chosen)}
        label="Dataset version"
        options={versions.map(({ dataset, title, version, classes, heldOut }) => ({
          value: `${dataset}@${version}`,
          label: `${title}, version ${version}: ${classes} classes, ${heldOut.toLocaleString('en')} held out`,
        }))}
      />
      <TextArea
        {...field('classes')}
        label="Classes"
        optional
        rows={3}
        hint="Synset ids in the order of a model's outputs. Empty: all classes of the version, by id."
      />
      <TextArea {...field('description')} label="What is asked" optional rows={6} hint="Markdown." />
      <TextArea
        {...field('rules')}
        label="Rules"
        optional
        rows={6}
        hint="Markdown. People accept them when they enter."
      />
      <TextField {...field('opensAt', opensAt)} label="Opens (UTC)" type="datetime-local" required />
      <TextField {...field('closesAt', closesAt)} label="Closes (UTC)" type="datetime-local" required />
      <TextField
        {...field('dailyQuota', '5')}
        label="Submissions a day"
        hint="Of an entry, by UTC day. Refused and failed ones do not count."
        type="number"
        min={1}
        max={1000}
        required
      />
      <TextField
        {...field('maxModelMb', '512')}
        label="Largest model (MB)"
        type="number"
        min={1}
        max={2047}
        required
      />
      <TextField
        {...field('timeLimitMinutes', '30')}
        label="Longest scoring (minutes)"
        hint="What a model may compute for all held-out images."
        type="number"
        min={1}
        max={1440}
        required
      />
      <TextField
        {...field('memoryLimitMb', '4096')}
        label="Most memory (MB)"
        type="number"
        min={128}
        max={262144}
        required
      />
      <div>
        <SubmitButton pendingLabel="Opening the challenge">Open the challenge</SubmitButton>
      </div>
    </form>
  );
}
