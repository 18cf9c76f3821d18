'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { Button, LinkButton } from '@/_components/button';
import { EmptyState } from '@/_components/empty-state';
import type { QuizState } from './quiz-state';

type QuizEndProps = {
  state: QuizState;
  guide: string;
  /** Another round. */
  onAgain: () => void;
  /** To the campaign's questions. */
  onStart: () => void;
};

/** What became of a round, and what to do now. */
export function QuizEnd({ state, guide, onAgain, onStart }: QuizEndProps) {
  const { phase, right, round } = state;
  const result = `${right} of ${round.needed} right`;
  if (phase === 'passed') {
    return (
      <End
        title={`Passed: ${result}`}
        action={
          <Button variant="primary" onClick={onStart}>
            Start labelling
          </Button>
        }
      >
        Your votes count in this campaign from now on.
      </End>
    );
  }
  if (phase === 'failed') {
    return (
      <End
        title={`Not yet: ${result}`}
        action={
          <>
            <LinkButton href={guide}>Read the field guide</LinkButton>
            <Button variant="primary" onClick={onAgain}>
              Try again
            </Button>
          </>
        }
      >
        {round.mark} are needed. Nothing is lost: the next try asks about other images, and the field guide
        shows what each noun looks like and what it is taken for.
      </End>
    );
  }
  return (
    <End
      title="There are no more test images"
      action={
        <LinkButton href="/label" variant="primary">
          Choose another campaign
        </LinkButton>
      }
    >
      You have answered all that this campaign has, last {result} where {round.mark} are needed. Its
      organisers can admit you all the same, or add images to try again with.
    </End>
  );
}

/** Takes the focus, since what had it is gone. */
function End(props: { title: string; action: ReactNode; children: ReactNode }) {
  const whole = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const acts = whole.current?.querySelectorAll<HTMLElement>('a, button');
    acts?.[acts.length - 1]?.focus();
  }, []);

  return (
    <div ref={whole}>
      <EmptyState page {...props} />
    </div>
  );
}
