'use client';

import { ErrorSummary } from '@/_components/error-summary';
import { useNotice } from '@/_components/notices';
import { SubmitButton } from '@/_components/submit-button';
import { TextField } from '@/_components/text-field';
import { useSentForm } from '@/_components/use-sent-form';
import { licensePolicyAction } from './license-policy-action';

/** Which licences images of the dataset may have. */
export function LicensePolicyForm({ slug, allowed }: { slug: string; allowed: readonly string[] }) {
  const say = useNotice();
  const { submit, refused, key, field } = useSentForm(licensePolicyAction, ({ licenses }) =>
    say(licenses.length > 0 ? `Takes ${licenses.join(', ')} only` : 'Takes any licence', 'good'),
  );
  return (
    <form key={key} action={submit} className="flex max-w-lg flex-col gap-4">
      {refused && <ErrorSummary {...refused} />}
      <input type="hidden" name="slug" value={slug} />
      <TextField
        {...field('licenses', allowed.join(', '))}
        label="Licences that it takes"
        optional
        hint="SPDX identifiers with commas between: CC0-1.0, CC-BY-4.0. Left empty, any that is given. Images under others are refused by name; what is there stays."
      />
      <div>
        <SubmitButton variant="plain" pendingLabel="Keeping it">
          Keep the licences
        </SubmitButton>
      </div>
    </form>
  );
}
