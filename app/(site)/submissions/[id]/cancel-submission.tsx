'use client';

import { useActionState } from 'react';
import { Button } from '@/_components/button';
import { Callout } from '@/_components/callout';
import { Dialog, DialogClose } from '@/_components/dialog';
import { SubmitButton } from '@/_components/submit-button';
import { cancelAction } from './cancel-action';

/** Cancels a submission after asking. */
export function CancelSubmission({ id, scoring }: { id: string; scoring: boolean }) {
  const [state, cancel] = useActionState(cancelAction, null);
  return (
    <Dialog
      trigger={<Button>Cancel the submission</Button>}
      title="Cancel this submission?"
      description={
        scoring
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
