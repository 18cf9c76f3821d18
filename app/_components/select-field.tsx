import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Field, type FieldWords, fieldAria } from './field';

export type Option = { value: string; label: string; disabled?: boolean };

/** One of a known list, by the browser's own select, which every phone and screen reader knows. */
export function SelectField({
  name,
  id = `field-${name}`,
  label,
  hint,
  error,
  optional,
  options,
  ...rest
}: FieldWords & { name: string; options: readonly Option[] } & Omit<
    ComponentProps<'select'>,
    'className' | 'children'
  >) {
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <div className="relative">
        <select
          {...rest}
          {...fieldAria(id, { hint, error })}
          id={id}
          name={name}
          className="control appearance-none pr-10"
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden
          size={16}
          className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-ink-soft"
        />
      </div>
    </Field>
  );
}
