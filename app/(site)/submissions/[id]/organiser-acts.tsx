'use client';

import { Button } from '@/_components/button';
import { ConfirmAct } from '@/_components/confirm-act';
import { ReasonAct } from '@/_components/reason-act';
import {
  disqualifySubmissionAction,
  requalifySubmissionAction,
  rescoreOneAction,
  retryAction,
} from '@/(organise)/organise/challenges/[slug]/desk-actions';

type OrganiserActsProps = {
  slug: string;
  id: string;
  name: string;
  scored: boolean;
  failed: boolean;
  disqualified: boolean;
};

/** What an organiser may do with a submission. */
export function OrganiserActs({ slug, id, name, scored, failed, disqualified }: OrganiserActsProps) {
  return (
    <div className="flex flex-wrap gap-3">
      {scored && (
        <ConfirmAct
          trigger={<Button size="small">Compute the score again</Button>}
          title="Compute the score again?"
          description="A worker computes it out of the kept predictions; no model runs. Where it changes, the score of now stays among the past ones."
          act={rescoreOneAction}
          fields={{ slug, id }}
          confirm="Compute it again"
          pendingLabel="Asking a worker"
          keep="Leave it"
        />
      )}
      {failed && (
        <ConfirmAct
          trigger={<Button size="small">Try it again</Button>}
          title="Try it again?"
          description="Workers check and score it from the start. A fault of ours ended it, so it has cost no quota; it does once it is under way again."
          act={retryAction}
          fields={{ slug, id }}
          confirm="Try it again"
          pendingLabel="Asking a worker"
          keep="Leave it"
        />
      )}
      {disqualified ? (
        <ConfirmAct
          trigger={<Button size="small">Take the disqualification back</Button>}
          title="Take the disqualification back?"
          description="It competes again."
          act={requalifySubmissionAction}
          fields={{ slug, id }}
          confirm="Take it back"
          pendingLabel="Taking back"
          keep="Keep it"
        />
      ) : (
        <ReasonAct
          label="Disqualify"
          about={name}
          title={`Disqualify ${name}?`}
          description="It loses its rank; its page stays to be read. You may take this back."
          act={disqualifySubmissionAction}
          fields={{ slug, id }}
          hint="Everybody reads it, beside the submission."
          pendingLabel="Disqualifying"
          danger
        />
      )}
    </div>
  );
}
