'use client';

import { useActionState } from 'react';
import { Button } from '@/_components/button';
import { Callout } from '@/_components/callout';
import { Dialog, DialogClose } from '@/_components/dialog';
import { SubmitButton } from '@/_components/submit-button';
import { cancelAction } from './cancel-action';

/** Cancels a submission after asking. It costs quota from the first time that its scoring began, even if put back. */
export function CancelSubmission({ id, scoringBegan }: { id: string; scoringBegan: boolean }) {
  const [state, cancel] = useActionState(cancelAction, null);
  return (
    <Dialog
      trigger={<Button>Cancel the submission</Button>}
      title="Cancel this submission?"
      description={
        scoringBegan
          ? 'Its scoring has begun, so it has cost one of the submissions of today. A cancelled submission gets no score.'
          : 'Its scoring has not begun, so it costs none of the submissions of today. A cancelled submission gets no score.'
      }
      footer={
        <>
          <DialogClose>
            <Button>Let it go on</Button>
          </DialogClose>
          <form action={cancel}>
            <input type="hidden" name="id" value={id} />
            <SubmitButton variant="danger" pendingLabel="Cancelling">
              Cancel the submission
            </SubmitButton>
          </form>
        </>
      }
    >
      {state?.ok === false && <Callout tone="bad">{state.message}</Callout>}
    </Dialog>
  );
}
