'use client';

import { clsx } from 'clsx';
import { Search } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type FocusEvent, type KeyboardEvent, useEffect, useState } from 'react';
import type { Page } from '#lib/core/cursor';
import type { SynsetSummary } from '#lib/hierarchy/synset-views';
import { LiveRegion } from '@/_components/live-region';

const SUGGESTIONS = 8;
const PAUSE_MS = 60;

/**
 * Finds a noun by a word: suggests while one types (the combobox of the WAI-ARIA practices), goes to the noun that is
 * chosen. Without a choice, and without script, Enter shows everything that was found.
 */
export function NounSearch() {
  const router = useRouter();
  const [text, setText] = useState('');
  const [shown, setShown] = useState(false);
  const [active, setActive] = useState(-1);
  const found = useSuggestions(text.trim());
  const open = shown && found !== undefined && text.trim() !== '';

  const close = () => {
    setShown(false);
    setActive(-1);
  };

  const leave = () => {
    setText('');
    close();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const count = found?.length ?? 0;
    if (event.key === 'Escape') {
      if (open) event.preventDefault();
      close();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count > 0) {
      event.preventDefault();
      setShown(true);
      // -1 stands for the field itself, between the last suggestion and the first.
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((now) => ((now + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === 'Enter' && open && found[active]) {
      event.preventDefault();
      router.push(`/explore/${found[active].id}`);
      leave();
    }
  };

  const onBlur = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) close();
  };

  return (
    <search className="relative block" onBlur={onBlur}>
      <form action="/explore" onSubmit={close}>
        <label htmlFor="noun-search" className="sr-only">
          Find a noun by a word or an id
        </label>
        <Search aria-hidden size={18} className="pointer-events-none absolute top-3 left-3 text-ink-soft" />
        <input
          id="noun-search"
          name="query"
          type="search"
          value={text}
          required
          maxLength={100}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="Find a noun"
          role="combobox"
          aria-expanded={open}
          aria-controls="noun-suggestions"
          aria-autocomplete="list"
          aria-activedescendant={open && active >= 0 ? `noun-suggestion-${active}` : undefined}
          onChange={(event) => {
            setText(event.target.value);
            setShown(true);
            setActive(-1);
          }}
          onFocus={() => setShown(true)}
          onKeyDown={onKeyDown}
          className="control pl-10"
        />
      </form>
      <div
        id="noun-suggestions"
        role="listbox"
        aria-label="Nouns"
        hidden={!open || found.length === 0}
        className="absolute top-full left-0 z-20 mt-1 w-full min-w-72 rounded border border-line bg-sheet py-1 shadow-float lg:w-md"
      >
        {found?.map((synset, index) => (
          <Suggestion
            key={synset.id}
            synset={synset}
            id={`noun-suggestion-${index}`}
            active={index === active}
            onChoose={leave}
          />
        ))}
      </div>
      <LiveRegion>{open ? countText(found.length) : ''}</LiveRegion>
    </search>
  );
}

function Suggestion({
  synset: { id: synsetId, words, gloss, images },
  id,
  active,
  onChoose,
}: {
  synset: SynsetSummary;
  id: string;
  active: boolean;
  onChoose: () => void;
}) {
  return (
    <Link
      id={id}
      href={`/explore/${synsetId}`}
      prefetch={false}
      role="option"
      aria-selected={active}
      tabIndex={-1}
      onClick={onChoose}
      className={clsx('block px-3 py-1.5 text-sm hover:bg-well', active && 'bg-accent-wash')}
    >
      <span className="flex justify-between gap-3">
        <span className="min-w-0 truncate">
          <span className="font-medium">{words[0]}</span>
          {words.length > 1 && <span className="text-ink-soft">, {words.slice(1).join(', ')}</span>}
        </span>
        {images > 0 && (
          <span className="text-xs leading-5 text-ink-soft tabular-nums">
            <span className="sr-only">, </span>
            {images.toLocaleString('en')}
            <span className="sr-only"> pictures. </span>
          </span>
        )}
      </span>
      <span className="block truncate text-xs text-ink-soft">{gloss}</span>
    </Link>
  );
}

/** What the server suggests for a text, once it has stood for a moment; undefined until something has come. */
function useSuggestions(text: string): SynsetSummary[] | undefined {
  const [found, setFound] = useState<SynsetSummary[]>();

  useEffect(() => {
    if (text === '') {
      setFound(undefined);
      return;
    }
    const request = new AbortController();
    const timer = setTimeout(() => {
      fetch(`/api/v1/synsets?query=${encodeURIComponent(text)}&limit=${SUGGESTIONS}`, {
        signal: request.signal,
      })
        .then((response) => (response.ok ? (response.json() as Promise<Page<SynsetSummary>>) : undefined))
        .then((page) => setFound(page?.items ?? []))
        // Given up for the next text, or no connection: Enter asks again and says what is wrong.
        .catch(() => {});
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      request.abort();
    };
  }, [text]);

  return found;
}

function countText(count: number): string {
  if (count === 0) return 'No noun found';
  return `${count === SUGGESTIONS ? `The first ${count}` : count} ${count === 1 ? 'noun' : 'nouns'} found`;
}
