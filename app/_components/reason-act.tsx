'use client';

import { type ReactNode, useId } from 'react';
import type { ActionState } from '@/_server/action';
import { Button } from './button';
import { Callout } from './callout';
import { Dialog } from './dialog';
import { SubmitButton } from './submit-button';
import { TextArea } from './text-area';
import { useDialogAct } from './use-dialog-act';

type ReasonActProps<Value> = {
  /** What the button says that asks. */
  label: string;
  /** Whom or what it is about, for who hears the button alone. */
  about: string;
  title: string;
  description: ReactNode;
  act: (previous: ActionState<Value>, form: FormData) => Promise<ActionState<Value>>;
  fields: Readonly<Record<string, string>>;
  /** Who reads the reason. */
  hint: string;
  reasonLabel?: string;
  pendingLabel: string;
  danger?: boolean;
};

/** Asks for a reason, then has a server action done with it as `reason`. */
export function ReasonAct<Value>(props: ReasonActProps<Value>) {
  const { label, about, title, description, act, fields, hint, pendingLabel } = props;
  const { reasonLabel = 'Reason', danger = false } = props;
  const { dialog, sent, send } = useDialogAct(act);
  const id = useId();
  return (
    <Dialog
      {...dialog}
      trigger={
        <Button size="small">
          {label}
          <span className="sr-only"> {about}</span>
        </Button>
      }
      title={title}
      description={description}
    >
      <form action={send} className="space-y-4">
        {sent?.ok === false && <Callout tone="bad">{sent.message}</Callout>}
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <TextArea
          id={`${id}-reason`}
          name="reason"
          label={reasonLabel}
          hint={hint}
          rows={3}
          required
          error={sent?.ok === false ? sent.fieldErrors.reason : undefined}
        />
        <SubmitButton variant={danger ? 'danger' : 'primary'} pendingLabel={pendingLabel}>
          {label}
        </SubmitButton>
      </form>
    </Dialog>
  );
}
