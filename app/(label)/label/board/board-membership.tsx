'use client';

import { useActionState } from 'react';
import { Callout } from '@/_components/callout';
import { SubmitButton } from '@/_components/submit-button';
import { boardAction } from './board-action';

/** Leaves the board, or comes back to it; either can be taken back, so nothing is asked. */
export function BoardMembership({ onBoard }: { onBoard: boolean }) {
  const [sent, send] = useActionState(boardAction, null);
  return (
    <form action={send} className="flex flex-col items-start gap-2">
      <input type="hidden" name="to" value={onBoard ? 'off' : 'on'} />
      <SubmitButton variant="plain" pendingLabel={onBoard ? 'Leaving' : 'Coming back'}>
        {onBoard ? 'Leave the board' : 'Come back to the board'}
      </SubmitButton>
      {sent?.ok === false && <Callout tone="bad">{sent.message}</Callout>}
    </form>
  );
}
