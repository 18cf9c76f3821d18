'use client';

import { useState } from 'react';
import { USUAL } from '#lib/labelling/usual-settings';
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
  const [deciding, setDeciding] = useState('sure');
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
                ? 'Pages of 24 to 48 candidates of one noun; people click those that show it.'
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
        <>
          <NounChooser
            name="rootSynsets"
            label="Nouns to walk down from"
            hint="Type a word and choose; answers lie at or below these. Animal, for a dataset of animals."
            most={20}
            chosen={roots}
            onChange={setRoots}
            error={refused?.fieldErrors.rootSynsets}
          />
          <CheckboxField
            id="field-severalNouns"
            name="severalNouns"
            value="yes"
            defaultChecked={chosen('severalNouns', 'yes')}
            label="An answer may be several nouns"
            hint="For images that show more than one thing. Versions leave out images of several nouns, since a label is one."
            error={refused?.fieldErrors.severalNouns}
          />
        </>
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
      <ChoiceField
        name="deciding"
        legend="When a unit is decided"
        value={deciding}
        onChange={(event) => setDeciding(event.target.value)}
        error={refused?.fieldErrors.deciding}
        options={[
          {
            value: 'sure',
            label: 'As soon as its answer is sure enough',
            hint: 'Two votes of reliable people will often do; what people disagree on gets more. Takes the fewest votes.',
          },
          {
            value: 'majority',
            label: 'By the majority of a fixed number of votes',
            hint: 'Every unit gets as many votes, and each counts alike.',
          },
        ]}
      />
      {deciding === 'sure' ? (
        <>
          <TextField
            {...field('targetConfidence', '95')}
            label="Sure enough, in per cent"
            hint="How likely an answer must be before no further vote is asked for."
            type="number"
            min={51}
            max={99.9}
            step={0.1}
            required
          />
          <TextField
            {...field('votesPerUnit', String(USUAL.mostVotes))}
            label="Most votes a unit"
            hint="What is not sure after so many comes to you for review."
            type="number"
            min={2}
            max={25}
            required
          />
        </>
      ) : (
        <TextField
          {...field('votesPerUnit', String(USUAL.fixedVotes))}
          label="Votes a unit"
          hint="When a unit has so many, their majority decides. Odd numbers leave fewer without one."
          type="number"
          min={1}
          max={25}
          required
        />
      )}
      <TextField
        {...field('goldShare', String(100 * USUAL.goldShare))}
        label="Known answers among the questions, in per cent"
        hint="Questions that you know the answer of, which nobody can tell from the others, show how reliable people are; a person’s first pages have twice as many. From 5 % on, who answers by lot is found within some sixty answers; with fewer, honest people are suspected oftener. 0 for none."
        type="number"
        min={0}
        max={50}
        required
      />
      <TextField
        {...field('qualificationUnits', '0')}
        label="Questions of the qualification"
        hint="So many known questions, with their answers told, come before a person's votes count. 0 for no qualification."
        type="number"
        min={0}
        max={20}
        required
      />
      <TextArea
        {...field('instructions')}
        label="Instructions"
        optional
        rows={4}
        hint="What labelers should know beyond the nouns' definitions. Markdown: lists, **bold** and links are shown as such."
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
