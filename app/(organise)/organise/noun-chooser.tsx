'use client';

import { X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import type { Page } from '#lib/core/cursor';
import type { SynsetSummary } from '#lib/hierarchy/synset-views';
import { TextField } from '@/_components/text-field';
import { useLookup } from '@/_components/use-lookup';

const SUGGESTIONS = 12;

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

/** Finds nouns of the hierarchy by a word, as the browser's own list of suggestions, and keeps those that are chosen. */
export function NounChooser({
  name,
  label,
  hint,
  error,
  optional,
  most = 1,
  chosen,
  onChange,
}: NounChooserProps) {
  const [text, setText] = useState('');
  // Enter pressed before the nouns have come: the likeliest is taken when they do.
  const [awaited, setAwaited] = useState(false);
  const query = text.trim();
  const page = useLookup<Page<SynsetSummary>>(
    query === '' ? null : `/api/v1/synsets?query=${encodeURIComponent(query)}&limit=${SUGGESTIONS}`,
  );
  const found = page?.items ?? [];
  const listId = useId();

  const take = (synset: SynsetSummary) => {
    setText('');
    setAwaited(false);
    const noun = { id: synset.id, word: synset.words[0] ?? synset.id };
    onChange(most === 1 ? [noun] : [...chosen.filter(({ id }) => id !== noun.id), noun]);
  };
  const onText = (typed: string) => {
    const picked = found.find((synset) => suggestion(synset) === typed);
    if (picked) take(picked);
    else setText(typed);
    setAwaited(false);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the nouns that came are the reason to look again
  useEffect(() => {
    if (awaited && found[0]) take(found[0]);
  }, [page]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || text.trim() === '') return;
    // Enter takes the likeliest noun; it does not send a form that is not finished.
    event.preventDefault();
    if (found[0]) take(found[0]);
    else setAwaited(true);
  };

  const full = most > 1 && chosen.length >= most;
  return (
    <div className="flex flex-col gap-2">
      <TextField
        name={`${name}-search`}
        id={`field-${name}`}
        label={label}
        hint={hint}
        error={error}
        optional={optional}
        list={listId}
        value={text}
        disabled={full}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <datalist id={listId}>
        {found.map((synset) => (
          <option key={synset.id} value={suggestion(synset)}>
            {synset.gloss}
          </option>
        ))}
      </datalist>
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

/** A noun as the list shows it: all its words, because the browser looks for what was typed in them, and its id. */
function suggestion({ id, words }: SynsetSummary): string {
  return `${words.join(', ')} (${id})`;
}
