'use client';

import { ReasonAct } from '@/_components/reason-act';
import { judgeOverlapAction } from '../desk-actions';

export function JudgeOverlap({ slug, id, about }: { slug: string; id: string; about: string }) {
  return (
    <ReasonAct
      label="Judge"
      about={about}
      title={`What of ${about}?`}
      description="Your word stays beside the pair. Disqualify an entry on the page of entries."
      act={judgeOverlapAction}
      fields={{ slug, id }}
      reasonLabel="Your judgement"
      hint="Organisers read it."
      pendingLabel="Keeping it"
    />
  );
}
