'use client';

import { clsx } from 'clsx';
import { useId, useState } from 'react';
import type { ExplainedGuess, ShownExplanation } from '#lib/challenges/explanation';
import { figureText } from '@/_components/figure-text';
import { HeatPicture } from './heat-picture';
import { hottestPlace } from './heat-place';

const methods = {
  occlusion: {
    name: 'Occlusion',
    says: 'how much surer the model is with this part than with a grey patch over it',
  },
  rise: {
    name: 'RISE',
    says: 'how sure the model is on average where random masks leave this part in sight',
  },
} as const;
type Method = keyof typeof methods;

const forms = {
  'as-given': 'Probabilities as the model gives them.',
  softmax: 'The model gives scores; softmax makes probabilities of them.',
  logistic: 'The model gives a score; the logistic function makes a probability of it.',
};

/** What a model said of an image, and which pixels made it say so. `src`: the pixels that it saw. */
export function AnswerView({ answer, src }: { answer: ShownExplanation; src: string }) {
  const id = useId();
  const [noun, setNoun] = useState(answer.maps[0]?.synset.id);
  const [method, setMethod] = useState<Method>('occlusion');
  const shown = answer.maps.find(({ synset }) => synset.id === noun) ?? answer.maps[0];
  const besides = answer.maps.filter(
    ({ synset }) => !answer.guesses.some((guess) => guess.synset.id === synset.id),
  );
  if (!shown) return null;
  const map = shown[method];
  const place = hottestPlace(map);
  return (
    <div className="grid content-start gap-6 @2xl:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
      <div>
        <HeatPicture
          src={src}
          height={answer.height}
          width={answer.width}
          noun={shown.synset.word}
          map={map}
          fromLeast={method === 'rise'}
        />
        <fieldset className="mt-3 flex flex-wrap gap-x-5 gap-y-1">
          <legend className="sr-only">How the heat map is made</legend>
          {(Object.keys(methods) as Method[]).map((each) => (
            <label key={each} className="flex min-h-8 items-center gap-2 text-sm">
              <input
                type="radio"
                name={`${id}-method`}
                checked={method === each}
                onChange={() => setMethod(each)}
                className="size-5"
              />
              {methods[each].name}
            </label>
          ))}
        </fieldset>
        <p className="mt-1 text-sm text-ink-soft" aria-live="polite">
          {place === null
            ? `No part of the image makes more of “${shown.synset.word}” than another.`
            : `Bright: ${methods[method].says}. For “${shown.synset.word}” most of it stands in ${place}.`}
        </p>
      </div>
      <div className="min-w-0">
        {answer.threshold !== null && <YesNo answer={answer} threshold={answer.threshold} />}
        <fieldset>
          <legend className="font-medium">{answer.threshold === null ? 'Its guesses' : 'Its answer'}</legend>
          <ul className="mt-2 flex flex-col">
            {answer.guesses.map((guess) => (
              <li key={guess.synset.id}>
                <GuessChoice
                  name={`${id}-noun`}
                  guess={guess}
                  chosen={shown.synset.id === guess.synset.id}
                  choose={() => setNoun(guess.synset.id)}
                />
              </li>
            ))}
            {besides.map(({ synset, probability }) => (
              <li key={synset.id}>
                <GuessChoice
                  name={`${id}-noun`}
                  guess={{ synset, probability, path: [], cost: null }}
                  note="what people say; none of its guesses"
                  chosen={shown.synset.id === synset.id}
                  choose={() => setNoun(synset.id)}
                />
              </li>
            ))}
          </ul>
        </fieldset>
        <p className="mt-3 text-sm text-ink-soft">
          {forms[answer.form]} The model was run {answer.runs.toLocaleString('en')} times, {answer.masks} of
          them behind random masks.
        </p>
      </div>
    </div>
  );
}

/** Of a question of yes or no: the probability as one says it, and what follows. */
function YesNo({ answer, threshold }: { answer: ShownExplanation; threshold: number }) {
  const [guess] = answer.guesses;
  if (!guess) return null;
  const yes = guess.probability >= threshold;
  return (
    <p className="mb-4">
      <strong className="text-2xl font-semibold">
        {guess.synset.word}: {guess.probability.toFixed(2)}
      </strong>
      <br />
      {yes ? 'Yes' : 'No'}: the threshold is {threshold}.
    </p>
  );
}

type GuessChoiceProps = {
  name: string;
  guess: ExplainedGuess;
  note?: string;
  chosen: boolean;
  choose: () => void;
};

/** A guess with its place among the nouns; chosen, its heat map is shown. */
function GuessChoice({
  name,
  guess: { synset, probability, path, cost },
  note,
  chosen,
  choose,
}: GuessChoiceProps) {
  const told = note ?? costText(cost);
  return (
    <label
      className={clsx(
        'grid cursor-pointer grid-cols-[auto_minmax(0,1fr)_auto] gap-x-3 rounded px-2 py-2',
        chosen ? 'bg-accent-wash' : 'hover:bg-well',
      )}
    >
      <input type="radio" name={name} checked={chosen} onChange={choose} className="mt-0.5 size-5" />
      <span className="min-w-0">
        <span className="font-medium">{synset.word}</span>
        {told !== null && (
          <span className={clsx('text-sm', cost === 0 ? 'text-good' : 'text-ink-soft')}> {told}</span>
        )}
        <svg aria-hidden="true" width="100%" height="8" className="my-1 block">
          <rect width="100%" height="8" className="fill-line" />
          <rect width={`${(100 * probability).toFixed(2)}%`} height="8" className="fill-data-1" />
        </svg>
        {path.length > 1 && (
          <span className="block text-xs text-ink-soft">
            {path
              .slice(1)
              .map(({ word }) => word)
              .join(' › ')}
          </span>
        )}
      </span>
      <span className="tabular-nums">{figureText(100 * probability, { unit: '%' })}</span>
    </label>
  );
}

function costText(cost: number | null): string | null {
  if (cost === null) return null;
  return cost === 0 ? 'right' : `a mistake that costs ${cost}`;
}
