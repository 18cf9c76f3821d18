'use client';

import { useActionState, useId } from 'react';
import { Button } from '@/_components/button';
import { Callout } from '@/_components/callout';
import { ConfirmAct } from '@/_components/confirm-act';
import { Dialog } from '@/_components/dialog';
import { SubmitButton } from '@/_components/submit-button';
import { TextArea } from '@/_components/text-area';
import { admitAction, takeBackAction } from './admit-actions';

interface Whom {
  slug: string;
  userId: string;
  name: string;
}

/** Admits somebody who labelled held-out images, for a reason that they read. */
export function AdmitPerson({ slug, userId, name }: Whom) {
  const [sent, admit] = useActionState(admitAction, null);
  const id = useId();
  return (
    <Dialog
      trigger={
        <Button size="small">
          Admit<span className="sr-only"> {name}</span>
        </Button>
      }
      title={`Admit ${name}?`}
      description="They labelled images that the challenge holds out. Admitted, they may enter and submit."
    >
      <form action={admit} className="space-y-4">
        {sent?.ok === false && <Callout tone="bad">{sent.message}</Callout>}
        <input type="hidden" name="challenge" value={slug} />
        <input type="hidden" name="userId" value={userId} />
        <TextArea
          id={`${id}-reason`}
          name="reason"
          label="Reason"
          hint="They and the other organisers read it."
          rows={3}
          required
          error={sent?.ok === false ? sent.fieldErrors?.reason : undefined}
        />
        <SubmitButton pendingLabel="Admitting">Admit</SubmitButton>
      </form>
    </Dialog>
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
