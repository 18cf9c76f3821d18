'use client';

import { useEffect, useRef } from 'react';
import { Button } from '@/_components/button';
import { Callout } from '@/_components/callout';
import type { ReviewOutcome } from './review-state';

type ReviewEndProps = {
  outcomes: readonly ReviewOutcome[];
  /** Whether another page comes. */
  more: boolean;
  onGoOn: () => void;
};

/** After the last unit of a page: Enter goes on; until then everything can still be taken back. */
export function ReviewEnd({ outcomes, more, onGoOn }: ReviewEndProps) {
  const off = outcomes.filter(({ kind }) => kind === 'off').length;
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => box.current?.querySelector('button')?.focus(), []);

  return (
    <div ref={box} data-page-end className="mb-8 max-w-2xl">
      <Callout
        tone="good"
        title={more ? 'All of this page is done' : 'That was the last one'}
        action={
          <Button variant="primary" onClick={onGoOn}>
            {more ? 'Next page' : off > 0 ? 'Look at what was put off' : 'Look for new ones'}
          </Button>
        }
      >
        {off > 0
          ? `${off} ${off === 1 ? 'unit was' : 'units were'} put off on this page and still ${off === 1 ? 'waits' : 'wait'} for you. `
          : ''}
        U takes the last decision back.
      </Callout>
    </div>
  );
}
