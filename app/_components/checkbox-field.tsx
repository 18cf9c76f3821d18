import type { ComponentProps } from 'react';
import { FieldError, FieldHint, type FieldWords, fieldAria } from './field';

/** One yes or no; the label is the statement that is agreed to. */
export function CheckboxField({
  name,
  id = `field-${name}`,
  label,
  hint,
  error,
  ...rest
}: Omit<FieldWords, 'optional'> & { name: string } & Omit<ComponentProps<'input'>, 'className' | 'type'>) {
  return (
    <div className="flex flex-col gap-1">
      <div className="flex gap-3">
        <input
          {...rest}
          {...fieldAria(id, { hint, error })}
          type="checkbox"
          id={id}
          name={name}
          className="mt-0.5 size-5 shrink-0"
        />
        <div>
          <label htmlFor={id}>{label}</label>
          <FieldHint id={id} hint={hint} />
        </div>
      </div>
      <FieldError id={id} error={error} />
    </div>
  );
}
