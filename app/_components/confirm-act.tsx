'use client';

import type { ComponentProps, ReactNode } from 'react';
import type { ActionState } from '@/_server/action';
import { Button } from './button';
import { Callout } from './callout';
import { Dialog, DialogClose } from './dialog';
import { SubmitButton } from './submit-button';
import { useDialogAct } from './use-dialog-act';

type ConfirmActProps<Value> = {
  /** The button that asks. */
  trigger: ComponentProps<typeof Dialog>['trigger'];
  title: string;
  /** What it means, and whether it can be taken back. */
  description: ReactNode;
  act: (previous: ActionState<Value>, form: FormData) => Promise<ActionState<Value>>;
  /** What is sent. */
  fields: Readonly<Record<string, string>>;
  /** What the button says that does it. */
  confirm: string;
  pendingLabel: string;
  /** What the button says that leaves everything as it is. */
  keep: string;
  /** Takes something away. */
  danger?: boolean;
};

/** Asks before a server action is done, says what it means, and why it was refused. */
export function ConfirmAct<Value>(props: ConfirmActProps<Value>) {
  const { trigger, title, description, act, fields, confirm, pendingLabel, keep, danger = false } = props;
  const { dialog, sent, send } = useDialogAct(act);
  return (
    <Dialog
      {...dialog}
      trigger={trigger}
      title={title}
      description={description}
      footer={
        <>
          <DialogClose>
            <Button>{keep}</Button>
          </DialogClose>
          <form action={send}>
            {Object.entries(fields).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <SubmitButton variant={danger ? 'danger' : 'primary'} pendingLabel={pendingLabel}>
              {confirm}
            </SubmitButton>
          </form>
        </>
      }
    >
      {sent?.ok === false && <Callout tone="bad">{sent.message}</Callout>}
    </Dialog>
  );
}
