'use client';

import { Button } from '@/_components/button';
import { ConfirmAct } from '@/_components/confirm-act';
import { ReasonAct } from '@/_components/reason-act';
import { admitAction, takeBackAction } from './admit-actions';

interface Whom {
  slug: string;
  userId: string;
  name: string;
}

/** Admits somebody who labelled held-out images, for a reason that they read. */
export function AdmitPerson({ slug, userId, name }: Whom) {
  return (
    <ReasonAct
      label="Admit"
      about={name}
      title={`Admit ${name}?`}
      description="They labelled images that the challenge holds out. Admitted, they may enter and submit."
      act={admitAction}
      fields={{ challenge: slug, userId }}
      hint="They and the other organisers read it."
      pendingLabel="Admitting"
    />
  );
}

/** Takes an admission back after asking, with what that means for them. */
export function TakeBackAdmission({ slug, userId, name }: Whom) {
  return (
    <ConfirmAct
      trigger={
        <Button size="small">
          Take the admission back<span className="sr-only"> of {name}</span>
        </Button>
      }
      title={`Take the admission of ${name} back?`}
      description="They are barred again at once: they can neither enter nor submit, and the challenge’s page tells them so. What they have submitted stays, with its scores. You can admit them again."
      act={takeBackAction}
      fields={{ challenge: slug, userId }}
      confirm="Take it back"
      pendingLabel="Taking back"
      keep="Keep it"
      danger
    />
  );
}
