'use client';

import { Button } from '@/_components/button';
import { ConfirmAct } from '@/_components/confirm-act';
import { cancelAction } from './cancel-action';

/** Cancels a submission after asking. It costs quota from the first time that its scoring began, even if put back. */
export function CancelSubmission({ id, scoringBegan }: { id: string; scoringBegan: boolean }) {
  return (
    <ConfirmAct
      trigger={<Button>Cancel the submission</Button>}
      title="Cancel this submission?"
      description={
        scoringBegan
          ? 'Its scoring has begun, so it has cost one of the submissions of today. A cancelled submission gets no score.'
          : 'Its scoring has not begun, so it costs none of the submissions of today. A cancelled submission gets no score.'
      }
      act={cancelAction}
      fields={{ id }}
      confirm="Cancel the submission"
      pendingLabel="Cancelling"
      keep="Let it go on"
      danger
    />
  );
}
