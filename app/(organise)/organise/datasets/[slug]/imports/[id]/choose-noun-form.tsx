'use client';

import { useState } from 'react';
import type { SynsetSummary } from '#lib/hierarchy/synset-views';
import { ChoiceField } from '@/_components/choice-field';
import { ErrorSummary } from '@/_components/error-summary';
import { SubmitButton } from '@/_components/submit-button';
import { useSentForm } from '@/_components/use-sent-form';
import { type ChosenNoun, NounChooser } from '../../../../noun-chooser';
import { chooseNounAction } from './import-actions';

const another = 'another';

type ChooseNounFormProps = {
  slug: string;
  id: string;
  /** Its place in the list, which tells the fields of several forms apart. */
  at: number;
  name: string;
  images: number;
  suggestions: readonly SynsetSummary[];
};

/** Asks which noun the name of a class folder means. */
export function ChooseNounForm({ slug, id, at, name, images, suggestions }: ChooseNounFormProps) {
  const { submit, refused } = useSentForm(chooseNounAction);
  const [choice, setChoice] = useState(suggestions[0]?.id ?? another);
  const [nouns, setNouns] = useState<readonly ChosenNoun[]>([]);
  return (
    <form action={submit} className="flex max-w-2xl flex-col gap-3">
      {refused && <ErrorSummary {...refused} />}
      <input type="hidden" name="slug" value={slug} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="name" value={name} />
      <input type="hidden" name="noun" value={choice === another ? (nouns[0]?.id ?? '') : choice} />
      <ChoiceField
        name={`choice-${at}`}
        legend={`${name}, ${images.toLocaleString('en')} ${images === 1 ? 'image' : 'images'}`}
        options={[
          ...suggestions.map(({ id, words, gloss }) => ({
            value: id,
            label: `${words.slice(0, 3).join(', ')} (${id})`,
            hint: gloss,
          })),
          { value: another, label: 'Another noun' },
          { value: 'none', label: 'No noun', hint: 'The images stay in the dataset without one.' },
        ]}
        value={choice}
        onChange={(event) => setChoice(event.currentTarget.value)}
      />
      {choice === another && (
        <NounChooser name={`noun-${at}`} label={`Noun of ${name}`} chosen={nouns} onChange={setNouns} />
      )}
      <div>
        <SubmitButton
          size="small"
          variant="plain"
          pendingLabel="Keeping it"
          disabled={choice === another && nouns.length === 0}
        >
          Keep the choice<span className="sr-only"> for {name}</span>
        </SubmitButton>
      </div>
    </form>
  );
}
