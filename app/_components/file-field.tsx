import type { ComponentProps } from 'react';
import { Field, type FieldWords, fieldAria } from './field';

/** A file, or several with `multiple`; say in the hint which kinds and how large. */
export function FileField({
  name,
  id = `field-${name}`,
  label,
  hint,
  error,
  optional,
  ...rest
}: FieldWords & { name: string } & Omit<ComponentProps<'input'>, 'className' | 'type'>) {
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <input
        {...rest}
        {...fieldAria(id, { hint, error })}
        type="file"
        id={id}
        name={name}
        className="control file:mr-3 file:-my-1 file:-ml-2 file:rounded file:border-0 file:bg-well file:px-3 file:py-1 file:font-medium file:text-ink"
      />
    </Field>
  );
}
