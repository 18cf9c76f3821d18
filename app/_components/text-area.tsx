import type { ComponentProps } from 'react';
import { Field, type FieldWords, fieldAria } from './field';

/** Several lines of text. */
export function TextArea({
  name,
  id = `field-${name}`,
  label,
  hint,
  error,
  optional,
  rows = 5,
  ...rest
}: FieldWords & { name: string } & Omit<ComponentProps<'textarea'>, 'className'>) {
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <textarea
        {...rest}
        {...fieldAria(id, { hint, error })}
        id={id}
        name={name}
        rows={rows}
        className="control"
      />
    </Field>
  );
}
