'use client';

import { clsx } from 'clsx';
import { Check, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { LeasedUnit } from '#lib/labelling/assignment';
import type { ClassifyTree } from '#lib/labelling/classify-noun';
import type { QuizFeedback } from '#lib/labelling/qualification';
import { Button } from '@/_components/button';
import { Picture } from '@/_components/picture';
import { ActionBar } from '../_workspace/action-bar';
import { showQuestion } from '../_workspace/question-place';
import { answerText, truthText } from './answer-words';
import type { QuizState } from './quiz-state';

type QuizToldProps = {
  state: QuizState;
  tree: ClassifyTree | null;
  onGoOn: () => void;
};

/** Of each image that was answered whether it is right, what it shows in truth, and what that noun means. */
export function QuizTold({ state, tree, onGoOn }: QuizToldProps) {
  const { feedback, page, next, answered, round } = state;
  const bar = useRef<HTMLDivElement>(null);
  const right = feedback.filter((each) => each.right).length;
  const meanings = new Map(feedback.flatMap(({ nouns }) => nouns.map((noun) => [noun.id, noun])));

  useEffect(() => {
    showQuestion(bar.current);
    bar.current?.querySelector('button')?.focus({ preventScroll: true });
  }, []);

  return (
    <>
      <h1 className="mt-2 text-xl font-semibold sm:text-2xl">{headline(right, feedback.length)}</h1>
      <dl className="mt-1 mb-4 max-w-3xl">
        {[...meanings.values()].map(({ id, words, gloss }) => (
          <div key={id}>
            <dt className="inline font-medium">{words.join(', ')}: </dt>
            <dd className="inline">{gloss}</dd>
          </div>
        ))}
      </dl>
      <ul
        aria-label="What you answered"
        className={clsx(
          'mb-4 grid gap-x-3 gap-y-6',
          feedback.length === 1 ? 'max-w-md' : 'grid-cols-2 sm:grid-cols-3 md:grid-cols-4 xl:grid-cols-6',
        )}
      >
        {feedback.map((each) => (
          <li key={each.unitId}>
            <Told
              feedback={each}
              unit={page?.units.find(({ id }) => id === each.unitId)}
              large={feedback.length === 1}
              tree={tree}
            />
          </li>
        ))}
      </ul>
      <ActionBar>
        <div ref={bar} className="grid max-sm:grow">
          <Button variant="primary" onClick={onGoOn}>
            {next?.state === 'asked' && next.failed === round.failed ? 'Next question' : 'See the result'}
          </Button>
        </div>
        <p className="ml-2 text-sm text-ink-soft tabular-nums">
          {answered} of {round.needed} answered
        </p>
      </ActionBar>
    </>
  );
}

type ToldProps = {
  feedback: QuizFeedback;
  unit: LeasedUnit | undefined;
  large: boolean;
  tree: ClassifyTree | null;
};

function Told({ feedback, unit, large, tree }: ToldProps) {
  const { right, answer } = feedback;
  const Mark = right ? Check : X;
  return (
    <figure>
      {unit && (
        <Picture
          src={large ? unit.imageUrl : unit.thumbUrl}
          alt=""
          width={unit.width}
          height={unit.height}
          eager
          className={clsx('w-full bg-well object-contain', large ? 'max-h-[50dvh]' : 'aspect-square')}
        />
      )}
      <figcaption className="mt-2 text-sm">
        <p className={clsx('flex items-center gap-1 font-medium', right ? 'text-good' : 'text-bad')}>
          <Mark aria-hidden size={16} strokeWidth={3} />
          {right ? 'Right' : 'Wrong'}
        </p>
        <p>{truthText(feedback)}.</p>
        {!right && tree && <p className="text-ink-soft">You answered {answerText(answer, tree)}.</p>}
      </figcaption>
    </figure>
  );
}

function headline(right: number, all: number): string {
  if (all === 1) return right === 1 ? 'Right' : 'Not right';
  return `${right} of ${all} right`;
}
