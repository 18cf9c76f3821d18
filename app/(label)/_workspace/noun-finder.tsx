'use client';

import { clsx } from 'clsx';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import type { ClassifyNoun } from '#lib/labelling/classify-noun';
import { LiveRegion } from '@/_components/live-region';

const PAUSE_MS = 60;

type NounFinderProps = { campaign: string; onFound: (noun: ClassifyNoun) => void };

/** Finds a noun of the campaign by a word: a combobox whose first suggestion Enter takes. */
export function NounFinder({ campaign, onFound }: NounFinderProps) {
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const found = useFoundNouns(campaign, text.trim().toLowerCase());
  const open = text.trim() !== '' && found !== undefined;

  const change = (to: string) => {
    setText(to);
    setActive(0);
  };
  const take = (noun: ClassifyNoun) => {
    change('');
    onFound(noun);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const count = found?.length ?? 0;
    if (event.key === 'Escape') change('');
    else if (event.key === 'Enter') {
      event.preventDefault();
      const noun = found?.[active];
      if (open && noun) take(noun);
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count > 0) {
      event.preventDefault();
      setActive((now) => (now + (event.key === 'ArrowDown' ? 1 : count - 1)) % count);
    }
  };

  return (
    <search className="relative block">
      <label htmlFor="find-noun" className="sr-only">
        Find a noun by a word
      </label>
      <Search aria-hidden size={18} className="pointer-events-none absolute top-3 left-3 text-ink-soft" />
      <input
        id="find-noun"
        type="search"
        value={text}
        maxLength={60}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        placeholder="Find a noun"
        role="combobox"
        aria-expanded={open}
        aria-controls="found-nouns"
        aria-autocomplete="list"
        aria-activedescendant={open && found[active] ? `found-noun-${active}` : undefined}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKeyDown}
        className="control pl-10"
      />
      <div
        id="found-nouns"
        role="listbox"
        aria-label="Nouns found"
        hidden={!open || found.length === 0}
        className="absolute top-full left-0 z-20 mt-1 w-full rounded border border-line bg-sheet py-1 shadow-float"
      >
        {found?.map((noun, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
          <div
            key={noun.id}
            id={`found-noun-${index}`}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            onClick={() => take(noun)}
            className={clsx(
              'cursor-pointer px-3 py-2 text-sm hover:bg-well',
              index === active && 'bg-accent-wash',
            )}
          >
            <span className="block truncate font-medium">{noun.words.join(', ')}</span>
            <span className="block truncate text-xs text-ink-soft">{noun.gloss}</span>
          </div>
        ))}
      </div>
      {open && found.length === 0 && (
        <p className="mt-1 text-sm text-ink-soft">No noun of this campaign begins with it.</p>
      )}
      <LiveRegion>{open ? `${found.length} nouns found` : ''}</LiveRegion>
    </search>
  );
}

/** What the campaign has for a text, once it has stood for a moment; undefined until something has come. */
function useFoundNouns(campaign: string, text: string): ClassifyNoun[] | undefined {
  const [found, setFound] = useState<ClassifyNoun[]>();

  useEffect(() => {
    setFound(undefined);
    if (text === '') return;
    const request = new AbortController();
    const timer = setTimeout(() => {
      fetch(`/api/v1/campaigns/${campaign}/nouns?query=${encodeURIComponent(text)}`, {
        signal: request.signal,
      })
        .then((response) =>
          response.ok ? (response.json() as Promise<{ nouns: ClassifyNoun[] }>) : undefined,
        )
        .then((answer) => setFound(answer?.nouns))
        // Given up for the next text, or no connection: the tree can still be walked.
        .catch(() => {});
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      request.abort();
    };
  }, [campaign, text]);

  return found;
}
