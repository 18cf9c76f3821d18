'use client';

import { Button } from '@/_components/button';
import { ConfirmAct } from '@/_components/confirm-act';
import { ReasonAct } from '@/_components/reason-act';
import {
  admitEntryAction,
  declineEntryAction,
  disqualifyEntryAction,
  requalifyEntryAction,
} from '../desk-actions';

type Which = { slug: string; id: string; name: string };

export function AdmitEntry({ slug, id, name }: Which) {
  return (
    <ConfirmAct
      trigger={
        <Button size="small">
          Admit<span className="sr-only"> {name}</span>
        </Button>
      }
      title={`Admit ${name}?`}
      description="It may submit at once."
      act={admitEntryAction}
      fields={{ slug, id }}
      confirm="Admit it"
      pendingLabel="Admitting"
      keep="Not yet"
    />
  );
}

export function DeclineEntry({ slug, id, name }: Which) {
  return (
    <ReasonAct
      label="Decline"
      about={name}
      title={`Decline ${name}?`}
      description="It cannot submit. You may admit it later."
      act={declineEntryAction}
      fields={{ slug, id }}
      hint="Its people read it."
      pendingLabel="Declining"
      danger
    />
  );
}

export function DisqualifyEntry({ slug, id, name }: Which) {
  return (
    <ReasonAct
      label="Disqualify"
      about={name}
      title={`Disqualify ${name}?`}
      description="It loses its rank and submits no more. What it submitted stays to be read. You may take this back."
      act={disqualifyEntryAction}
      fields={{ slug, id }}
      hint="Everybody reads it, beside the entry."
      pendingLabel="Disqualifying"
      danger
    />
  );
}

export function RequalifyEntry({ slug, id, name }: Which) {
  return (
    <ConfirmAct
      trigger={
        <Button size="small">
          Take back<span className="sr-only"> the disqualification of {name}</span>
        </Button>
      }
      title={`Take the disqualification of ${name} back?`}
      description="It has its rank again, and submits."
      act={requalifyEntryAction}
      fields={{ slug, id }}
      confirm="Take it back"
      pendingLabel="Taking back"
      keep="Keep it"
    />
  );
}
