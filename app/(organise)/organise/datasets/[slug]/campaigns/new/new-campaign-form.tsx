'use client';

import { useState } from 'react';
import { CheckboxField } from '@/_components/checkbox-field';
import { ChoiceField } from '@/_components/choice-field';
import { ErrorSummary } from '@/_components/error-summary';
import { SubmitButton } from '@/_components/submit-button';
import { TextArea } from '@/_components/text-area';
import { TextField } from '@/_components/text-field';
import { useSentForm } from '@/_components/use-sent-form';
import { type ChosenNoun, NounChooser } from '../../../../noun-chooser';
import { newCampaignAction } from './new-campaign-action';

type NewCampaignFormProps = {
  dataset: string;
  /** The nouns that its images were gathered for. */
  nouns: readonly { id: string; word: string; images: number }[];
  usual: { title: string; slug: string };
};

/** What is asked about a dataset's images, about which nouns, and how many votes decide. */
export function NewCampaignForm({ dataset, nouns, usual }: NewCampaignFormProps) {
  const { submit, refused, key, field, chosen } = useSentForm(newCampaignAction);
  const [kind, setKind] = useState(nouns.length > 0 ? 'verify' : 'classify');
  const [roots, setRoots] = useState<readonly ChosenNoun[]>([]);
  return (
    <form key={key} action={submit} className="flex max-w-lg flex-col gap-5">
      {refused && <ErrorSummary {...refused} />}
      <input type="hidden" name="dataset" value={dataset} />
      <ChoiceField
        name="kind"
        legend="What is asked"
        value={kind}
        onChange={(event) => setKind(event.target.value)}
        error={refused?.fieldErrors.kind}
        options={[
          {
            value: 'verify',
            label: 'Does this image show the noun?',
            hint:
              nouns.length > 0
                ? 'Pages of 24 candidates of one noun; people click those that show it.'
                : 'Not possible: no image was gathered for a noun.',
            disabled: nouns.length === 0,
          },
          {
            value: 'classify',
            label: 'Which noun is it?',
            hint: 'One image at a time; people search or walk down the tree.',
          },
        ]}
      />
      {kind === 'verify' ? (
        <NounBoxes
          nouns={nouns}
          isChosen={(id) => chosen('synsets', id, true)}
          error={refused?.fieldErrors.synsets}
        />
      ) : (
        <NounChooser
          name="rootSynsets"
          label="Nouns to walk down from"
          hint="Type a word and choose; answers lie at or below these. Animal, for a dataset of animals."
          most={20}
          chosen={roots}
          onChange={setRoots}
          error={refused?.fieldErrors.rootSynsets}
        />
      )}
      <TextField
        {...field('title', usual.title)}
        label="Title"
        hint="What labelers choose it by."
        required
        maxLength={120}
      />
      <TextField
        {...field('slug', usual.slug)}
        label="Name in addresses"
        hint="Lower-case letters, digits and hyphens. It stays."
        required
      />
      <TextField
        {...field('votesPerUnit', '3')}
        label="Votes a unit"
        hint="When a unit has so many, their majority decides. Odd numbers leave fewer without one."
        type="number"
        min={1}
        max={25}
        required
      />
      <TextArea
        {...field('instructions')}
        label="Instructions"
        optional
        rows={4}
        hint="What labelers should know beyond the nouns' definitions."
      />
      <div>
        <SubmitButton pendingLabel="Starting the campaign">Start the campaign</SubmitButton>
      </div>
    </form>
  );
}

function NounBoxes({
  nouns,
  isChosen,
  error,
}: {
  nouns: NewCampaignFormProps['nouns'];
  isChosen: (id: string) => boolean;
  error?: string;
}) {
  return (
    <fieldset id="field-synsets" tabIndex={-1} className="flex flex-col gap-2">
      <legend className="font-medium">Nouns</legend>
      <p className="text-sm text-ink-soft">With none ticked it asks about all of them.</p>
      <div className="grid max-h-80 gap-2 overflow-y-auto sm:grid-cols-2">
        {nouns.map(({ id, word, images }) => (
          <CheckboxField
            key={id}
            id={`field-synsets-${id}`}
            name="synsets"
            value={id}
            defaultChecked={isChosen(id)}
            label={`${word}, ${images.toLocaleString('en')}`}
          />
        ))}
      </div>
      {error && <p className="text-sm text-bad">{error}</p>}
    </fieldset>
  );
}
