'use client';

import { CheckboxField } from '@/_components/checkbox-field';
import { ErrorSummary } from '@/_components/error-summary';
import { SubmitButton } from '@/_components/submit-button';
import { TextField } from '@/_components/text-field';
import { useSentForm } from '@/_components/use-sent-form';
import { freezeAction } from './freeze-action';

type FreezeFormProps = {
  slug: string;
  sources: readonly { slug: string; title: string; images: number }[];
  /** What the last version was frozen with. */
  usual?: {
    testShare: number;
    valShare: number;
    minimumConfidence: number;
    heldOutSources: readonly string[];
  };
};

/** How a version is frozen: its shares, what is held out whole, and from which confidence on labels count. */
export function FreezeForm({ slug, sources, usual }: FreezeFormProps) {
  const { submit, refused, key, field, chosen } = useSentForm(freezeAction);
  return (
    <form key={key} action={submit} className="flex max-w-lg flex-col gap-5">
      {refused && <ErrorSummary {...refused} />}
      <input type="hidden" name="slug" value={slug} />
      <TextField
        {...field('testShare', percent(usual?.testShare ?? 0.2))}
        label="Held out (%)"
        hint="Of each class, for the score of challenges. What was held out before stays so."
        type="number"
        min={0}
        max={80}
        step="any"
        required
      />
      <TextField
        {...field('valShare', percent(usual?.valShare ?? 0.1))}
        label="To validate on (%)"
        hint="Of each class, with labels."
        type="number"
        min={0}
        max={80}
        step="any"
        required
      />
      <TextField
        {...field('minimumConfidence', percent(usual?.minimumConfidence ?? 0))}
        label="Least confidence (%)"
        hint="Labels that fewer of the votes agreed on are left out."
        type="number"
        min={0}
        max={100}
        step="any"
        required
      />
      {sources.length > 1 && (
        <fieldset className="flex flex-col gap-2">
          <legend className="font-medium">Sources held out whole</legend>
          <p className="text-sm text-ink-soft">
            All their images go to the held-out part, so that models meet a kind of picture they have not
            seen.
          </p>
          {sources.map((source) => (
            <CheckboxField
              key={source.slug}
              id={`field-heldOutSources-${source.slug}`}
              name="heldOutSources"
              value={source.slug}
              defaultChecked={chosen(
                'heldOutSources',
                source.slug,
                usual?.heldOutSources.includes(source.slug),
              )}
              label={`${source.title}, ${source.images.toLocaleString('en')} images`}
            />
          ))}
          {refused?.fieldErrors.heldOutSources && (
            <p className="text-sm text-bad">{refused.fieldErrors.heldOutSources}</p>
          )}
        </fieldset>
      )}
      <details>
        <summary className="cursor-pointer rounded">Choose the seed</summary>
        <div className="mt-3">
          <TextField
            {...field('seed')}
            label="Seed"
            optional
            maxLength={200}
            hint="The same seed draws the same splits. Keep it to yourself: it tells something of the held-out labels. Left empty, chance draws one."
          />
        </div>
      </details>
      <div>
        <SubmitButton pendingLabel="Asking for the version">Freeze a version</SubmitButton>
      </div>
    </form>
  );
}

const percent = (share: number) => String(Math.round(share * 1000) / 10);
