'use client';

import type { KeyboardEvent } from 'react';
import type { CampaignKind } from '#lib/labelling/answers';
import type { ReviewNoun, ReviewUnit } from '#lib/labelling/review';
import { Badge } from '@/_components/badge';
import { Button } from '@/_components/button';
import { CheckboxField } from '@/_components/checkbox-field';
import { Gloss } from '@/_components/gloss';
import { Key } from '@/_components/keys';
import { TextField } from '@/_components/text-field';
import { answerText, type ReviewChoice } from './review-choices';

type UnitDecisionProps = {
  kind: CampaignKind;
  unit: ReviewUnit;
  nouns: Readonly<Record<string, ReviewNoun>>;
  choices: readonly ReviewChoice[];
  note: string;
  onNote: (note: string) => void;
  /** Whether the decision makes it gold. */
  gold: boolean;
  onGold: (gold: boolean) => void;
  onDecide: (answer: string) => void;
  onLater: () => void;
  /** Has further people asked; left out where they are being asked already. */
  onAsk?: () => void;
  /** Keeps the label and resolves the flags; left out where there is nothing to keep. */
  onKeep?: () => void;
};

/** The question of a unit and the answers to decide it by. */
export function UnitDecision(props: UnitDecisionProps) {
  const { kind, unit, nouns, choices, note, onNote, gold, onGold, onDecide, onLater, onAsk, onKeep } = props;
  const noun = unit.synset === null ? undefined : nouns[unit.synset];
  const leaveField = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
  };
  return (
    <div className="flex flex-col gap-4">
      <Standing unit={unit} nouns={nouns} />
      {noun ? (
        <>
          <Gloss
            word={`Does it show: ${noun.words[0]}?`}
            id={noun.id}
            gloss={noun.gloss}
            synonyms={noun.words.slice(1)}
          />
          <p className="-mt-3 text-sm text-ink-soft">{noun.path.slice(-4).join(' › ')}</p>
        </>
      ) : (
        <h2 className="text-2xl font-semibold">What does it show?</h2>
      )}
      <ul className="flex flex-col gap-2" aria-label="Decide">
        {choices.map(({ key, answer, label, votes }) => {
          const named = nouns[answer];
          return (
            <li key={answer}>
              <button
                type="button"
                onClick={() => onDecide(answer)}
                className="flex min-h-11 w-full items-center gap-3 rounded border border-edge bg-sheet px-3 py-2 text-left hover:bg-well"
              >
                <span aria-hidden className="w-6 shrink-0 max-sm:hidden">
                  <Key>{key}</Key>
                </span>
                <span className="min-w-0 flex-1">
                  <span className="font-medium">{label}</span>
                  {kind === 'classify' && named && (
                    <span className="block text-xs text-ink-soft">
                      {named.path.slice(-3).join(' › ')}
                      {named.path.length > 0 && ' · '}
                      {named.gloss}
                    </span>
                  )}
                </span>
                <span className="shrink-0 text-sm text-ink-soft tabular-nums">
                  {votes === 1 ? '1 vote' : `${votes} votes`}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <div className="flex flex-wrap gap-2">
        {onKeep && (
          <Button size="small" onClick={onKeep}>
            Keep the label, resolve the flags
          </Button>
        )}
        {onAsk && (
          <Button size="small" onClick={onAsk}>
            Ask for a second opinion
          </Button>
        )}
        <Button size="small" variant="quiet" onClick={onLater}>
          Put it off
        </Button>
      </div>
      <TextField
        name="note"
        label="Why"
        optional
        hint="Stands in the unit's history."
        maxLength={1000}
        value={note}
        onChange={(event) => onNote(event.target.value)}
        onKeyDown={leaveField}
      />
      <CheckboxField
        name="gold"
        label="Make it gold"
        hint="What you decide is then known for certain, and measures labelers who are given it."
        checked={gold}
        onChange={(event) => onGold(event.target.checked)}
      />
    </div>
  );
}

function Standing({ unit, nouns }: Pick<UnitDecisionProps, 'unit' | 'nouns'>) {
  const { state, answer, flags } = unit;
  const open = flags.filter(({ resolvedAt }) => resolvedAt === null).length;
  return (
    <p className="flex flex-wrap items-center gap-2 text-sm">
      {state === 'contested' && <Badge tone="warn">contested</Badge>}
      {state === 'settled' && answer !== null && (
        <Badge tone="good">{`settled: ${answerText(answer, nouns)}`}</Badge>
      )}
      {state === 'open' && <Badge>open: votes still come</Badge>}
      {open > 0 && <Badge tone="warn">{open === 1 ? '1 flag' : `${open} flags`}</Badge>}
      <span className="text-ink-soft">unit {unit.id}</span>
    </p>
  );
}
