'use client';

import { useState } from 'react';
import type { ClassifyNoun } from '#lib/labelling/classify-noun';
import { NounCombobox } from '@/_components/noun-combobox';
import { useLookup } from '@/_components/use-lookup';

type NounFinderProps = { campaign: string; onFound: (noun: ClassifyNoun) => void };

/** Finds a noun of the campaign by a word: Enter takes the first suggestion. */
export function NounFinder({ campaign, onFound }: NounFinderProps) {
  const [text, setText] = useState('');
  const query = text.trim().toLowerCase();
  const answer = useLookup<{ nouns: ClassifyNoun[] }>(
    query === '' ? null : `/api/v1/campaigns/${campaign}/nouns?query=${encodeURIComponent(query)}`,
  );
  return (
    <NounCombobox
      id="find-noun"
      label="Find a noun by a word"
      maxLength={60}
      text={text}
      onText={setText}
      found={answer?.nouns}
      takeFirst
      onTake={onFound}
      option={({ words, gloss }) => (
        <>
          <span className="block truncate font-medium">{words.join(', ')}</span>
          <span className="block truncate text-xs text-ink-soft">{gloss}</span>
        </>
      )}
      none="No noun of this campaign begins with it."
    />
  );
}
