'use client';

import { useActionState } from 'react';
import type { ActionState } from '@/_server/action';

type SentForm = {
  message: string;
  fieldErrors: Record<string, string>;
  sent: Record<string, string[]>;
} | null;

/**
 * A form of a server action that keeps what was typed when it is refused: React empties a form that was sent, so the form is
 * made anew (by `key`) and begins with what was sent. `done` is the action's answer where it stays on the page.
 */
export function useSentForm<Value>(
  act: (previous: ActionState<Value>, form: FormData) => Promise<ActionState<Value>>,
  onDone: (value: Value, form: FormData) => void | Promise<void> = () => {},
) {
  const [refused, submit] = useActionState<SentForm, FormData>(async (_previous, form) => {
    const answer = await act(null, form);
    if (answer?.ok) await onDone(answer.value, form);
    if (answer?.ok !== false) return null;
    const sent: Record<string, string[]> = {};
    for (const [name, value] of form) sent[name] = [...(sent[name] ?? []), String(value)];
    return { message: answer.message, fieldErrors: answer.fieldErrors, sent };
  }, null);
  return {
    submit,
    refused,
    key: JSON.stringify(refused?.sent),
    /** The name, first value and error of a field. */
    field: (name: string, usual = '') => ({
      name,
      defaultValue: refused?.sent[name]?.[0] ?? usual,
      error: refused?.fieldErrors[name],
    }),
    /** Whether a value of a field of several was sent, or `usual` before the first sending. */
    chosen: (name: string, value: string, usual = false) =>
      refused ? (refused.sent[name] ?? []).includes(value) : usual,
  };
}
