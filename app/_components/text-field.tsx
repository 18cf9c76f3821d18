import type { ComponentProps } from 'react';
import { Field, type FieldWords, fieldAria } from './field';

/** One line of text; `type` for email, password, number, search and date. */
export function TextField({
  name,
  id = `field-${name}`,
  label,
  hint,
  error,
  optional,
  ...rest
}: FieldWords & { name: string } & Omit<ComponentProps<'input'>, 'className'>) {
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <input {...rest} {...fieldAria(id, { hint, error })} id={id} name={name} className="control" />
    </Field>
  );
}
