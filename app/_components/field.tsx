import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** What every field says beside its control. */
export type FieldWords = {
  label: string;
  /** What helps to fill it in, before a mistake is made. */
  hint?: ReactNode;
  /** What was found and what is expected, after a mistake. */
  error?: string;
  /** Says so in the label: fields are required unless they are called optional. */
  optional?: boolean;
};

/** The aria attributes that tie a control to its hint and error. */
export function fieldAria(id: string, { hint, error }: Pick<FieldWords, 'hint' | 'error'>) {
  const ids = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean);
  return {
    'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined,
    'aria-invalid': error !== undefined || undefined,
  };
}

export function FieldHint({ id, hint }: { id: string; hint: ReactNode }) {
  return hint === undefined ? null : (
    <div id={`${id}-hint`} className="text-sm text-ink-soft">
      {hint}
    </div>
  );
}

export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  return error === undefined ? null : (
    <p id={`${id}-error`} className="flex gap-1.5 text-sm wrap-anywhere text-bad">
      <CircleAlert aria-hidden size={16} className="mt-0.5 shrink-0" />
      {error}
    </p>
  );
}

/** Label above, hint under it, the control, the error last. */
export function Field({
  id,
  label,
  hint,
  error,
  optional,
  children,
}: FieldWords & { id: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
        {optional && <span className="font-normal text-ink-soft"> (optional)</span>}
      </label>
      <FieldHint id={id} hint={hint} />
      {children}
      <FieldError id={id} error={error} />
    </div>
  );
}
