'use client';

import { useActionState, useState } from 'react';
import type { ActionState } from '@/_server/action';

/** A server action that is sent from a dialog, which stays open while it is refused and closes once it is done. */
export function useDialogAct<Value>(
  act: (previous: ActionState<Value>, form: FormData) => Promise<ActionState<Value>>,
) {
  const [open, setOpen] = useState(false);
  const [sent, send] = useActionState<ActionState<Value>, FormData>(async (previous, form) => {
    const answer = await act(previous, form);
    if (answer?.ok) setOpen(false);
    return answer;
  }, null);
  return { dialog: { open, onOpenChange: setOpen }, sent, send };
}
