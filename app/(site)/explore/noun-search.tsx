'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { Page } from '#lib/core/cursor';
import type { SynsetSummary } from '#lib/hierarchy/synset-views';
import { NounCombobox } from '@/_components/noun-combobox';
import { useLookup } from '@/_components/use-lookup';

const SUGGESTIONS = 8;

const addressOf = ({ id }: SynsetSummary) => `/explore/${id}`;

/**
 * Finds a noun by a word and goes to the one that is chosen. Without a choice, and without script, Enter shows everything
 * that was found.
 */
export function NounSearch() {
  const router = useRouter();
  const [text, setText] = useState('');
  const query = text.trim();
  const page = useLookup<Page<SynsetSummary>>(
    query === '' ? null : `/api/v1/synsets?query=${encodeURIComponent(query)}&limit=${SUGGESTIONS}`,
  );
  return (
    <form action="/explore">
      <NounCombobox
        id="noun-search"
        label="Find a noun by a word or an id"
        name="query"
        maxLength={100}
        text={text}
        onText={setText}
        found={page?.items}
        onTake={(noun) => router.push(addressOf(noun))}
        option={(noun) => <Suggestion noun={noun} />}
        href={addressOf}
        none="No noun found"
      />
    </form>
  );
}

function Suggestion({ noun: { words, gloss, images } }: { noun: SynsetSummary }) {
  return (
    <>
      <span className="flex justify-between gap-3">
        <span className="min-w-0 truncate">
          <span className="font-medium">{words[0]}</span>
          {words.length > 1 && <span className="text-ink-soft">, {words.slice(1).join(', ')}</span>}
        </span>
        {images > 0 && (
          <span className="text-xs leading-5 text-ink-soft tabular-nums">
            <span className="sr-only">, </span>
            {images.toLocaleString('en')}
            <span className="sr-only"> images. </span>
          </span>
        )}
      </span>
      <span className="block truncate text-xs text-ink-soft">{gloss}</span>
    </>
  );
}
