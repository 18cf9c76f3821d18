'use client';

import { X } from 'lucide-react';
import { useState } from 'react';
import type { Page } from '#lib/core/cursor';
import type { SynsetSummary } from '#lib/hierarchy/synset-views';
import { Field, fieldAria } from '@/_components/field';
import { NounCombobox } from '@/_components/noun-combobox';
import { useLookup } from '@/_components/use-lookup';

const SUGGESTIONS = 8;

export type ChosenNoun = { id: string; word: string };

type NounChooserProps = {
  /** The form gets the id of each chosen noun under this name. */
  name: string;
  label: string;
  hint?: string;
  error?: string;
  optional?: boolean;
  most?: number;
  chosen: readonly ChosenNoun[];
  onChange: (chosen: readonly ChosenNoun[]) => void;
};

/** Finds nouns of the hierarchy by a word, each with what it means, and keeps those that are chosen. */
export function NounChooser(props: NounChooserProps) {
  const { name, label, hint, error, optional, most = 1, chosen, onChange } = props;
  const [text, setText] = useState('');
  const query = text.trim();
  const page = useLookup<Page<SynsetSummary>>(
    query === '' ? null : `/api/v1/synsets?query=${encodeURIComponent(query)}&limit=${SUGGESTIONS}`,
  );
  const id = `field-${name}`;

  const take = (synset: SynsetSummary) => {
    const noun = { id: synset.id, word: synset.words[0] ?? synset.id };
    onChange(most === 1 ? [noun] : [...chosen.filter((one) => one.id !== noun.id), noun]);
  };

  return (
    <div className="flex flex-col gap-2">
      <Field id={id} label={label} hint={hint} error={error} optional={optional}>
        <NounCombobox
          id={id}
          aria={fieldAria(id, { hint, error })}
          disabled={most > 1 && chosen.length >= most}
          maxLength={100}
          text={text}
          onText={setText}
          found={page?.items}
          takeFirst
          onTake={take}
          option={(synset) => <Suggestion synset={synset} />}
          none="No noun has this word."
        />
      </Field>
      {chosen.length > 0 && (
        <ul aria-label={`Chosen for ${label}`} className="flex flex-wrap gap-2">
          {chosen.map(({ id, word }) => (
            <li key={id} className="flex items-center rounded bg-accent-wash pl-2 text-sm">
              <input type="hidden" name={name} value={id} />
              <span>
                {word} <span className="text-xs text-ink-soft">{id}</span>
              </span>
              <button
                type="button"
                aria-label={`Leave out ${word}`}
                onClick={() => onChange(chosen.filter((noun) => noun.id !== id))}
                className="ml-1 inline-flex size-8 items-center justify-center rounded hover:text-accent"
              >
                <X aria-hidden size={14} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A noun with its id, by which it is told from others of the same word, and what it means in full. */
function Suggestion({ synset: { id, words, gloss } }: { synset: SynsetSummary }) {
  return (
    <>
      <span className="flex justify-between gap-3">
        <span className="min-w-0">
          <span className="font-medium">{words[0]}</span>
          {words.length > 1 && <span className="text-ink-soft">, {words.slice(1).join(', ')}</span>}
        </span>
        <span className="font-mono text-xs leading-5 text-ink-soft">
          <span className="sr-only">, </span>
          {id}
        </span>
      </span>
      <span className="line-clamp-2 text-xs text-ink-soft">{gloss}</span>
    </>
  );
}
