'use client';

import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import type { ClassifyNoun } from '#lib/labelling/classify-noun';
import { Key } from '@/_components/keys';

type NounPickerProps = {
  path: readonly ClassifyNoun[];
  /** The nouns to choose from below the last of the path. */
  shown: readonly ClassifyNoun[];
  /** Whether the digits are for the nouns shown. */
  digits: boolean;
  onDown: (noun: ClassifyNoun) => void;
  onUp: () => void;
  onBack: (depth: number) => void;
};

const step = 'rounded px-1 py-1 text-accent underline underline-offset-2 hover:text-accent-strong';

/** Walks down the nouns of a campaign: the way so far, what the noun means, those below it. */
export function NounPicker({ path, shown, digits, onDown, onUp, onBack }: NounPickerProps) {
  const list = useRef<HTMLUListElement>(null);
  const here = path.at(-1);

  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const index = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const noun = shown[index];
    if (event.key === 'ArrowDown') buttons[index + 1]?.focus();
    else if (event.key === 'ArrowUp') buttons[index - 1]?.focus();
    else if (event.key === 'ArrowRight' && noun) onDown(noun);
    else return;
    event.preventDefault();
  };

  return (
    <div>
      <nav aria-label="The way to this noun" className={clsx(!here && 'max-sm:sr-only')}>
        <ol className="flex flex-wrap items-center text-sm">
          <li>
            {here ? (
              <button type="button" className={step} onClick={() => onBack(0)}>
                All nouns
              </button>
            ) : (
              <span className="px-1 py-1 text-ink-soft">All nouns</span>
            )}
          </li>
          {path.map((noun, index) => (
            <li key={noun.id} className="flex items-center">
              <ChevronRight aria-hidden size={14} className="text-ink-soft" />
              {index === path.length - 1 ? (
                <span aria-current="true" className="px-1 py-1 font-medium">
                  {noun.words[0]}
                </span>
              ) : (
                <button type="button" className={step} onClick={() => onBack(index + 1)}>
                  {noun.words[0]}
                </button>
              )}
            </li>
          ))}
        </ol>
      </nav>
      {here && <p className="mt-1 line-clamp-3 px-1 text-sm text-ink-soft">{here.gloss}</p>}
      {shown.length > 0 && (
        <>
          <h2 id="narrower" className="mb-1 px-1 text-sm font-medium sm:mt-3">
            {here ? `Which kind of ${here.words[0]}?` : 'What is it?'}
          </h2>
          <ul
            data-nouns
            ref={list}
            aria-labelledby="narrower"
            onKeyDown={onKeyDown}
            className="divide-y divide-line rounded border border-line bg-sheet"
          >
            {shown.map((noun, index) => (
              <li key={noun.id}>
                <button
                  type="button"
                  onClick={() => onDown(noun)}
                  onKeyDown={(event) => {
                    if (event.key !== 'ArrowLeft') return;
                    event.preventDefault();
                    onUp();
                  }}
                  className="flex min-h-11 w-full items-center gap-3 px-3 py-2 text-left hover:bg-well focus-visible:-outline-offset-2"
                >
                  {digits && (
                    <span aria-hidden className="w-6 shrink-0 max-sm:hidden">
                      {index < 9 && <Key>{String(index + 1)}</Key>}
                    </span>
                  )}
                  <span className="min-w-0">
                    <span className="font-medium">{noun.words[0]}</span>
                    <span className="block truncate text-xs text-ink-soft">{noun.gloss}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
